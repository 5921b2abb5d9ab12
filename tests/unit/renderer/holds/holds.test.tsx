// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AccountActions, type ActionTarget } from '../../../../renderer/features/account/account-actions.tsx';
import type { Account } from '../../../../shared/contract/accounts.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, DocumentId } from '../../../../shared/domain/ids.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { sampleItems } from '../support/sample-ledger.ts';
import { engineWith, NORTHWIND, northwindWith, sampleHold } from '../support/sample-standing.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();

const ON_ACCOUNT = { scope: 'account', accountId: 'acc-1' };

async function press(
  key: string,
  account: Account = northwindWith({}),
  options: { readonly targets?: readonly ActionTarget[]; readonly ticked?: readonly string[] } = {},
) {
  const ticked = {
    accountId: account.id,
    currency: NORTHWIND.currency,
    documentIds: (options.ticked ?? []) as DocumentId[],
  };
  const sample = await showPart(
    <AccountActions
      targets={options.targets ?? [NORTHWIND]}
      several={options.targets !== undefined}
      ticked={options.ticked ? ticked : null}
      onDone={() => {}}
    >
      <button type="button">List</button>
    </AccountActions>,
    engineWith(account),
  );
  await type(key);
  return { sample, form: within(await screen.findByRole('dialog')) };
}
const gone = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

describe('a hold', () => {
  it('rests on the account with its reason until it is lifted, and undo lifts it', async () => {
    const { sample, form } = await press('h');
    const ready = () => !form.getByRole('button', { name: /Put on hold/ }).hasAttribute('disabled');
    expect(ready()).toBe(false);
    await click(form.getByRole('button', { name: 'Client asks for it' }));
    expect(ready()).toBe(true);
    await click(form.getByRole('button', { name: /Put on hold/ }));
    await gone();
    expect(inputsOf(sample, 'holds.set')).toEqual([
      { target: ON_ACCOUNT, reason: 'Client asks for it', until: null },
    ]);
    expect(await screen.findByText('Northwind Traders on hold until it is lifted')).toBeDefined();
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'holds.lift')).toEqual([{ target: ON_ACCOUNT }]));
  });

  it('resumes on a day after today', async () => {
    const { sample, form } = await press('h');
    fireEvent.change(form.getByLabelText('Another reason'), { target: { value: 'Audit' } });
    fireEvent.change(form.getByLabelText('Another day'), { target: { value: '2026-11-21' } });
    expect(form.getByRole('button', { name: /Put on hold/ }).hasAttribute('disabled')).toBe(true);
    await click(form.getByRole('button', { name: /In a week/ }));
    await click(form.getByRole('button', { name: /Put on hold/ }));
    expect(inputsOf(sample, 'holds.set')).toMatchObject([{ until: '2026-11-28' }]);
  });

  it('rests on the invoices that a person ticked', async () => {
    const { sample, form } = await press('h', northwindWith({}), { ticked: ['doc-1-1'] });
    await click(form.getByRole('button', { name: 'Being checked' }));
    await click(form.getByRole('button', { name: /Put on hold/ }));
    expect(inputsOf(sample, 'holds.set')).toMatchObject([
      { target: { scope: 'invoice', accountId: 'acc-1', documentId: 'doc-1-1' } },
    ]);
    expect(await screen.findByText('INV-10477 on hold until it is lifted')).toBeDefined();
  });

  it('is lifted by the same key, and undo sets it again as it was', async () => {
    const until = plainDate('2026-12-04');
    const { sample, form } = await press('h', northwindWith({ holds: [sampleHold({ until })] }));
    await click(form.getByRole('button', { name: 'Lift the hold' }));
    await gone();
    expect(inputsOf(sample, 'holds.lift')).toEqual([{ target: ON_ACCOUNT }]);
    await type('Control+z');
    await waitFor(() =>
      expect(inputsOf(sample, 'holds.set')).toEqual([{ target: ON_ACCOUNT, reason: 'Audit', until }]),
    );
  });

  it('in the place of another one gives that one back on undo', async () => {
    const { sample, form } = await press('h', northwindWith({ holds: [sampleHold()] }));
    await click(form.getByRole('button', { name: 'Legal' }));
    await click(form.getByRole('button', { name: /Change the hold/ }));
    await gone();
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'holds.set')).toHaveLength(2));
    expect(inputsOf(sample, 'holds.set').map((input) => (input as { reason: string }).reason)).toEqual([
      'Legal',
      'Audit',
    ]);
  });

  it('rests on each of several accounts', async () => {
    const targets = sampleItems().slice(0, 2);
    const { sample, form } = await press('h', northwindWith({}), { targets });
    await click(form.getByRole('button', { name: 'Legal' }));
    await click(form.getByRole('button', { name: /Put on hold/ }));
    await gone();
    expect(
      inputsOf(sample, 'holds.set').map(
        (input) => (input as { target: { accountId: AccountId } }).target.accountId,
      ),
    ).toEqual(['acc-1', 'acc-2']);
    expect(await screen.findByText('2 accounts on hold until it is lifted')).toBeDefined();
  });
});

describe('a wish not to be contacted', () => {
  it('is kept for one person and one way, with its reason', async () => {
    const { sample, form } = await press('Shift+h');
    expect(form.getByRole('button', { name: /^Do not contact/ }).hasAttribute('disabled')).toBe(true);
    await click(form.getByRole('combobox', { name: 'Whom' }));
    await click(await screen.findByRole('option', { name: /Dana Whitfield/, hidden: true }));
    await click(form.getByRole('button', { name: 'no calls' }));
    fireEvent.change(form.getByLabelText(/Reason/), { target: { value: 'Only in writing' } });
    await click(form.getByRole('button', { name: /^Do not contact/ }));
    await gone();
    expect(inputsOf(sample, 'holds.setDoNotContact')).toEqual([
      { accountId: 'acc-1', contactId: 'con-1', channel: 'call', reason: 'Only in writing' },
    ]);
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'holds.liftDoNotContact')).toMatchObject([{ id: 'new-1' }]));
  });
});

describe('a customer who waits for an answer', () => {
  it('is marked by hand with what it is about', async () => {
    const { sample, form } = await press('w');
    fireEvent.change(form.getByLabelText('About'), { target: { value: 'Wrong order number' } });
    await click(form.getByRole('button', { name: /Mark/ }));
    expect(inputsOf(sample, 'holds.markUnanswered')).toEqual([
      { accountId: 'acc-1', about: 'Wrong order number' },
    ]);
  });

  it('has its answer by the same key, and undo marks it again', async () => {
    const waiting = { since: plainDate('2026-11-19'), about: 'Wrong order number', setBy: 'Mara Lindt' };
    const { sample, form } = await press('w', northwindWith({ unansweredReply: waiting }));
    await click(form.getByRole('button', { name: /It has its answer/ }));
    expect(inputsOf(sample, 'holds.clearUnanswered')).toEqual([{ accountId: 'acc-1' }]);
    await type('Control+z');
    await waitFor(() =>
      expect(inputsOf(sample, 'holds.markUnanswered')).toEqual([
        { accountId: 'acc-1', about: 'Wrong order number' },
      ]),
    );
  });
});
