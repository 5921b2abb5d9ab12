import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { letterFields, TEMPLATE_FIELDS, TEMPLATE_TAGS } from '../../../shared/domain/letters/fields.ts';
import { letterFormat } from '../../../shared/domain/letters/formatting.ts';
import {
  INVOICE_SELECTIONS,
  isInvoiceSelection,
  type LetterData,
  letterTotals,
} from '../../../shared/domain/letters/letter-data.ts';
import { hasControlCharacters } from '../../../shared/domain/letters/safe-text.ts';
import { sampleLetterData } from '../../../shared/domain/letters/sample.ts';
import { currencyCode, minorUnits, ZERO } from '../../../shared/domain/money.ts';
import { bareInvoice, bareLetter, TODAY } from './sample-letter.ts';

const format = letterFormat('en-GB', currencyCode('EUR'));
const fieldsOf = (data: LetterData) => letterFields(data, format);

/** All values of the fields, those of groups and rows too. */
function valuesOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.values(value).flatMap(valuesOf);
}

describe('the fields of a letter', () => {
  it('say of the sample what stands in it, in words and numbers', () => {
    expect(fieldsOf(sampleLetterData(TODAY, 'en-GB'))).toMatchObject({
      customer: { name: 'Northwind Traders', number: '10422', contactName: 'Mara Lindqvist' },
      company: {
        address: 'Quay 4\n1050 Copenhagen\nDenmark',
        phone: '+45 5550 0100',
        email: 'ar@halden.example',
        portal: 'https://pay.halden.example',
      },
      sender: {
        name: 'Ines Okafor',
        title: 'Accounts receivable',
        email: 'ines@halden.example',
        phone: '+45 5550 0142',
      },
      currency: 'EUR',
      reference: 'DB-10422',
      totals: {
        overdue: '€51,410.50',
        dueSoon: '€12,004.00',
        open: '€64,294.50',
        credits: '-€450.00',
        unapplied: '-€1,200.00',
        net: '€62,644.50',
      },
      counts: { overdue: 2, dueSoon: 1, open: 4, credits: 1 },
      hasCredits: true,
      hasUnapplied: true,
    });
  });

  it('give each invoice its own dates and amounts, oldest first', () => {
    const { invoices } = fieldsOf(sampleLetterData(TODAY, 'en-GB'));
    expect(Array.isArray(invoices) && invoices.map((invoice) => invoice.number)).toEqual([
      'INV-1042',
      'INV-1077',
      'INV-1103',
      'INV-1120',
    ]);
    expect(Array.isArray(invoices) && invoices[1]).toEqual({
      number: 'INV-1077',
      issueDate: '10 October 2026',
      dueDate: '9 November 2026',
      daysPastDue: 12,
      total: '€9,500.00',
      open: '€3,200.50',
      poNumber: 'PO-1077',
      reference: null,
    });
  });

  it('give each credit note its date, and none where it has none', () => {
    const credits = [
      { number: 'CN-1', date: TODAY, open: minorUnits(-4_550) },
      { number: 'CN-2', date: null, open: ZERO },
    ];
    expect(fieldsOf({ ...bareLetter(), credits }).credits).toEqual([
      { number: 'CN-1', date: '21 November 2026', open: '-€45.50' },
      { number: 'CN-2', date: null, open: '€0.00' },
    ]);
  });

  it('are null where nothing is known, never an empty text or a dash', () => {
    const fields = fieldsOf(bareLetter([bareInvoice('INV-1', 500)]));
    expect(fields.reference).toBeNull();
    expect(fields.customer).toEqual({ name: 'Northwind Traders', number: null, contactName: null });
    expect(fields.sender).toEqual({ name: null, title: null, email: null, phone: null });
    expect(fields.company).toMatchObject({ address: null, paymentInstructions: null, portal: null });
    expect(fields.invoices).toMatchObject([
      { issueDate: null, dueDate: null, daysPastDue: null, poNumber: null },
    ]);
  });

  it('say no to credits and payments that are not there', () => {
    const fields = fieldsOf(bareLetter());
    expect([fields.hasCredits, fields.hasUnapplied, fields.oldestDaysPastDue]).toEqual([false, false, 0]);
    expect(fields.counts).toEqual({ overdue: 0, dueSoon: 0, open: 0, credits: 0 });
    expect(fieldsOf({ ...bareLetter(), unapplied: minorUnits(-1) }).hasUnapplied).toBe(true);
  });

  it('count the days of the oldest overdue invoice, not of one that is still to fall due', () => {
    const late = (days: number) =>
      bareInvoice(`INV-${days}`, 100, { daysPastDue: days, dueDate: addDays(TODAY, -days) });
    expect(fieldsOf(bareLetter([late(3), late(91), late(-40)])).oldestDaysPastDue).toBe(91);
    expect(fieldsOf(bareLetter([late(0), late(-40)])).oldestDaysPastDue).toBe(0);
  });

  it('hold no unresolved value, no line break where there is one line, and no hidden character', () => {
    const text = fc.option(
      fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '\u202E', '\u0000', '\u200B', 'Ü') }),
    );
    const days = fc.option(fc.integer({ min: -60, max: 200 }));
    const invoice = fc.record({
      number: fc.string(),
      open: fc.nat(1e9),
      days,
      poNumber: text,
      reference: text,
    });
    fc.assert(
      fc.property(fc.array(invoice, { maxLength: 5 }), text, text, (rows, one, other) => {
        const invoices = rows.map((row) =>
          bareInvoice(row.number, row.open, {
            daysPastDue: row.days,
            dueDate: row.days === null ? null : addDays(TODAY, -row.days),
            poNumber: row.poNumber,
            reference: row.reference,
          }),
        );
        const data = bareLetter(invoices);
        const fields = fieldsOf({
          ...data,
          customer: { ...data.customer, name: one ?? '', contactName: other },
          sender: { name: one, title: other, email: one, phone: other },
        });
        for (const value of valuesOf(fields)) {
          if (typeof value === 'string') {
            expect(value).not.toMatch(/^\s*$|[\u202E\u200B]/u);
            expect(hasControlCharacters(value)).toBe(false);
          } else {
            expect(value === null || Number.isSafeInteger(Number(value))).toBe(true);
          }
        }
      }),
    );
  });
});

describe('the list of fields for the editor', () => {
  it('names each once and says in words what it gives', () => {
    const all = [...TEMPLATE_FIELDS, ...TEMPLATE_TAGS];
    expect(new Set(all.map((field) => field.name)).size).toBe(all.length);
    for (const field of all) expect(field.meaning).toMatch(/^[A-Z].{5,}[^.]$/);
  });

  it('offers a tag for each selection of invoices', () => {
    for (const selection of INVOICE_SELECTIONS) {
      expect(TEMPLATE_TAGS.map((tag) => tag.name)).toContain(`{% invoices ${selection} %}`);
      expect(isInvoiceSelection(selection)).toBe(true);
    }
    expect(['', 'late', 'Overdue', 'toString'].some(isInvoiceSelection)).toBe(false);
  });
});

describe('the sample letter', () => {
  it('fills every field and has one of everything that can stand in a letter', () => {
    const data = sampleLetterData(TODAY, 'en-GB');
    const { invoices: _, credits: __, ...plain } = fieldsOf(data);
    expect(valuesOf(plain)).not.toContain(null);
    expect(data.totals).toEqual(letterTotals(data.invoices, data.credits, data.unapplied));
    expect(data.invoices.some((invoice) => invoice.open < invoice.total)).toBe(true);
    expect(data.invoices.map((invoice) => Math.sign(invoice.daysPastDue ?? 0))).toEqual([1, 1, -1, -1]);
  });

  it('can be made for any day, the leap day too', () => {
    const data = sampleLetterData(addDays(TODAY, -998), 'en-GB');
    expect(data.asOf).toBe('2024-02-27');
    expect(
      data.invoices.every((invoice) => invoice.dueDate === addDays(data.asOf, -(invoice.daysPastDue ?? 0))),
    ).toBe(true);
  });
});
