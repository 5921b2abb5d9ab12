// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes, press } from '../support/page.ts';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';
import { advised, cashEngine, match, money, proposalFor, waiting } from './sample-cash.ts';

givePageSizes();
cleanPageAfterEach();

/** A screen that is opened for the first time is loaded first. */
const from = (name: string) =>
  screen.findByRole('region', { name: `Money from ${name}` }, { timeout: 10_000 });
const proposals = async () => {
  await screen.findByRole('radiogroup', { name: 'Proposals' });
  return screen.findAllByRole<HTMLInputElement>('radio', { name: / of / });
};
const exact = advised('Anker AG', [proposalFor('INV-1', 'exact')]);
const equals = advised('Anker AG', [proposalFor('INV-1', 'ambiguous'), proposalFor('INV-2', 'ambiguous')]);

describe('money without an invoice', () => {
  it('teaches where it comes from when there is none', async () => {
    await showWindow(cashEngine({}), '#/cash');
    expect(await screen.findByRole('heading', { name: 'No money without an invoice' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Read a bank statement' })).toBeDefined();
  });

  it('is reached by g a, and credit notes are not asked for: proposals net them', async () => {
    const sample = await showWindow(cashEngine({ unapplied: [money(1)] }));
    await act(async () => {
      press('g');
      press('a');
    });
    await from('Payer 1');
    expect(inputsOf(sample, 'cash.unapplied')[0]).toMatchObject({ kinds: ['bank_line', 'payment'] });
  });

  it('says in words what it may be for, why, and who may have paid', async () => {
    const short = proposalFor('INV-7', 'likely', { restMinor: minorUnits(3_000) });
    const [part] = short.allocations;
    const allocations = part
      ? [{ ...part, shortMinor: minorUnits(2_500), shortReason: 'bank_fee' as const }]
      : [];
    const accounts = [advised('Anker AG', [{ ...short, allocations }], { by: ['bank_account', 'name'] })];
    await showWindow(cashEngine({ unapplied: [money(1)], accounts }), '#/cash');
    const detail = within(await from('Payer 1'));
    const account = within(await detail.findByRole('region', { name: 'Anker AG' }));
    expect(
      account.getByText(/it paid from this bank account before and the payer has its name/),
    ).toBeDefined();
    expect(account.getByRole('row', { name: /^INV-7/ }).textContent).toBe('INV-7€1,200.00€25.00 bank fee');
    expect(account.getByRole('row', { name: /^Stays on account/ }).textContent).toContain('€30.00');
    expect(account.getByText('The text names INV-7, and the amount agrees.')).toBeDefined();
  });

  it('is approved with one key; the next is shown, and undo withdraws it', async () => {
    const given = { unapplied: [money(1), money(2)], accounts: [exact] };
    const sample = await showWindow(cashEngine(given), '#/cash');
    await from('Payer 1');
    expect((await proposals())[0]?.checked).toBe(true);
    await type('a');
    await waitFor(() => expect(inputsOf(sample, 'cash.approve')).toHaveLength(1));
    expect(inputsOf(sample, 'cash.approve')[0]).toEqual({
      source: { bankLineId: 'line-1' },
      accountId: 'acc-Anker AG',
      proposal: proposalFor('INV-1', 'exact'),
    });
    await from('Payer 2');
    expect(await screen.findByText('€1,200.00 applied to INV-1')).toBeDefined();
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'cash.withdraw')).toEqual([{ id: 'match-new' }]));
  });

  it('of which several proposals fit has none chosen: approving does nothing before a person chooses', async () => {
    const sample = await showWindow(cashEngine({ unapplied: [money(1)], accounts: [equals] }), '#/cash');
    await from('Payer 1');
    expect((await proposals()).map(({ checked }) => checked)).toEqual([false, false]);
    expect(screen.getAllByText('Several fit')).toHaveLength(2);
    await type('a');
    expect(inputsOf(sample, 'cash.approve')).toEqual([]);
    await type('n', 'n');
    expect((await proposals()).map(({ checked }) => checked)).toEqual([false, true]);
    await type('a');
    await waitFor(() =>
      expect(inputsOf(sample, 'cash.approve')).toMatchObject([
        { proposal: { allocations: [{ number: 'INV-2' }] } },
      ]),
    );
  });

  it('is asked about again with a pasted advice and a picked payer', async () => {
    const sample = cashEngine({ unapplied: [money(1)], accounts: [] });
    sample.answer('accounts.search', () => [
      { id: 'acc-9' as AccountId, number: 'C-9', name: 'Brandt KG', match: 'name' },
    ]);
    await showWindow(sample, '#/cash');
    await from('Payer 1');
    expect(await screen.findByText(/Nothing says whom it is from/)).toBeDefined();
    await act(async () => {
      fireEvent.change(screen.getByRole('textbox', { name: 'Remittance advice' }), {
        target: { value: 'INV-1 1,200.00' },
      });
    });
    await waitFor(() =>
      expect(inputsOf(sample, 'cash.advise').at(-1)).toMatchObject({ remittance: 'INV-1 1,200.00' }),
    );
    await click(screen.getByRole('button', { name: /^Payer/ }));
    await act(async () => {
      fireEvent.change(await screen.findByLabelText('Find the payer'), { target: { value: 'brandt' } });
    });
    await click(await screen.findByText('Brandt KG · C-9'));
    await waitFor(() => expect(inputsOf(sample, 'cash.advise').at(-1)).toMatchObject({ accountId: 'acc-9' }));
  });
});

describe('what waits in the books', () => {
  it('stands account by account with its age and the credits, and leads to the account', async () => {
    await showWindow(cashEngine({ unapplied: [money(1)], waiting: [waiting(7)] }), '#/cash');
    await from('Payer 1');
    await click(screen.getByRole('radio', { name: 'By account' }));
    const grid = await screen.findByRole('grid', { name: 'Unapplied cash and credits by account' });
    const row = within(grid).getByRole('row', { name: /Customer 7/ });
    const cells = within(row)
      .getAllByRole('gridcell')
      .map(({ textContent }) => textContent);
    expect(cells.filter((cell) => cell !== '')).toEqual([
      ...['Customer 7', '€400.00', '45 d', '€400.00', '€75.00'],
    ]);
    await type('Enter');
    expect(window.location.hash).toBe('#/customers/acc-7?full=1&currency=EUR');
  });

  it('says so when nothing does', async () => {
    await showWindow(cashEngine({}), '#/cash?show=accounts');
    expect(await screen.findByText('No unapplied cash and no open credit notes')).toBeDefined();
  });
});

describe('the rail', () => {
  it('counts the payments that wait for an approval', async () => {
    await showWindow(cashEngine({ unapplied: [money(1), money(2), money(3)] }));
    const rail = within(screen.getByRole('navigation', { name: 'Main' }));
    await waitFor(() => expect(rail.getByRole('link', { name: /^Cash/ }).textContent).toContain('3'));
  });
});

describe('what was approved', () => {
  const shown = (number: number) =>
    screen.findByRole('region', { name: `Application for Customer ${number}` });

  it('waits for its export, and stands with all of them afterwards', async () => {
    const done = match(2, { exportedAt: match(2).approvedAt });
    await showWindow(cashEngine({ matches: [match(1), done] }), '#/cash?show=approved');
    await shown(1);
    const grid = within(screen.getByRole('grid', { name: 'Approved applications' }));
    expect(grid.getAllByRole('row')).toHaveLength(2);
    await click(screen.getByRole('radio', { name: 'All approved' }));
    await waitFor(() => expect(screen.getAllByRole('row', { name: /Customer/ })).toHaveLength(2));
  });

  it('is withdrawn with a key, and undo approves the same again', async () => {
    const sample = await showWindow(cashEngine({ matches: [match(1)] }), '#/cash?show=approved');
    await shown(1);
    await type('w');
    await waitFor(() => expect(inputsOf(sample, 'cash.withdraw')).toEqual([{ id: 'match-1' }]));
    await type('Control+z');
    await waitFor(() => expect(inputsOf(sample, 'cash.approve')).toHaveLength(1));
    expect(inputsOf(sample, 'cash.approve')[0]).toMatchObject({
      source: { bankLineId: 'line-1' },
      accountId: 'acc-1',
      proposal: { restMinor: 5_000, allocations: [{ itemId: 'doc-1', amountMinor: 115_000 }] },
    });
  });

  it('whose invoice the books have lost says so', async () => {
    const [item] = match(1).items;
    const items = item ? [{ ...item, gone: true }] : [];
    await showWindow(cashEngine({ matches: [match(1, { items })] }), '#/cash?show=approved');
    expect(within(await shown(1)).getByRole('status').textContent).toContain('An invoice is gone.');
    expect(screen.getByText('Invoice gone')).toBeDefined();
  });

  it('leaves only after a last look; what the engine refuses is said in the dialog', async () => {
    const sample = cashEngine({ matches: [match(1)] });
    sample.answer('cash.export', () => {
      throw new Error('no');
    });
    await showWindow(sample, '#/cash?show=approved');
    await shown(1);
    await type('Shift+e');
    const dialog = within(await screen.findByRole('dialog', { name: 'Export for posting' }));
    expect(inputsOf(sample, 'cash.export')).toEqual([]);
    await click(dialog.getByRole('button', { name: 'Export' }));
    expect(inputsOf(sample, 'cash.export')).toEqual([{ format: 'csv', pending: true }]);
    expect(await dialog.findByRole('alert')).toBeDefined();
  });
});
