import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import {
  type LetterInvoice,
  letterTotals,
  selectInvoices,
} from '../../../shared/domain/letters/letter-data.ts';
import { minorUnits, ZERO } from '../../../shared/domain/money.ts';

const TODAY = plainDate('2026-11-21');
const invoice = (number: string, daysPastDue: number | null, open = 10_000): LetterInvoice => ({
  number,
  issueDate: null,
  dueDate: daysPastDue === null ? null : addDays(TODAY, -daysPastDue),
  daysPastDue,
  total: minorUnits(open),
  open: minorUnits(open),
  heldBack: ZERO,
  poNumber: null,
  reference: null,
});
const numbers = (invoices: readonly LetterInvoice[]) => invoices.map(({ number }) => number);

describe('selectInvoices', () => {
  const all = [
    invoice('late', 1),
    invoice('today', 0),
    invoice('soon', -14),
    invoice('later', -15),
    invoice('none', null),
  ];

  it('calls an invoice overdue from the day after its due date', () => {
    expect(numbers(selectInvoices(all, 'overdue'))).toEqual(['late']);
  });

  it('calls an invoice due soon from today until fourteen days ahead', () => {
    expect(numbers(selectInvoices(all, 'due_soon'))).toEqual(['today', 'soon']);
  });

  it('lists everything with the oldest due date first and those without one last', () => {
    expect(numbers(selectInvoices(all.toReversed(), 'all'))).toEqual([
      'late',
      'today',
      'soon',
      'later',
      'none',
    ]);
  });

  it('orders invoices of one day by their number', () => {
    expect(numbers(selectInvoices([invoice('B', 5), invoice('A', 5)], 'overdue'))).toEqual(['A', 'B']);
  });
});

describe('letterTotals', () => {
  it('adds up a letter: credits and unapplied payments lower the net, never the overdue amount', () => {
    const totals = letterTotals(
      [invoice('1', 82, 500_000), invoice('2', -5, 20_000), invoice('3', -40, 1_000)],
      [{ number: 'CN', date: null, open: minorUnits(-4_500) }],
      minorUnits(-500),
    );
    expect(totals).toEqual({
      overdue: 500_000,
      dueSoon: 20_000,
      open: 521_000,
      credits: -4_500,
      unapplied: -500,
      net: 516_000,
    });
  });

  it('never loses a cent between its parts', () => {
    const amounts = fc.array(fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: -99, max: 99 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(amounts, fc.integer({ min: -1e9, max: 0 }), (rows, unapplied) => {
        const invoices = rows.map(([open, days], index) => invoice(String(index), days, open));
        const totals = letterTotals(invoices, [], minorUnits(unapplied));
        expect(totals.open).toBe(rows.reduce((sum, [open]) => sum + open, 0));
        expect(totals.overdue + totals.dueSoon).toBeLessThanOrEqual(totals.open);
        expect(totals.net).toBe(totals.open + unapplied);
      }),
    );
  });

  it('is all zero for an empty letter', () => {
    expect(Object.values(letterTotals([], [], ZERO))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
