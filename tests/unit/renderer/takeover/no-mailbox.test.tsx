// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { NoMailbox } from '../../../../renderer/features/compose/no-mailbox.tsx';
import type { Coverage } from '../../../../shared/contract/takeover.ts';
import { cleanPageAfterEach } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { coverage } from './sample-handoff.ts';

cleanPageAfterEach();
cleanToastsAfterEach();

async function asked(covering: Coverage | null): Promise<string> {
  const sample = createSampleEngine();
  sample.answer('takeover.coverage', () => ({ coverage: covering }));
  const nothing = () => {};
  const ways = { onSetUp: nothing, onSave: nothing, onExport: nothing, onCopy: nothing, onClose: nothing };
  await showPart(<NoMailbox wanted="send" savesDrafts={false} {...ways} />, sample);
  return (await screen.findByRole('dialog', { name: 'No mailbox is set up' })).textContent ?? '';
}

it('a letter without a mailbox says to whom it goes back, where accounts are covered for somebody', async () => {
  expect(await asked(coverage())).toContain(
    'You cover for Ada Brandt: letters go out from your own mailbox, never from theirs. Kept as drafts they go back with your return',
  );
});

it('and says nothing of it in a workspace of one’s own', async () => {
  expect(await asked(null)).not.toContain('You cover for');
});
