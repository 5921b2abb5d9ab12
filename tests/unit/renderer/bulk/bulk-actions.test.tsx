// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AccountActions } from '../../../../renderer/features/account/account-actions.tsx';
import { cleanPageAfterEach, givePageSizes, quietFocusTraps } from '../support/page.ts';
import { createSampleEngine, type SampleEngine } from '../support/sample-engine.ts';
import { sampleItems } from '../support/sample-ledger.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

interface Ids {
  readonly accountIds: readonly string[];
}

const sizes = (sample: SampleEngine) =>
  inputsOf(sample, 'accounts.snooze').map((input) => (input as Ids).accountIds.length);

/** A hundred and twenty ticked accounts that are snoozed. */
async function snoozeMany(answer: (input: Ids) => unknown): Promise<SampleEngine> {
  const sample = createSampleEngine();
  sample.answer('accounts.snooze', answer as never);
  await showPart(
    <AccountActions targets={sampleItems(12)} several ticked={null} onDone={() => {}}>
      <span>List</span>
    </AccountActions>,
    sample,
  );
  await type('s');
  const dialog = within(await screen.findByRole('dialog', { name: 'Snooze 120 accounts' }));
  fireEvent.click(dialog.getByRole('button', { name: /Tomorrow/ }));
  await click(dialog.getByRole('button', { name: /^Snooze/ }));
  return sample;
}

const former = ({ accountIds }: Ids) => ({
  previous: accountIds.map((accountId) => ({ accountId, until: null, reason: null })),
});

describe('snoozing many accounts', () => {
  it('is done in parts and taken back by one undo', async () => {
    const sample = await snoozeMany(former);
    await screen.findByText('Snoozed 120 accounts until 22 Nov');
    expect(sizes(sample)).toEqual([50, 50, 20]);
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'accounts.snooze').slice(3)).toHaveLength(1));
    expect(inputsOf(sample, 'accounts.snooze').at(-1)).toMatchObject({ until: null, reason: null });
    expect(sizes(sample).at(-1)).toBe(120);
  });

  it('shows how far it is when it takes long, and stops when asked: what was done can be undone', async () => {
    const held: (() => void)[] = [];
    const sample = await snoozeMany((input) => new Promise((go) => held.push(() => go(former(input)))));
    const cancel = await screen.findByRole('button', { name: 'Cancel: Snoozing' });
    expect(screen.getByText('0 of 120')).toBeDefined();
    await click(cancel);
    for (const go of held) go();
    await screen.findByText('Snoozed 50 of 120 accounts until 22 Nov');
    expect(sizes(sample)).toEqual([50]);
    await waitFor(() => expect(screen.queryByText('0 of 120')).toBeNull());
  });

  it('tells what failed later, and still takes back what was done before', async () => {
    let calls = 0;
    const sample = await snoozeMany((input) => {
      calls += 1;
      if (calls === 2) throw new Error('Another program is writing.');
      return former(input);
    });
    await screen.findByText('Snoozed 50 of 120 accounts until 22 Nov');
    expect(await screen.findByRole('alert')).toBeDefined();
    await type('Control+z');
    await waitFor(() => expect(sizes(sample)).toEqual([50, 50, 50]));
  });

  it('keeps the form open when the first part fails', async () => {
    await snoozeMany(() => {
      throw new Error('Another program is writing.');
    });
    const dialog = within(await screen.findByRole('dialog', { name: 'Snooze 120 accounts' }));
    expect(dialog.getByRole('alert')).toBeDefined();
  });
});
