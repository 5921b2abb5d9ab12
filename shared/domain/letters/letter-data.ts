import type { PlainDate } from '../dates.ts';
import { addMinor, type CurrencyCode, type MinorUnits } from '../money.ts';

/** An open invoice that a letter may list. `open` is what it asks for, never netted with credits. */
export interface LetterInvoice {
  readonly number: string;
  readonly issueDate: PlainDate | null;
  readonly dueDate: PlainDate | null;
  /** As-of date − due date: above 0 overdue, 0 due today, below 0 not yet due; null without a due date. */
  readonly daysPastDue: number | null;
  readonly total: MinorUnits;
  readonly open: MinorUnits;
  /** What is open of it beside that and is not asked for now: paid already, disputed or promised. */
  readonly heldBack: MinorUnits;
  readonly poNumber: string | null;
  readonly reference: string | null;
}

/** An open credit note; `open` is zero or negative. */
export interface LetterCredit {
  readonly number: string;
  readonly date: PlainDate | null;
  readonly open: MinorUnits;
}

/** Sums of one letter in its currency. `credits` and `unapplied` are ≤ 0; `net = open + credits + unapplied`. */
export interface LetterTotals {
  readonly overdue: MinorUnits;
  readonly dueSoon: MinorUnits;
  readonly open: MinorUnits;
  readonly credits: MinorUnits;
  readonly unapplied: MinorUnits;
  readonly net: MinorUnits;
}

export interface LetterCustomer {
  readonly name: string;
  readonly number: string | null;
  readonly contactName: string | null;
}

/** The company whose receivables these are. `address` and `paymentInstructions` may have several lines. */
export interface LetterCompany {
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly paymentInstructions: string | null;
  readonly portal: string | null;
}

export interface LetterSender {
  readonly name: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** A moment where the company is; `time` (`08:12`) is null where only the day is known. */
export interface LetterMoment {
  readonly date: PlainDate;
  readonly time: string | null;
}

/** Everything that a template may use: one account, one currency. What is unknown is `null`, never an empty text. */
export interface LetterData {
  /** BCP 47, decides how amounts and dates are written, e.g. `en-GB`. */
  readonly locale: string;
  readonly asOf: PlainDate;
  /** Up to when the books were read; null when that is not known, or later than `asOf`: then they are complete for it. */
  readonly figuresAsOf: LetterMoment | null;
  readonly currency: CurrencyCode;
  readonly customer: LetterCustomer;
  readonly company: LetterCompany;
  readonly sender: LetterSender;
  readonly invoices: readonly LetterInvoice[];
  readonly credits: readonly LetterCredit[];
  /** Payments received and not applied to an invoice, zero or negative. */
  readonly unapplied: MinorUnits;
  readonly totals: LetterTotals;
  /** What the customer quotes in an answer, e.g. `DB-10422`. */
  readonly reference: string;
}

/** Which of the invoices a table shows: what is late, what falls due soon, or everything open. */
export const INVOICE_SELECTIONS = ['overdue', 'due_soon', 'all'] as const;
export type InvoiceSelection = (typeof INVOICE_SELECTIONS)[number];

/** "Due soon" reaches this many days ahead of the as-of date, the due day itself included. */
export const DUE_SOON_DAYS = 14;

export function isInvoiceSelection(text: string): text is InvoiceSelection {
  return (INVOICE_SELECTIONS as readonly string[]).includes(text);
}

/** The invoices of a selection, oldest due date first (none at the end), then by number. */
export function selectInvoices(
  invoices: readonly LetterInvoice[],
  selection: InvoiceSelection,
): readonly LetterInvoice[] {
  return invoices.filter((invoice) => belongsTo(invoice, selection)).toSorted(byDueDate);
}

function belongsTo({ daysPastDue }: LetterInvoice, selection: InvoiceSelection): boolean {
  if (selection === 'all') return true;
  if (daysPastDue === null) return false;
  return selection === 'overdue' ? daysPastDue > 0 : daysPastDue <= 0 && daysPastDue >= -DUE_SOON_DAYS;
}

function byDueDate(left: LetterInvoice, right: LetterInvoice): number {
  if (left.dueDate !== right.dueDate) {
    if (left.dueDate === null || right.dueDate === null) return left.dueDate === null ? 1 : -1;
    return left.dueDate < right.dueDate ? -1 : 1;
  }
  return left.number < right.number ? -1 : Number(left.number > right.number);
}

/** Sums of a letter from its rows, all in the letter's currency. Throws `MoneyError('too_large')`. */
export function letterTotals(
  invoices: readonly LetterInvoice[],
  credits: readonly LetterCredit[],
  unapplied: MinorUnits,
): LetterTotals {
  const sumOf = (selection: InvoiceSelection) =>
    addMinor(...selectInvoices(invoices, selection).map((invoice) => invoice.open));
  const open = sumOf('all');
  const creditTotal = addMinor(...credits.map((credit) => credit.open));
  return {
    overdue: sumOf('overdue'),
    dueSoon: sumOf('due_soon'),
    open,
    credits: creditTotal,
    unapplied,
    net: addMinor(open, creditTotal, unapplied),
  };
}
