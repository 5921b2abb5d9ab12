import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { letterFormat } from '../../../shared/domain/letters/formatting.ts';
import type { LetterBlock } from '../../../shared/domain/letters/letter-body.ts';
import { type LetterData, letterTotals } from '../../../shared/domain/letters/letter-data.ts';
import { LETTER_LANGUAGES, tableWords } from '../../../shared/domain/letters/table-words.ts';
import { balanceTable, creditTable, invoiceTable } from '../../../shared/domain/letters/tables.ts';
import { writeLetterHtml } from '../../../shared/domain/letters/write-html.ts';
import { writeLetterText } from '../../../shared/domain/letters/write-text.ts';
import { currencyCode, minorUnits, ZERO } from '../../../shared/domain/money.ts';
import { bareInvoice, bareLetter, TODAY } from './sample-letter.ts';

const format = letterFormat('en-GB', currencyCode('EUR'));
const words = tableWords('en');
if (words === null) throw new Error('English has its words.');

const late = (number: string, days: number, changes = {}) =>
  bareInvoice(number, 10_000, { daysPastDue: days, dueDate: addDays(TODAY, -days), ...changes });

function labels(block: LetterBlock | null): readonly string[] {
  return block?.kind === 'table' ? block.columns.map((column) => column.label) : [];
}

function foot(block: LetterBlock | null): readonly string[] {
  return block?.kind === 'table' ? (block.foot ?? []) : [];
}

describe('the table of invoices', () => {
  const table = (data: LetterData, selection: 'overdue' | 'due_soon' | 'all') =>
    invoiceTable(data, selection, format, words);

  it('has a column only for what at least one invoice says', () => {
    expect(labels(table(bareLetter([bareInvoice('1', 5)]), 'all'))).toEqual([
      'Invoice',
      'Due date',
      'Amount open',
    ]);
    const issued = bareLetter([late('1', -5), late('2', -6, { issueDate: TODAY })]);
    expect(labels(table(issued, 'all'))).toEqual(['Invoice', 'Issued', 'Due date', 'Amount open']);
    expect(labels(table(issued, 'due_soon'))).toEqual(['Invoice', 'Due date', 'Amount open']);
  });

  it('shows days past due from the first day on, and none for an invoice due today', () => {
    expect(labels(table(bareLetter([late('1', 0)]), 'all'))).not.toContain('Days past due');
    const both = table(bareLetter([late('1', 1), late('2', 0)]), 'all');
    expect(both?.kind === 'table' && both.rows.map((row) => row[2])).toEqual(['1', '']);
  });

  it('takes the reference where there is no purchase order', () => {
    const block = table(
      bareLetter([
        late('1', 3, { reference: 'Mail of 3 May' }),
        late('2', 2, { poNumber: 'PO-9', reference: 'x' }),
      ]),
      'overdue',
    );
    expect(block?.kind === 'table' && block.rows.map((row) => row[1])).toEqual(['Mail of 3 May', 'PO-9']);
    expect(labels(table(bareLetter([late('1', 3, { poNumber: ' \u200B' })]), 'overdue'))).not.toContain(
      'Your reference',
    );
  });

  it('names what is agreed or in query beside what is to be paid now, and asks for the latter alone', () => {
    const part = { total: minorUnits(14_000), heldBack: minorUnits(4_000) };
    const block = table(bareLetter([late('1', 3, part), late('2', 2)]), 'overdue');
    expect(labels(block).slice(-2)).toEqual(['Agreed or in query', 'Amount to pay now']);
    expect(labels(block)).not.toContain('Invoice total');
    expect(block?.kind === 'table' && block.rows.map((row) => row.slice(-2))).toEqual([
      ['€40.00', '€100.00'],
      ['', '€100.00'],
    ]);
    expect(foot(block).at(-1)).toBe('€200.00');
  });

  it('calls its sum overdue only where everything in it is', () => {
    const data = bareLetter([late('1', 3), late('2', -3), late('3', -30)]);
    expect(foot(table(data, 'overdue'))).toEqual(['Total overdue', '', '', '€100.00']);
    expect(foot(table(data, 'due_soon'))).toEqual(['Total', '', '€100.00']);
    expect(foot(table(data, 'all'))).toEqual(['Total', '', '', '€300.00']);
  });

  it('has rows and foot as wide as its head, and a sum that is the sum', () => {
    const invoice = fc.record({
      days: fc.integer({ min: -40, max: 99 }),
      open: fc.nat(1e9),
      extra: fc.nat(5),
      po: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(fc.array(invoice, { minLength: 1, maxLength: 6 }), (rows) => {
        const invoices = rows.map((row, index) =>
          late(String(index), row.days, {
            open: minorUnits(row.open),
            total: minorUnits(row.open + row.extra),
            poNumber: row.po,
          }),
        );
        const block = table(bareLetter(invoices), 'all');
        if (block?.kind !== 'table') throw new Error('There are invoices.');
        expect(block.rows.every((row) => row.length === block.columns.length)).toBe(true);
        expect(foot(block)).toHaveLength(block.columns.length);
        expect(foot(block).at(-1)).toBe(format.amount(letterTotals(invoices, [], ZERO).open));
        const text = writeLetterText([block]) + writeLetterHtml([block], 'en');
        expect(text).not.toMatch(/\bnull\b|undefined|NaN/);
      }),
    );
  });
});

describe('the table of credits', () => {
  it('has no row for payments when all are applied, and no sum', () => {
    const credits = [{ number: 'CN-1', date: null, open: minorUnits(-100) }];
    expect(creditTable({ ...bareLetter(), credits }, format, words)).toMatchObject({
      rows: [['Credit note CN-1', '', '-€1.00']],
      foot: null,
    });
  });

  it('is there for unapplied payments alone', () => {
    expect(creditTable({ ...bareLetter(), unapplied: minorUnits(-100) }, format, words)).toMatchObject({
      rows: [['Payments not yet applied', '', '-€1.00']],
    });
  });
});

describe('the balance', () => {
  it('has a line only for what there is', () => {
    const data = bareLetter([late('1', 3)]);
    expect(balanceTable(data, format, words)).toMatchObject({
      rows: [['Open invoices', '€100.00']],
      foot: ['Balance', '€100.00'],
    });
    const unapplied = minorUnits(-2_500);
    const paid = { ...data, unapplied, totals: letterTotals(data.invoices, [], unapplied) };
    expect(balanceTable(paid, format, words)).toMatchObject({
      rows: [
        ['Open invoices', '€100.00'],
        ['Payments not yet applied', '-€25.00'],
      ],
      foot: ['Balance', '€75.00'],
    });
  });

  it('may be in favour of the customer', () => {
    const credits = [{ number: 'CN-1', date: null, open: minorUnits(-500) }];
    const data = { ...bareLetter(), credits, totals: letterTotals([], credits, ZERO) };
    expect(balanceTable(data, format, words)).toMatchObject({
      rows: [
        ['Open invoices', '€0.00'],
        ['Credits on account', '-€5.00'],
      ],
      foot: ['Balance', '-€5.00'],
    });
  });
});

describe('the words of tables', () => {
  it('are found by the language whatever its region and case, and missing where there are none yet', () => {
    expect(['en', 'EN', 'en-GB', 'En-us'].map(tableWords)).toEqual([words, words, words, words]);
    expect(['', 'e', 'tlh', 'enx', '-en'].map(tableWords)).toEqual([null, null, null, null, null]);
    expect(LETTER_LANGUAGES).toEqual(['en']);
  });
});
