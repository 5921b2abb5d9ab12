// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ComposeTarget } from '../../../../renderer/app/compose/compose-context.tsx';
import { AccountActions } from '../../../../renderer/features/account/account-actions.tsx';
import type { Account } from '../../../../shared/contract/accounts.ts';
import type { DocumentId } from '../../../../shared/domain/ids.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { engineWith, NORTHWIND, northwindWith, samplePromise } from '../support/sample-standing.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();

/** The form of Northwind after `p`, with these invoices ticked on its page. */
async function promiseForm(account: Account = northwindWith({}), ticked?: readonly string[]) {
  const target: ComposeTarget | null =
    ticked === undefined
      ? null
      : { accountId: account.id, currency: NORTHWIND.currency, documentIds: ticked as DocumentId[] };
  const sample = await showPart(
    <AccountActions targets={[NORTHWIND]} several={false} ticked={target} onDone={() => {}}>
      <button type="button">List</button>
    </AccountActions>,
    engineWith(account),
  );
  await type('p');
  const form = within(await screen.findByRole('dialog', { name: 'Promise to pay: Northwind Traders' }));
  return { sample, form };
}

const amount = (form: Awaited<ReturnType<typeof promiseForm>>['form']) =>
  form.getByLabelText('Amount (EUR)') as HTMLInputElement;
const save = (form: Awaited<ReturnType<typeof promiseForm>>['form']) =>
  click(form.getByRole('button', { name: /Keep the promise/ }));

describe('a promise to pay', () => {
  it('asks for what is overdue and may be asked for, on those invoices', async () => {
    const { form } = await promiseForm();
    expect(amount(form).value).toBe('40210.00');
    const ticked = form.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked);
    expect(ticked).toEqual([true, true, true, false, false]);
  });

  it('asks for what is ticked on the page', async () => {
    const { form } = await promiseForm(northwindWith({}), ['doc-1-4']);
    expect(amount(form).value).toBe('13690.00');
  });

  it('follows the ticks in the form until a person types an amount', async () => {
    const { form } = await promiseForm();
    fireEvent.click(form.getByLabelText('INV-10421'));
    expect(amount(form).value).toBe('21810.00');
    fireEvent.change(amount(form), { target: { value: '5000' } });
    fireEvent.click(form.getByLabelText('INV-10421'));
    expect(amount(form).value).toBe('5000');
  });

  it('is kept with its day, who said so and how, and taken back by undo', async () => {
    const { sample, form } = await promiseForm();
    fireEvent.click(form.getByRole('button', { name: /In a week/ }));
    fireEvent.change(form.getByLabelText('Who promised'), { target: { value: ' Dana Whitfield ' } });
    fireEvent.change(form.getByLabelText('Note'), { target: { value: 'Next payment run' } });
    fireEvent.keyDown(form.getByLabelText('Note'), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputsOf(sample, 'promises.add')).toEqual([
      {
        accountId: 'acc-1',
        currency: 'EUR',
        amountMinor: 4_021_000,
        date: '2026-11-28',
        documentIds: ['doc-1-0', 'doc-1-1', 'doc-1-2'],
        promisedBy: 'Dana Whitfield',
        channel: 'call',
        note: 'Next payment run',
      },
    ]);
    expect(await screen.findByText('Northwind Traders: €40,210.00 promised by 28 Nov')).toBeDefined();
    await type('Control+z');
    await waitFor(() =>
      expect(inputsOf(sample, 'promises.withdraw')).toEqual([{ id: 'new-1', reason: 'Taken back at once' }]),
    );
  });

  it('waits for an amount above zero and a day that is not over', async () => {
    const { form } = await promiseForm();
    const ready = () => !form.getByRole('button', { name: /Keep the promise/ }).hasAttribute('disabled');
    expect(ready()).toBe(false);
    fireEvent.change(form.getByLabelText('Another day'), { target: { value: '2026-11-20' } });
    expect(ready()).toBe(false);
    fireEvent.change(form.getByLabelText('Another day'), { target: { value: '2026-11-21' } });
    expect(ready()).toBe(true);
    fireEvent.change(amount(form), { target: { value: '1,500' } });
    expect(ready()).toBe(false);
    expect(form.getByText('An amount above zero, such as 1500.50')).toBeDefined();
  });

  it('warns above what is open and keeps it all the same', async () => {
    const { sample, form } = await promiseForm(northwindWith({}), ['doc-1-4']);
    fireEvent.change(amount(form), { target: { value: '13690.01' } });
    expect(form.getByText('More than the €13,690.00 that is open on these invoices')).toBeDefined();
    fireEvent.click(form.getByRole('button', { name: /Tomorrow/ }));
    await save(form);
    expect(inputsOf(sample, 'promises.add')).toMatchObject([{ amountMinor: 1_369_001 }]);
  });

  it('without an invoice stands on the account', async () => {
    const { sample, form } = await promiseForm(northwindWith({}), ['doc-1-4']);
    fireEvent.click(form.getByLabelText('INV-10590'));
    expect(form.getByText('It stands on the account and covers what is due longest.')).toBeDefined();
    fireEvent.click(form.getByRole('button', { name: /Tomorrow/ }));
    await save(form);
    expect(inputsOf(sample, 'promises.add')).toMatchObject([{ documentIds: [] }]);
  });

  it('says which promise it takes the place of, and the how many-th it is', async () => {
    const earlier = samplePromise({ level: 2 });
    const { form } = await promiseForm(northwindWith({ promises: [earlier] }), ['doc-1-0']);
    expect(form.getByText(/Takes the place of the promise of €40,210.00 by/).textContent).toContain(
      'the new one is the 3rd promise.',
    );
    fireEvent.click(form.getByLabelText('INV-10421'));
    expect(form.queryByText(/Takes the place/)).toBeNull();
  });

  it('keeps what was typed when the engine refuses', async () => {
    const { sample, form } = await promiseForm();
    sample.answer('promises.add', () => {
      throw new ORPCError('validation', { message: 'Nothing is open on invoice INV-10421.' });
    });
    fireEvent.click(form.getByRole('button', { name: /Tomorrow/ }));
    await save(form);
    expect(await form.findByText(/Nothing is open on invoice INV-10421/)).toBeDefined();
    expect(amount(form).value).toBe('40210.00');
  });
});
