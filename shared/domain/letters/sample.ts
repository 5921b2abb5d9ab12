import { addDays, type PlainDate } from '../dates.ts';
import { currencyCode, minorUnits, ZERO } from '../money.ts';
import { type LetterCredit, type LetterData, type LetterInvoice, letterTotals } from './letter-data.ts';

/**
 * An invented customer for the preview of a template: every field is filled, with two overdue invoices, one of
 * them part-paid, one that falls due soon, one that is due later, a credit note and an unapplied payment.
 *
 * @param locale BCP 47, as in `LetterData`.
 */
export function sampleLetterData(asOf: PlainDate, locale: string): LetterData {
  const invoices = [
    sampleInvoice(asOf, { number: 'INV-1042', daysPastDue: 62, total: 4_821_000, open: 4_821_000 }),
    sampleInvoice(asOf, { number: 'INV-1077', daysPastDue: 12, total: 950_000, open: 320_050 }),
    sampleInvoice(asOf, { number: 'INV-1103', daysPastDue: -6, total: 1_200_400, open: 1_200_400 }),
    sampleInvoice(asOf, { number: 'INV-1120', daysPastDue: -25, total: 88_000, open: 88_000 }),
  ];
  const credits: readonly LetterCredit[] = [
    { number: 'CN-88', date: addDays(asOf, -20), open: minorUnits(-45_000) },
  ];
  const unapplied = minorUnits(-120_000);
  return {
    locale,
    asOf,
    figuresAsOf: { date: asOf, time: '08:12' },
    currency: currencyCode('EUR'),
    customer: { name: 'Northwind Traders', number: '10422', contactName: 'Mara Lindqvist' },
    company: {
      name: 'Halden Instruments',
      address: 'Quay 4\n1050 Copenhagen\nDenmark',
      phone: '+45 5550 0100',
      email: 'ar@halden.example',
      paymentInstructions: 'Bank transfer to Harbour Bank\nIBAN DK00 0000 0000 0000 00\nBIC HARBDKKK',
      portal: 'https://pay.halden.example',
    },
    sender: {
      name: 'Ines Okafor',
      title: 'Accounts receivable',
      email: 'ines@halden.example',
      phone: '+45 5550 0142',
    },
    invoices,
    credits,
    unapplied,
    totals: letterTotals(invoices, credits, unapplied),
    reference: 'DB-10422',
  };
}

interface SampleAmounts {
  readonly number: string;
  readonly daysPastDue: number;
  readonly total: number;
  readonly open: number;
}

function sampleInvoice(asOf: PlainDate, { number, daysPastDue, total, open }: SampleAmounts): LetterInvoice {
  const dueDate = addDays(asOf, -daysPastDue);
  return {
    number,
    issueDate: addDays(dueDate, -30),
    dueDate,
    daysPastDue,
    total: minorUnits(total),
    open: minorUnits(open),
    heldBack: ZERO,
    poNumber: `PO-${number.slice(4)}`,
    reference: null,
  };
}
