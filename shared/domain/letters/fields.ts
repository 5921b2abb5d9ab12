import type { LetterFormat } from './formatting.ts';
import { type LetterData, type LetterMoment, selectInvoices } from './letter-data.ts';
import { severalLines, singleLine } from './safe-text.ts';

/** A value as a template sees it: harmless text, a count, a yes or no; null is a field that the data lacks. */
export type FieldValue = string | number | boolean | null;
export type FieldGroup = Readonly<Record<string, FieldValue>>;
export type LetterFields = Readonly<Record<string, FieldValue | FieldGroup | readonly FieldGroup[]>>;

/**
 * The data of a letter as the fields of a template. Amounts and dates are already written in the letter's locale,
 * text is one harmless line (`company.address` and `company.paymentInstructions` keep their lines), and an empty
 * text counts as lacking.
 */
export function letterFields(data: LetterData, format: LetterFormat): LetterFields {
  const { customer, company, sender, totals } = data;
  const overdue = selectInvoices(data.invoices, 'overdue');
  return {
    customer: {
      name: line(customer.name),
      number: line(customer.number),
      contactName: line(customer.contactName),
    },
    company: {
      name: line(company.name),
      address: lines(company.address),
      phone: line(company.phone),
      email: line(company.email),
      paymentInstructions: lines(company.paymentInstructions),
      portal: line(company.portal),
    },
    sender: {
      name: line(sender.name),
      title: line(sender.title),
      email: line(sender.email),
      phone: line(sender.phone),
    },
    asOf: format.date(data.asOf),
    figuresAsOf: data.figuresAsOf === null ? null : moment(data.figuresAsOf, format),
    currency: data.currency,
    reference: line(data.reference),
    totals: {
      overdue: format.amount(totals.overdue),
      dueSoon: format.amount(totals.dueSoon),
      open: format.amount(totals.open),
      credits: format.amount(totals.credits),
      unapplied: format.amount(totals.unapplied),
      net: format.amount(totals.net),
    },
    counts: {
      overdue: overdue.length,
      dueSoon: selectInvoices(data.invoices, 'due_soon').length,
      open: data.invoices.length,
      credits: data.credits.length,
    },
    oldestDaysPastDue: overdue.reduce((oldest, invoice) => Math.max(oldest, invoice.daysPastDue ?? 0), 0),
    hasCredits: data.credits.length > 0,
    hasUnapplied: data.unapplied !== 0,
    invoices: selectInvoices(data.invoices, 'all').map((invoice) => ({
      number: line(invoice.number),
      issueDate: invoice.issueDate ? format.date(invoice.issueDate) : null,
      dueDate: invoice.dueDate ? format.date(invoice.dueDate) : null,
      daysPastDue: invoice.daysPastDue,
      total: format.amount(invoice.total),
      open: format.amount(invoice.open),
      poNumber: line(invoice.poNumber),
      reference: line(invoice.reference),
    })),
    credits: data.credits.map((credit) => ({
      number: line(credit.number),
      date: credit.date ? format.date(credit.date) : null,
      open: format.amount(credit.open),
    })),
  };
}

function moment({ date, time }: LetterMoment, format: LetterFormat): string {
  return time === null ? format.date(date) : `${format.date(date)}, ${time}`;
}

function line(text: string | null): string | null {
  return text === null ? null : singleLine(text) || null;
}

function lines(text: string | null): string | null {
  return text === null ? null : severalLines(text) || null;
}

/** A field or tag that a template may use, with what it gives, for the editor's list. */
export interface TemplateField {
  readonly name: string;
  readonly meaning: string;
}

/** Every field outside loops. `letterFields` gives exactly these (a test compares them). */
export const TEMPLATE_FIELDS: readonly TemplateField[] = [
  { name: 'customer.name', meaning: 'Name of the customer' },
  { name: 'customer.number', meaning: 'Customer number in the books' },
  { name: 'customer.contactName', meaning: 'Person whom the letter addresses' },
  { name: 'company.name', meaning: 'Your company' },
  { name: 'company.address', meaning: 'Postal address, several lines' },
  { name: 'company.phone', meaning: 'Telephone of the company' },
  { name: 'company.email', meaning: 'Mail address of the company' },
  { name: 'company.paymentInstructions', meaning: 'How to pay, several lines' },
  { name: 'company.portal', meaning: 'Address of the payment portal' },
  { name: 'sender.name', meaning: 'Your name' },
  { name: 'sender.title', meaning: 'Your role' },
  { name: 'sender.email', meaning: 'Your mail address' },
  { name: 'sender.phone', meaning: 'Your telephone' },
  { name: 'asOf', meaning: 'Date that the letter speaks of' },
  { name: 'figuresAsOf', meaning: 'When the books were last read; lacking where nobody knows' },
  { name: 'currency', meaning: 'Currency of the letter' },
  { name: 'reference', meaning: 'What the customer quotes in an answer' },
  { name: 'totals.overdue', meaning: 'Sum of overdue invoices' },
  { name: 'totals.dueSoon', meaning: 'Sum of invoices that fall due within 14 days' },
  { name: 'totals.open', meaning: 'Sum of all open invoices' },
  { name: 'totals.credits', meaning: 'Sum of open credit notes, negative' },
  { name: 'totals.unapplied', meaning: 'Payments not yet applied, negative' },
  { name: 'totals.net', meaning: 'Open invoices less credits and unapplied payments' },
  { name: 'counts.overdue', meaning: 'Number of overdue invoices' },
  { name: 'counts.dueSoon', meaning: 'Number of invoices that fall due within 14 days' },
  { name: 'counts.open', meaning: 'Number of open invoices' },
  { name: 'counts.credits', meaning: 'Number of open credit notes' },
  { name: 'oldestDaysPastDue', meaning: 'Days past due of the oldest overdue invoice' },
  { name: 'hasCredits', meaning: 'Whether there are open credit notes' },
  { name: 'hasUnapplied', meaning: 'Whether there are payments not yet applied' },
  { name: 'invoices', meaning: 'The open invoices, for a loop' },
  { name: 'credits', meaning: 'The open credit notes, for a loop' },
];

/** The tags beside fields and the usual `if`, `for` and `assign`, for the editor's list. */
export const TEMPLATE_TAGS: readonly TemplateField[] = [
  { name: '{% invoices overdue %}', meaning: 'Table of overdue invoices with their sum' },
  { name: '{% invoices due_soon %}', meaning: 'Table of invoices that fall due within 14 days' },
  { name: '{% invoices all %}', meaning: 'Table of all open invoices' },
  { name: '{% credits %}', meaning: 'Table of credit notes and unapplied payments; nothing without them' },
  { name: '{% balance %}', meaning: 'Open invoices, credits, payments and what remains' },
];
