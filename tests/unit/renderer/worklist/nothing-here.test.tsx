// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { NothingHere } from '../../../../renderer/features/worklist/nothing-here.tsx';
import { cleanPageAfterEach } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click } from '../support/show-window.tsx';

cleanPageAfterEach();
cleanToastsAfterEach();

async function emptyWorklist(waiting: number): Promise<{ readonly shown: () => number }> {
  let shown = 0;
  await showPart(
    <NothingHere
      kind="worklist"
      filtered={false}
      hasLedger
      waiting={waiting}
      onReset={() => {}}
      onShowWaiting={() => {
        shown += 1;
      }}
    />,
    createSampleEngine(),
  );
  return { shown: () => shown };
}

it('an empty worklist says that what is overdue waits, and shows it', async () => {
  const { shown } = await emptyWorklist(14);
  expect(await screen.findByText('Nothing to do now')).toBeDefined();
  expect(screen.queryByText('Nothing is overdue')).toBeNull();
  await click(screen.getByRole('button', { name: 'Show what waits' }));
  expect(shown()).toBe(1);
});

it('and that nothing is overdue where nothing waits either', async () => {
  await emptyWorklist(0);
  expect(await screen.findByText('Nothing is overdue')).toBeDefined();
  expect(screen.queryByText('Nothing to do now')).toBeNull();
});
