// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { cleanPageAfterEach, givePageSizes } from './support/page.ts';
import { createSampleEngine } from './support/sample-engine.ts';
import { sampleAccount, sampleItems, TODAY } from './support/sample-ledger.ts';
import { click, inputsOf, showWindow, type } from './support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();

async function openAccount() {
  const sample = await showWindow();
  const page = within(await screen.findByRole('article', { name: 'Northwind Traders' }));
  return { sample, page };
}

describe('the account page', () => {
  it('says what is open, overdue and in credit, each apart', async () => {
    const { page } = await openAccount();
    const balance = within(page.getByRole('region', { name: 'Balance in EUR' }));
    const figure = (label: string) => balance.getByText(label).parentElement?.textContent;
    expect(figure('Overdue')).toBe('Overdue€48,210.00');
    expect(figure('Open')).toBe('Open€61,900.00');
    expect(figure('Credits')).toBe('Credits−€640.00');
    expect(figure('Net')).toBe('Net€61,260.00');
  });

  it('ticks what is overdue and not disputed, and sums it', async () => {
    const { page } = await openAccount();
    const items = within(page.getByRole('region', { name: 'Open items' }));
    expect(items.getByText(/ticked/).textContent).toBe('3 ticked · €40,210.00');
    fireEvent.click(items.getByText('INV-10533'), { ctrlKey: true });
    expect(items.getByText(/ticked/).textContent).toBe('4 ticked · €48,210.00');
  });

  it('keeps credits out of the list of invoices', async () => {
    const { page } = await openAccount();
    const credits = within(page.getByRole('region', { name: 'Credits and unapplied payments' }));
    expect(credits.getByText('CN-2207')).toBeDefined();
    expect(credits.getByText('credit note, open for 30 days')).toBeDefined();
    expect(within(page.getByRole('grid', { name: 'Open items' })).queryByText('CN-2207')).toBeNull();
  });

  it('says for how long a payment waits to be applied', async () => {
    const sample = createSampleEngine();
    const [item] = sampleItems();
    if (item === undefined) throw new Error('no account');
    const account = sampleAccount(item);
    const credit = account.documents.find(({ kind }) => kind === 'credit_note');
    if (credit === undefined) throw new Error('no credit note');
    const paid = { number: 'SEPA 77', issueDate: addDays(TODAY, -45) };
    const payment = { ...credit, ...paid, id: 'doc-paid', kind: 'unapplied_payment' };
    sample.answer('accounts.get', () => ({ ...account, documents: [...account.documents, payment] }));
    await showWindow(sample);
    const page = within(await screen.findByRole('article', { name: 'Northwind Traders' }));
    const credits = within(page.getByRole('region', { name: 'Credits and unapplied payments' }));
    expect(credits.getByText('SEPA 77').parentElement?.textContent).toBe(
      'SEPA 77payment, not applied for 45 days−€640.00',
    );
  });

  it('names what is disputed in the ledger', async () => {
    const { page } = await openAccount();
    expect(page.getByText('1 disputed in the ledger')).toBeDefined();
  });

  it('says the next step with its reasons in words', async () => {
    const { page } = await openAccount();
    const step = within(page.getByRole('region', { name: 'Next step' }));
    expect(step.getByText('Call today.')).toBeDefined();
    await click(step.getByRole('button', { name: 'All reasons' }));
    expect(await screen.findByText('+22')).toBeDefined();
  });

  it('reads the aging bar out with amounts', async () => {
    await openAccount();
    const [bar] = screen.getAllByRole('img');
    expect(bar?.getAttribute('aria-label')).toBe(
      'not due €13,690.00, 1–30 €8,000.00, 31–60 €21,810.00, 61–90 €18,400.00',
    );
  });

  it('keeps a note by Control Enter, and takes it back by Undo', async () => {
    const { sample, page } = await openAccount();
    await type('n');
    const field = page.getByRole('textbox', { name: 'Note' });
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: ' Payment run is on Fridays. ' } });
    await act(async () => fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true }));
    expect(inputsOf(sample, 'accounts.addTouchpoint')).toEqual([
      { accountId: 'acc-1', kind: 'note', text: 'Payment run is on Fridays.' },
    ]);
    expect((field as HTMLTextAreaElement).value).toBe('');
    await click(await screen.findByRole('button', { name: /Undo/ }));
    expect(inputsOf(sample, 'accounts.retractTouchpoint')).toMatchObject([{ id: 'tp-1' }]);
  });

  it('does not keep an empty note', async () => {
    const { sample, page } = await openAccount();
    const field = page.getByRole('textbox', { name: 'Note' });
    fireEvent.change(field, { target: { value: '   ' } });
    await act(async () => fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true }));
    expect(inputsOf(sample, 'accounts.addTouchpoint')).toEqual([]);
  });

  it('filters the timeline by kind', async () => {
    const { sample, page } = await openAccount();
    await click(page.getByRole('button', { name: 'Shown in the timeline: Everything' }));
    await click(await screen.findByRole('menuitem', { name: 'Ledger', hidden: true }));
    expect(inputsOf(sample, 'accounts.timeline').at(-1)).toMatchObject({ id: 'acc-1', group: 'ledger' });
  });

  it('takes back only what a person wrote', async () => {
    const { page } = await openAccount();
    const names = (await page.findAllByRole('button', { name: /^Take back/ })).map((button) =>
      button.getAttribute('aria-label'),
    );
    expect(names).toEqual(['Take back: Call: right person', 'Take back: Note']);
  });

  it('adds a contact with what can be reached only', async () => {
    const { sample, page } = await openAccount();
    sample.answer('accounts.addContact', () => ({}));
    await click(page.getByRole('button', { name: 'Add' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Add a contact' }));
    expect(dialog.getByRole('button', { name: /Save/ }).hasAttribute('disabled')).toBe(true);
    fireEvent.change(dialog.getByLabelText('E-mail'), { target: { value: ' ap@fjell.example ' } });
    await click(dialog.getByRole('button', { name: /Save/ }));
    expect(inputsOf(sample, 'accounts.addContact')).toEqual([
      {
        accountId: 'acc-1',
        contact: { name: null, role: null, email: 'ap@fjell.example', phone: null, billing: true },
      },
    ]);
  });

  it('takes a contact off at once, and Undo brings the same one back', async () => {
    const { sample, page } = await openAccount();
    sample.answer('accounts.removeContact', () => ({ removed: true }));
    sample.answer('accounts.changeContact', () => ({}));
    await click(page.getByRole('button', { name: 'Remove Dana Whitfield' }));
    expect(inputsOf(sample, 'accounts.removeContact')).toEqual([{ id: 'con-1' }]);
    await click(await screen.findByRole('button', { name: /Undo/ }));
    expect(inputsOf(sample, 'accounts.changeContact')).toEqual([
      {
        id: 'con-1',
        contact: {
          name: 'Dana Whitfield',
          role: 'Accounts payable',
          email: 'ap@northwind.example',
          phone: '+31 10 555 0123',
          billing: true,
        },
      },
    ]);
    expect(inputsOf(sample, 'accounts.addContact')).toEqual([]);
  });
});
