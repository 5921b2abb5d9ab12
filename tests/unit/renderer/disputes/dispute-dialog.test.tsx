// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AccountActions } from '../../../../renderer/features/account/account-actions.tsx';
import type { Account } from '../../../../shared/contract/accounts.ts';
import type { DocumentId } from '../../../../shared/domain/ids.ts';
import { cleanPageAfterEach, givePageSizes } from '../support/page.ts';
import { engineWith, NORTHWIND, northwindWith, sampleDispute } from '../support/sample-standing.ts';
import { cleanToastsAfterEach, showPart } from '../support/show-part.tsx';
import { click, inputsOf, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();

async function disputeForm(ticked: readonly string[], account: Account = northwindWith({})) {
  const sample = await showPart(
    <AccountActions
      targets={[NORTHWIND]}
      several={false}
      ticked={{
        accountId: account.id,
        currency: NORTHWIND.currency,
        documentIds: ticked as DocumentId[],
      }}
      onDone={() => {}}
    >
      <button type="button">List</button>
    </AccountActions>,
    engineWith(account),
  );
  await type('d');
  const form = within(await screen.findByRole('dialog', { name: 'Dispute: Northwind Traders' }));
  return { sample, form };
}
type Form = Awaited<ReturnType<typeof disputeForm>>['form'];

async function choose(form: Form, reason: string) {
  await click(form.getByRole('combobox', { name: 'Reason' }));
  await click(await screen.findByRole('option', { name: reason, hidden: true }));
}
const checked = (form: Form) =>
  form
    .getAllByRole('checkbox')
    .filter((box) => (box as HTMLInputElement).checked)
    .map((box) => box.parentElement?.parentElement?.textContent);
const save = (form: Form) => form.getByRole('button', { name: /Open the dispute/ });

describe('a dispute', () => {
  it('is about the invoices that a person ticked, and about none while only the first ticks stand', async () => {
    const { form } = await disputeForm(['doc-1-1']);
    expect(checked(form)).toEqual(['INV-10477']);
  });

  it('has no invoice chosen while the ticks only say what is asked for', async () => {
    const { form } = await disputeForm(['doc-1-0', 'doc-1-1', 'doc-1-2']);
    expect(checked(form)).toEqual([]);
    await choose(form, 'Price');
    expect(save(form).hasAttribute('disabled')).toBe(true);
  });

  it('brings the papers that usually settle it, until a person changed them', async () => {
    const { form } = await disputeForm(['doc-1-0']);
    await choose(form, 'Price');
    expect(form.getByLabelText('Quote or price list')).toBeDefined();
    await choose(form, 'Tax');
    expect(form.queryByLabelText('Quote or price list')).toBeNull();
    await click(form.getByRole('button', { name: 'Not needed: Exemption certificate' }));
    await choose(form, 'Price');
    expect(form.getByLabelText('Tax number of the customer')).toBeDefined();
    expect(form.queryByLabelText('Quote or price list')).toBeNull();
  });

  it('is opened with part, owner, papers and the next action, and taken back by undo', async () => {
    const { sample, form } = await disputeForm(['doc-1-0']);
    await choose(form, 'Price');
    const change = (label: string, value: string) =>
      fireEvent.change(form.getByLabelText(label), { target: { value } });
    change('Disputed part (EUR)', '500');
    change('Who settles it', 'Sales');
    change('Next action', 'Ask for the quote');
    change('What the customer says', 'Ordered at the old price.');
    fireEvent.click(form.getByLabelText('Order confirmation'));
    change('Another paper', 'Mail of May');
    fireEvent.keyDown(form.getByLabelText('Another paper'), { key: 'Enter' });
    await click(save(form));
    expect(inputsOf(sample, 'disputes.open')).toEqual([
      {
        accountId: 'acc-1',
        documentId: 'doc-1-0',
        reason: 'price',
        amountMinor: 50_000,
        text: 'Ordered at the old price.',
        owner: 'Sales',
        nextAction: 'Ask for the quote',
        nextDate: '2026-11-28',
        papers: [
          { name: 'Quote or price list', receivedOn: null },
          { name: 'Order confirmation', receivedOn: '2026-11-21' },
          { name: 'Mail of May', receivedOn: null },
        ],
      },
    ]);
    expect(await screen.findByText('Northwind Traders: INV-10421 disputed')).toBeDefined();
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'disputes.withdraw')).toMatchObject([{ id: 'new-1' }]));
  });

  it('says at the field that no more than what is open can be disputed', async () => {
    const { form } = await disputeForm(['doc-1-0']);
    await choose(form, 'Price');
    fireEvent.change(form.getByLabelText('Disputed part (EUR)'), { target: { value: '18400.01' } });
    expect(form.getByText('At most the €18,400.00 that is open')).toBeDefined();
    expect(save(form).hasAttribute('disabled')).toBe(true);
  });

  it('about several invoices is about all of each', async () => {
    const { sample, form } = await disputeForm(['doc-1-0', 'doc-1-4']);
    await choose(form, 'Purchase order missing');
    expect(form.getByLabelText('Disputed part (EUR)').hasAttribute('disabled')).toBe(true);
    await click(save(form));
    expect(inputsOf(sample, 'disputes.open')).toMatchObject([
      { documentId: 'doc-1-0', amountMinor: null },
      { documentId: 'doc-1-4', amountMinor: null },
    ]);
  });

  it('about several is opened for all of them or for none', async () => {
    const { sample, form } = await disputeForm(['doc-1-0', 'doc-1-4']);
    sample.answer('disputes.open', ({ documentId }: { documentId: string }) => {
      if (documentId === 'doc-1-4') throw new ORPCError('validation', { message: 'It was paid just now.' });
      return { id: 'first', number: 'INV-10421' };
    });
    await choose(form, 'Price');
    await click(save(form));
    expect(await form.findByText(/It was paid just now/)).toBeDefined();
    expect(inputsOf(sample, 'disputes.withdraw')).toMatchObject([{ id: 'first' }]);
  });

  it('says of an invoice that it is disputed already, here or in the books', async () => {
    const { form } = await disputeForm(['doc-1-1'], northwindWith({ disputes: [sampleDispute()] }));
    expect(form.getByLabelText('INV-10421 · disputed already')).toBeDefined();
    expect(form.getByLabelText('INV-10533 · marked as disputed in the books')).toBeDefined();
  });
});
