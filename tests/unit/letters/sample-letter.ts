import { type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import type { LetterData, LetterInvoice } from '../../../shared/domain/letters/letter-data.ts';
import { letterTotals } from '../../../shared/domain/letters/letter-data.ts';
import { sampleLetterData } from '../../../shared/domain/letters/sample.ts';
import { minorUnits, ZERO } from '../../../shared/domain/money.ts';

export const TODAY: PlainDate = plainDate('2026-11-21');

/** A letter of which only the names of both sides are known, and that lists these invoices. */
export function bareLetter(invoices: readonly LetterInvoice[] = []): LetterData {
  return {
    ...sampleLetterData(TODAY, 'en-GB'),
    customer: { name: 'Northwind Traders', number: null, contactName: null },
    company: {
      name: 'Halden Instruments',
      address: null,
      phone: null,
      email: null,
      paymentInstructions: null,
      portal: null,
    },
    sender: { name: null, title: null, email: null, phone: null },
    invoices,
    credits: [],
    unapplied: ZERO,
    totals: letterTotals(invoices, [], ZERO),
    reference: '',
  };
}

/** An invoice of which only number and amount are known. */
export function bareInvoice(
  number: string,
  open: number,
  changes: Partial<LetterInvoice> = {},
): LetterInvoice {
  return {
    number,
    issueDate: null,
    dueDate: null,
    daysPastDue: null,
    total: minorUnits(open),
    open: minorUnits(open),
    heldBack: ZERO,
    poNumber: null,
    reference: null,
    ...changes,
  };
}
