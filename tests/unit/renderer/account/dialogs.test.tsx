// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AccountActions } from '../../../../renderer/features/account/account-actions.tsx';
import type { WorklistItem } from '../../../../shared/contract/worklist.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import type { SampleEngine } from '../support/sample-engine.ts';
import { sampleItems } from '../support/sample-ledger.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();

const [NORTHWIND, FJELL] = sampleItems();
if (!NORTHWIND || !FJELL) throw new Error('The sample ledger is empty.');

/** The actions as they stand around a list, for the first account as given or for two of them. */
async function openWith(part: Partial<WorklistItem> = {}, several = false): Promise<SampleEngine> {
  const first = { ...NORTHWIND, ...part } as WorklistItem;
  const targets = several && FJELL ? [first, FJELL] : [first];
  return showPart(
    <AccountActions targets={targets} several={several} ticked={null} onDone={() => {}}>
      <button type="button">List</button>
    </AccountActions>,
  );
}

const dialog = async (name?: string | RegExp) =>
  within(await screen.findByRole('dialog', name === undefined ? {} : { name }));
const gone = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
const SNOOZED = { code: 'snoozed', until: plainDate('2026-11-30'), reason: 'month end' };

describe('snoozing', () => {
  it('gives each account its former day and reason back on undo', async () => {
    const sample = await openWith({}, true);
    sample.answer('accounts.snooze', ({ accountIds }: { accountIds: readonly string[] }) => ({
      previous: accountIds.map((accountId, index) => ({
        accountId,
        until: index === 0 ? '2026-11-30' : null,
        reason: index === 0 ? 'month end' : null,
      })),
    }));
    await type('s');
    const shown = await dialog('Snooze 2 accounts');
    fireEvent.click(shown.getByRole('button', { name: /Tomorrow/ }));
    await click(shown.getByRole('button', { name: /^Snooze/ }));
    await gone();
    expect(await screen.findByText('Snoozed 2 accounts until 22 Nov')).toBeDefined();
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'accounts.snooze')).toHaveLength(3));
    expect(inputsOf(sample, 'accounts.snooze').slice(1)).toEqual([
      { accountIds: ['acc-1'], until: '2026-11-30', reason: 'month end' },
      { accountIds: ['acc-2'], until: null, reason: null },
    ]);
  });

  it('can be ended at once, whatever day was looked at before', async () => {
    const sample = await openWith({ holds: [SNOOZED] });
    await type('s');
    const shown = await dialog();
    fireEvent.click(shown.getByRole('button', { name: /Tomorrow/ }));
    await click(shown.getByRole('button', { name: 'End the snooze' }));
    expect(inputsOf(sample, 'accounts.snooze')).toEqual([
      { accountIds: ['acc-1'], until: null, reason: null },
    ]);
    expect(await screen.findByText('Snooze of Northwind Traders ended')).toBeDefined();
    await gone();
  });

  it('is not ended where nothing is put away', async () => {
    await openWith();
    await type('s');
    expect((await dialog()).queryByRole('button', { name: 'End the snooze' })).toBeNull();
  });

  it('takes no day that is not after today', async () => {
    await openWith();
    await type('s');
    const shown = await dialog();
    const ready = () => !shown.getByRole('button', { name: /^Snooze/ }).hasAttribute('disabled');
    fireEvent.change(shown.getByLabelText('Another day'), { target: { value: '2026-11-21' } });
    expect(ready()).toBe(false);
    fireEvent.change(shown.getByLabelText('Another day'), { target: { value: '2026-11-22' } });
    expect(ready()).toBe(true);
    fireEvent.change(shown.getByLabelText('Another day'), { target: { value: '' } });
    expect(ready()).toBe(false);
  });
});

describe('planning the next action', () => {
  const planned = { kind: 'send_copy', date: plainDate('2026-11-25'), note: 'INV-10421' };

  it('begins with what is planned', async () => {
    const sample = await openWith({ nextAction: planned });
    await type('a');
    const shown = await dialog('Next action: Northwind Traders');
    expect((shown.getByLabelText('Another day') as HTMLInputElement).value).toBe('2026-11-25');
    expect((shown.getByLabelText('Note') as HTMLInputElement).value).toBe('INV-10421');
    await click(shown.getByRole('button', { name: /^Plan/ }));
    expect(inputsOf(sample, 'accounts.setNextAction')).toEqual([{ accountIds: ['acc-1'], action: planned }]);
  });

  it('can be cleared, and undo plans the same again', async () => {
    const sample = await openWith({ nextAction: planned });
    sample.answer('accounts.setNextAction', () => ({
      previous: [{ accountId: 'acc-1', action: planned }],
    }));
    await type('a');
    await click((await dialog()).getByRole('button', { name: 'Clear it' }));
    expect(await screen.findByText('Northwind Traders: nothing planned')).toBeDefined();
    await gone();
    await type('Control+z');
    await waitFor(() =>
      expect(inputsOf(sample, 'accounts.setNextAction')).toEqual([
        { accountIds: ['acc-1'], action: null },
        { accountIds: ['acc-1'], action: planned },
      ]),
    );
  });

  it('begins empty for several accounts, whatever is planned for one of them', async () => {
    await openWith({ nextAction: planned }, true);
    await type('a');
    const shown = await dialog('Next action: 2 accounts');
    expect((shown.getByLabelText('Another day') as HTMLInputElement).value).toBe('');
    expect(shown.queryByRole('button', { name: 'Clear it' })).toBeNull();
  });
});

describe('logging a call', () => {
  it('keeps outcome and words, and takes exactly this call back on undo', async () => {
    const sample = await openWith();
    sample.answer('calls.log', () => ({
      ...{ seq: 7, id: 'tp-7', hash: 'h', promiseId: null, disputeId: null },
      ...{ previous: null, warnings: [] },
    }));
    await type('c');
    const shown = await dialog('Call Northwind Traders');
    fireEvent.click(shown.getByRole('button', { name: /^Voicemail/ }));
    fireEvent.change(shown.getByLabelText('What was said'), { target: { value: ' Left a message. ' } });
    fireEvent.keyDown(shown.getByLabelText('What was said'), { key: 'Enter', ctrlKey: true });
    expect(await screen.findByText('Call logged: Northwind Traders, voicemail')).toBeDefined();
    expect(inputsOf(sample, 'calls.log')).toMatchObject([
      { accountId: 'acc-1', outcome: 'voicemail', text: 'Left a message.' },
    ]);
    await gone();
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'calls.undo')).toMatchObject([{ id: 'tp-7' }]));
  });

  it('is for one account at a time', async () => {
    await openWith({}, true);
    await type('c');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a dialog over the screen', () => {
  it.each([
    ['c', /^Call/],
    ['s', /^Snooze/],
    ['a', /^Next action/],
  ])('gives the focus back to where it was: %s', async (key, name) => {
    await openWith();
    const list = screen.getByRole('button', { name: 'List' });
    list.focus();
    await type(key);
    const shown = await dialog(name);
    await click(shown.getByRole('button', { name: 'Cancel' }));
    await gone();
    expect(document.activeElement).toBe(list);
  });

  it('does nothing twice while the engine is at it', async () => {
    const sample = await openWith();
    let answer = (_: unknown) => {};
    sample.answer('accounts.snooze', () => new Promise((resolve) => (answer = resolve)));
    await type('s');
    const shown = await dialog();
    fireEvent.click(shown.getByRole('button', { name: /Tomorrow/ }));
    const field = shown.getByLabelText(/Reason/);
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(inputsOf(sample, 'accounts.snooze')).toHaveLength(1));
    answer({ previous: [] });
    await gone();
  });

  it('can be tried again after the engine refused', async () => {
    const sample = await openWith();
    sample.answer('accounts.setNextAction', () => {
      throw new ORPCError('locked', { message: 'Another program is writing.' });
    });
    await type('a');
    const shown = await dialog();
    fireEvent.click(shown.getByRole('button', { name: /Tomorrow/ }));
    await click(shown.getByRole('button', { name: /^Plan/ }));
    expect(shown.getByRole('alert').textContent).toContain('Another program is writing.');
    sample.answer('accounts.setNextAction', () => ({ previous: [] }));
    await click(shown.getByRole('button', { name: /^Plan/ }));
    await gone();
  });
});
