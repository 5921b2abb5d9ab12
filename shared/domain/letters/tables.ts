import type { PlainDate } from '../dates.ts';
import { addMinor } from '../money.ts';
import type { LetterFormat } from './formatting.ts';
import type { LetterBlock, LetterColumn } from './letter-body.ts';
import { type InvoiceSelection, type LetterData, type LetterInvoice, selectInvoices } from './letter-data.ts';
import { singleLine } from './safe-text.ts';

/** The words of tables in one language; a template's language picks them. */
export interface TableWords {
  readonly invoice: string;
  readonly purchaseOrder: string;
  readonly issueDate: string;
  readonly dueDate: string;
  readonly daysPastDue: string;
  readonly invoiceTotal: string;
  readonly amountOpen: string;
  /** The part of an invoice that is promised, disputed or on hold: it is named, and not asked for. */
  readonly agreedOrInQuery: string;
  /** Heads the last column where something is not asked for. */
  readonly amountToPay: string;
  readonly totalOverdue: string;
  readonly total: string;
  readonly creditNote: string;
  readonly date: string;
  readonly amount: string;
  readonly unappliedPayments: string;
  readonly openInvoices: string;
  readonly openCredits: string;
  readonly balance: string;
}

interface Column extends LetterColumn {
  readonly value: (invoice: LetterInvoice) => string;
}

/**
 * The table of a selection of invoices with its sum, oldest first. The purchase order, the days, the issue date
 * (in a full list), the invoice's total and what is not asked for stand there only when they say something. Answers null
 * when nothing is selected.
 */
export function invoiceTable(
  data: LetterData,
  selection: InvoiceSelection,
  format: LetterFormat,
  words: TableWords,
): LetterBlock | null {
  const invoices = selectInvoices(data.invoices, selection);
  if (invoices.length === 0) return null;
  const sum = format.amount(addMinor(...invoices.map((invoice) => invoice.open)));
  const columns = invoiceColumns(invoices, selection, format, words);
  return {
    kind: 'table',
    columns: columns.map(({ label, align }) => ({ label, align })),
    rows: invoices.map((invoice) => columns.map((column) => column.value(invoice))),
    foot: [
      selection === 'overdue' ? words.totalOverdue : words.total,
      ...columns.slice(2).map(() => ''),
      sum,
    ],
  };
}

function invoiceColumns(
  invoices: readonly LetterInvoice[],
  selection: InvoiceSelection,
  format: LetterFormat,
  words: TableWords,
): readonly Column[] {
  const withIssue = selection === 'all' && invoices.some((invoice) => invoice.issueDate !== null);
  const withOrder = invoices.some((invoice) => orderOf(invoice) !== '');
  const withDays = invoices.some((invoice) => daysLate(invoice) !== '');
  const withTotal = invoices.some(({ total, open, heldBack }) => total !== open + heldBack);
  const withHeldBack = invoices.some(({ heldBack }) => heldBack !== 0);
  return [
    { label: words.invoice, align: 'start', value: (invoice) => singleLine(invoice.number) },
    ...only(withOrder, { label: words.purchaseOrder, align: 'start', value: orderOf }),
    ...only(withIssue, {
      label: words.issueDate,
      align: 'start',
      value: (invoice) => dateOf(invoice.issueDate, format),
    }),
    { label: words.dueDate, align: 'start', value: (invoice) => dateOf(invoice.dueDate, format) },
    ...only(withDays, { label: words.daysPastDue, align: 'end', value: daysLate }),
    ...only(withTotal, {
      label: words.invoiceTotal,
      align: 'end',
      value: (invoice) => format.amount(invoice.total),
    }),
    ...only(withHeldBack, {
      label: words.agreedOrInQuery,
      align: 'end',
      value: ({ heldBack }) => (heldBack === 0 ? '' : format.amount(heldBack)),
    }),
    {
      label: withHeldBack ? words.amountToPay : words.amountOpen,
      align: 'end',
      value: (invoice) => format.amount(invoice.open),
    },
  ];
}

function only(condition: boolean, column: Column): readonly Column[] {
  return condition ? [column] : [];
}

function dateOf(date: PlainDate | null, format: LetterFormat): string {
  return date === null ? '' : format.date(date);
}

function daysLate({ daysPastDue }: LetterInvoice): string {
  return daysPastDue !== null && daysPastDue > 0 ? String(daysPastDue) : '';
}

function orderOf(invoice: LetterInvoice): string {
  return singleLine(invoice.poNumber ?? invoice.reference ?? '');
}

/** Open credit notes and unapplied payments as negative amounts. Answers null when the account has neither. */
export function creditTable(data: LetterData, format: LetterFormat, words: TableWords): LetterBlock | null {
  const rows = data.credits.map((credit) => [
    `${words.creditNote} ${singleLine(credit.number)}`,
    dateOf(credit.date, format),
    format.amount(credit.open),
  ]);
  if (data.unapplied !== 0) rows.push([words.unappliedPayments, '', format.amount(data.unapplied)]);
  if (rows.length === 0) return null;
  return {
    kind: 'table',
    columns: [
      { label: words.openCredits, align: 'start' },
      { label: words.date, align: 'start' },
      { label: words.amount, align: 'end' },
    ],
    rows,
    foot: null,
  };
}

/** The balance of the account in steps: open invoices, credits, unapplied payments, what remains. */
export function balanceTable(data: LetterData, format: LetterFormat, words: TableWords): LetterBlock {
  const { totals } = data;
  const rows = [[words.openInvoices, format.amount(totals.open)]];
  if (totals.credits !== 0) rows.push([words.openCredits, format.amount(totals.credits)]);
  if (totals.unapplied !== 0) rows.push([words.unappliedPayments, format.amount(totals.unapplied)]);
  return {
    kind: 'table',
    columns: [
      { label: '', align: 'start' },
      { label: '', align: 'end' },
    ],
    rows,
    foot: [words.balance, format.amount(totals.net)],
  };
}
