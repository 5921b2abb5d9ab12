import type {
  AnySourceRecord,
  SourceDocument,
  SourceDocumentStatus,
} from '../../../../shared/domain/connections/source-records.ts';
import { dateInZone, instant, type PlainDate } from '../../../../shared/domain/dates.ts';
import { ZERO } from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import { RecordProblem } from '../http/read-records.ts';
import {
  creditNoteForm,
  customerForm,
  deletedForm,
  invoiceForm,
  invoicePaymentForm,
} from './stripe-forms.ts';
import { stripeCurrency, stripeMinor } from './stripe-money.ts';

/** What one object of Stripe's comes to. */
export interface ReadObject {
  readonly records: readonly AnySourceRecord[];
  readonly tombstones: readonly Tombstone[];
}

/** The day of a Unix time in the account's zone: Stripe has no dates of its own. */
export function dayOf(seconds: number, zone: string): PlainDate {
  return dateInZone(instant(new Date(seconds * 1_000).toISOString()), zone);
}

function gone(
  entity: Tombstone['entity'],
  sourceId: string,
  reason: 'deleted' | 'voided' = 'deleted',
): ReadObject {
  return { records: [], tombstones: [{ entity, sourceId, reason, mergedInto: null }] };
}

/** Reads a customer, who is also the only contact. Stripe says nothing of what is open in all. */
export function readCustomer(row: unknown): ReadObject {
  const deleted = deletedForm.safeParse(row);
  if (deleted.success) return gone('customer', deleted.data.id);
  const { id, name, email, phone, address } = customerForm.parse(row);
  const contactId = `${id}:billing`;
  const customer: AnySourceRecord = {
    entity: 'customer',
    sourceId: id,
    updatedAt: null,
    number: null,
    name: name || email || id,
    parentId: null,
    active: true,
    country: address?.country ?? null,
    terms: null,
    termsDays: null,
    creditLimit: null,
    balances: [],
  };
  if (!email && !phone) {
    return {
      records: [customer],
      tombstones: [{ entity: 'contact', sourceId: contactId, reason: 'deleted', mergedInto: null }],
    };
  }
  const contact: AnySourceRecord = {
    entity: 'contact',
    sourceId: contactId,
    updatedAt: null,
    customerId: id,
    name: null,
    role: null,
    email: email || null,
    phone: phone || null,
    billing: true,
  };
  return { records: [customer, contact], tombstones: [] };
}

/** Reads an invoice. `amount_remaining` is what is open; uncollectible ones are written off, voided ones gone. */
export function readInvoice(row: unknown, zone: string): ReadObject {
  const deleted = deletedForm.safeParse(row);
  if (deleted.success) return gone('invoice', deleted.data.id);
  const invoice = invoiceForm.parse(row);
  if (invoice.status === 'void') return gone('invoice', invoice.id, 'voided');
  const currency = stripeCurrency(invoice.currency);
  const po = invoice.custom_fields?.find(({ name }) => /^(?:p\.?o\.?|purchase order)\b/iu.test(name));
  const document: SourceDocument = {
    entity: 'invoice',
    sourceId: invoice.id,
    updatedAt: null,
    number: invoice.number || invoice.id.slice(-8),
    customerId: invoice.customer,
    status: statusOf(invoice.status),
    sourceStatus: invoice.status,
    issueDate: dayOf(invoice.effective_at ?? invoice.created, zone),
    dueDate: invoice.due_date == null ? null : dayOf(invoice.due_date, zone),
    currency,
    total: stripeMinor(invoice.total, currency, 'total'),
    open: stripeMinor(invoice.amount_remaining, currency, 'amount_remaining'),
    poNumber: po?.value ?? null,
    reference: invoice.description || null,
    terms: null,
    instalments: [],
  };
  return { records: [document], tombstones: [] };
}

function statusOf(status: string): SourceDocumentStatus {
  switch (status) {
    case 'draft':
    case 'open':
    case 'paid':
      return status;
    case 'uncollectible':
      return 'written_off';
    default:
      throw new RecordProblem(`The status ${status} is not known.`);
  }
}

/**
 * Reads a credit note. It always belongs to an invoice: what was credited before payment settles it at once. What was
 * credited after payment went back to the customer, or to the balance, which is read with the customer. So nothing of it
 * is ever open.
 */
export function readCreditNote(row: unknown, zone: string): ReadObject {
  const note = creditNoteForm.parse(row);
  if (note.status === 'void') return gone('credit_note', note.id, 'voided');
  const currency = stripeCurrency(note.currency);
  const date = dayOf(note.effective_at ?? note.created, zone);
  const document: SourceDocument = {
    entity: 'credit_note',
    sourceId: note.id,
    updatedAt: null,
    number: note.number,
    customerId: note.customer,
    status: 'paid',
    sourceStatus: note.status,
    issueDate: date,
    dueDate: null,
    currency,
    total: stripeMinor(note.total, currency, 'total'),
    open: ZERO,
    poNumber: null,
    reference: note.memo || null,
    terms: null,
    instalments: [],
  };
  const money = { minor: stripeMinor(note.pre_payment_amount, currency, 'pre_payment_amount'), currency };
  if (money.minor === 0) return { records: [document], tombstones: [] };
  const allocation: AnySourceRecord = {
    entity: 'allocation',
    sourceId: note.id,
    updatedAt: null,
    from: { entity: 'credit_note', sourceId: note.id },
    document: { entity: 'invoice', sourceId: note.invoice },
    amount: money,
    fromAmount: money,
    date,
  };
  return { records: [document, allocation], tombstones: [] };
}

/** Reads an InvoicePayment with its invoice: one payment of one invoice. What was not paid yet is left out. */
export function readInvoicePayment(row: unknown, zone: string): ReadObject {
  const payment = invoicePaymentForm.parse(row);
  if (payment.status === 'canceled') return gone('payment', payment.id, 'voided');
  if (payment.status !== 'paid') return { records: [], tombstones: [] };
  const paidAt = payment.status_transitions.paid_at;
  if (payment.amount_paid == null || paidAt == null)
    throw new RecordProblem('It is paid without amount or time.');
  const currency = stripeCurrency(payment.currency);
  const money = { minor: stripeMinor(payment.amount_paid, currency, 'amount_paid'), currency };
  const date = dayOf(paidAt, zone);
  return {
    tombstones: [],
    records: [
      {
        entity: 'payment',
        sourceId: payment.id,
        updatedAt: null,
        kind: 'payment',
        customerId: payment.invoice.customer,
        date,
        currency,
        amount: money.minor,
        unapplied: ZERO,
        method: payment.payment?.type ?? null,
        reference: null,
        void: false,
      },
      {
        entity: 'allocation',
        sourceId: payment.id,
        updatedAt: null,
        from: { entity: 'payment', sourceId: payment.id },
        document: { entity: 'invoice', sourceId: payment.invoice.id },
        amount: money,
        fromAmount: money,
        date,
      },
    ],
  };
}

/** The id under which a customer's credit balance is a payment on account. */
export function balanceId(customerId: string): string {
  return `${customerId}:balance`;
}

/**
 * A customer's credit balance as money on the account; gone when there is none.
 *
 * @param changedOn the day of its last change; null when there is none.
 */
export function readBalance(row: unknown, changedOn: PlainDate | null): ReadObject {
  const { id, balance, currency: code } = customerForm.parse(row);
  if (changedOn === null || balance == null || balance >= 0 || !code) return gone('payment', balanceId(id));
  const currency = stripeCurrency(code);
  const amount = stripeMinor(-balance, currency, 'balance');
  return {
    tombstones: [],
    records: [
      {
        entity: 'payment',
        sourceId: balanceId(id),
        updatedAt: null,
        kind: 'deposit',
        customerId: id,
        date: changedOn,
        currency,
        amount,
        unapplied: amount,
        method: 'customer_balance',
        reference: null,
        void: false,
      },
    ],
  };
}
