// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { HoldRow } from '../../../../shared/contract/holds.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, DocumentId, HoldId } from '../../../../shared/domain/ids.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes, press, quietFocusTraps } from '../support/page.ts';
import { engineWith, northwindWith, sampleHold } from '../support/sample-standing.ts';
import { cleanToastsAfterEach } from '../support/show-part.tsx';
import { click, inputsOf, showWindow, type } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
cleanToastsAfterEach();
quietFocusTraps();

const EVERYTHING = { scope: 'workspace' } as const;
const NORTHWIND = {
  accountName: 'Northwind Traders',
  accountNumber: 'C-0141',
  currency: currencyCode('EUR'),
};
const ON_ALL: HoldRow = {
  ...sampleHold({ id: 'all' as HoldId, target: EVERYTHING, reason: 'Migration' }),
  ...{ accountName: null, accountNumber: null, currency: null },
};
const ON_ACCOUNT: HoldRow = { ...sampleHold(), ...NORTHWIND };
const ON_INVOICE: HoldRow = {
  ...sampleHold({
    id: 'invoice' as HoldId,
    target: { scope: 'invoice', accountId: 'acc-1' as AccountId, documentId: 'doc-1-0' as DocumentId },
    number: 'INV-10421',
    until: plainDate('2026-12-04'),
  }),
  ...NORTHWIND,
};

async function holds(rows: readonly HoldRow[], hash = '#/holds') {
  const sample = engineWith(northwindWith({}));
  sample.answer('holds.list', () => ({ holds: rows }));
  await showWindow(sample, hash);
  return sample;
}
const rows = () =>
  within(screen.getByRole('grid', { name: 'Holds' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent);

describe('the list of holds', () => {
  it('has what rests on everything, on accounts and on invoices, with reason, end and who set it', async () => {
    await holds([ON_ALL, ON_ACCOUNT, ON_INVOICE]);
    await screen.findByText('3 holds');
    const [all, account, invoice] = rows();
    expect(all).toContain('Everything');
    expect(all).toContain('Migration');
    expect(account).toContain('Northwind Traders');
    expect(account).toContain('when lifted');
    expect(account).toContain('Mara Lindt');
    expect(invoice).toContain('INV-10421');
  });

  it('is reached by g h, and its account stands beside it', async () => {
    await holds([ON_ACCOUNT], '#/worklist');
    await act(async () => press('g', 'h'));
    expect(await screen.findByText('1 hold')).toBeDefined();
    expect(await screen.findByRole('article', { name: 'Northwind Traders' })).toBeDefined();
  });

  it('lifts the one that the keyboard is on, and undo sets it again as it was', async () => {
    const sample = await holds([ON_ACCOUNT, ON_INVOICE]);
    await screen.findByText('2 holds');
    await type('j', 'r');
    expect(inputsOf(sample, 'holds.lift')).toEqual([{ target: ON_INVOICE.target }]);
    expect(await screen.findByText('Hold lifted: INV-10421')).toBeDefined();
    await type('Control+z');
    const { target, reason, until } = ON_INVOICE;
    await waitFor(() => expect(inputsOf(sample, 'holds.set')).toEqual([{ target, reason, until }]));
  });

  it('is searched by account, invoice and reason', async () => {
    await holds([ON_ALL, ON_ACCOUNT, ON_INVOICE]);
    await screen.findByText('3 holds');
    const field = screen.getByRole('searchbox', { name: 'Search holds' });
    fireEvent.change(field, { target: { value: 'migra' } });
    expect(await screen.findByText('1 hold')).toBeDefined();
    fireEvent.change(field, { target: { value: 'nothing like that' } });
    await click(await screen.findByRole('button', { name: 'Show all' }));
    expect(await screen.findByText('3 holds')).toBeDefined();
  });

  it('says how a hold comes there when nothing rests', async () => {
    await holds([]);
    expect(await screen.findByText('Nothing is on hold')).toBeDefined();
  });
});

describe('a hold on everything', () => {
  const line = () => screen.queryByText(/Everything is on hold/);

  it('is set from the palette with its reason, and lifted by undo', async () => {
    const sample = await holds([], '#/worklist');
    expect(line()).toBeNull();
    await type('Control+k');
    await click(await screen.findByText('Put everything on hold'));
    const form = within(await screen.findByRole('dialog', { name: 'Put everything on hold' }));
    await click(form.getByRole('button', { name: 'Client asks for it' }));
    await click(form.getByRole('button', { name: /Put everything on hold/ }));
    expect(inputsOf(sample, 'holds.set')).toEqual([
      { target: EVERYTHING, reason: 'Client asks for it', until: null },
    ]);
    expect(await screen.findByText('Everything on hold until it is lifted')).toBeDefined();
    await click(screen.getByRole('button', { name: /Undo/ }));
    await waitFor(() => expect(inputsOf(sample, 'holds.lift')).toEqual([{ target: EVERYTHING }]));
  });

  it('is said on every screen while it rests, and lifted there', async () => {
    const sample = await holds([ON_ALL], '#/worklist');
    await waitFor(() => expect(line()?.closest('p')?.textContent).toContain('until it is lifted. Migration'));
    await act(async () => press('g', 'u'));
    expect(window.location.hash).toContain('#/customers');
    expect(line()).not.toBeNull();
    await screen.findByRole('grid', { name: 'Customers' }, { timeout: 10_000 });
    await waitFor(() => expect(screen.getAllByRole('grid')).toHaveLength(1));
    const lift = screen.getByRole('button', { name: 'Lift' });
    lift.focus();
    await click(lift);
    expect(document.activeElement?.getAttribute('role')).toBe('grid');
    expect(inputsOf(sample, 'holds.lift')).toEqual([{ target: EVERYTHING }]);
  });

  it('is changed with what it says already, and undo brings the earlier one back', async () => {
    const sample = await holds([ON_ALL], '#/worklist');
    await click(await screen.findByRole('button', { name: 'Change' }));
    const form = within(await screen.findByRole('dialog', { name: 'Change the hold on everything' }));
    expect((form.getByLabelText('Another reason') as HTMLInputElement).value).toBe('Migration');
    await click(form.getByRole('button', { name: 'Legal' }));
    await click(form.getByRole('button', { name: /Change the hold/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await type('Control+z');
    await waitFor(() =>
      expect(inputsOf(sample, 'holds.set')).toEqual([
        { target: EVERYTHING, reason: 'Legal', until: null },
        { target: EVERYTHING, reason: 'Migration', until: null },
      ]),
    );
  });
});
