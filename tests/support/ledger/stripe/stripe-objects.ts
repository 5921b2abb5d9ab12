import { decimalsAtStripe } from '../../../../electron/engine/connectors/stripe/stripe-money.ts';
import { exponentOf } from '../../../../shared/domain/currencies.ts';
import { endOfDay, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerCustomer, LedgerDocument, LedgerPayment } from '../ledger-model.ts';
import { found } from '../ledger-store.ts';
import { statusOf } from '../truth.ts';
import { stripeId, ZONE } from './stripe-shape.ts';

export type StripeObject = Readonly<Record<string, unknown>> & { readonly id: string };

/** Half an hour before the day ends in the account's zone, in seconds since 1970. */
function lateOn(date: PlainDate): number {
  return Math.floor(Date.parse(endOfDay(date, ZONE)) / 1_000) - 1_800;
}

function amount(minor: number, currency: string): number {
  return minor * 10 ** (decimalsAtStripe(currency) - exponentOf(currency));
}

export function customerObject(ledger: FakeLedger, customer: LedgerCustomer): StripeObject {
  const contact = ledger.contactsOf(customer.id).find(({ billing }) => billing);
  return {
    id: stripeId(customer.id),
    object: 'customer',
    name: customer.name,
    email: contact?.email ?? null,
    phone: contact?.phone ?? null,
    address: customer.country === null ? null : { city: null, country: customer.country },
    balance: 0,
    currency: customer.currency.toLowerCase(),
    created: 1_700_000_000,
    livemode: false,
    metadata: {},
  };
}

export function invoiceObject(ledger: FakeLedger, invoice: LedgerDocument): StripeObject {
  const { currency, total } = invoice;
  const open = ledger.openOf(invoice);
  const status = statusOf(ledger, invoice);
  return {
    id: stripeId(invoice.id),
    object: 'invoice',
    number: status === 'draft' ? null : invoice.number,
    status,
    customer: stripeId(invoice.customerId),
    currency: currency.toLowerCase(),
    total: amount(total, currency),
    subtotal: amount(total, currency),
    amount_due: amount(total, currency),
    amount_paid: amount(invoice.state === 'posted' ? total - open : 0, currency),
    amount_remaining: amount(open, currency),
    created: lateOn(invoice.issueDate),
    effective_at: status === 'draft' ? null : lateOn(invoice.issueDate),
    due_date: invoice.dueDate === null ? null : lateOn(invoice.dueDate),
    description: invoice.reference,
    custom_fields: null,
    collection_method: 'send_invoice',
    livemode: false,
    metadata: {},
  };
}

export function creditNoteObject(ledger: FakeLedger, note: LedgerDocument): StripeObject {
  const applied = ledger.everAllocatedFrom(note.id)[0];
  const total = amount(note.total, note.currency);
  return {
    id: stripeId(note.id),
    object: 'credit_note',
    number: note.number,
    status: note.state === 'posted' ? 'issued' : 'void',
    customer: stripeId(note.customerId),
    invoice: stripeId(applied?.invoiceId ?? 'I0'),
    currency: note.currency.toLowerCase(),
    amount: total,
    total,
    pre_payment_amount: total,
    post_payment_amount: 0,
    created: lateOn(note.issueDate),
    effective_at: lateOn(note.issueDate),
    memo: note.reference,
    type: 'pre_payment',
    livemode: false,
    metadata: {},
  };
}

export function invoicePaymentObject(
  ledger: FakeLedger,
  payment: LedgerPayment,
  expanded: boolean,
): StripeObject {
  const applied = ledger.everAllocatedFrom(payment.id)[0];
  const invoice = found(ledger.documents, applied?.invoiceId ?? '');
  return {
    id: stripeId(payment.id),
    object: 'invoice_payment',
    status: 'paid',
    currency: payment.currency.toLowerCase(),
    amount_paid: amount(payment.amount, payment.currency),
    amount_requested: amount(payment.amount, payment.currency),
    invoice: expanded ? invoiceObject(ledger, invoice) : stripeId(invoice.id),
    payment: { type: 'payment_intent', payment_intent: `pi_${payment.id}` },
    status_transitions: { canceled_at: null, paid_at: lateOn(payment.date) },
    created: lateOn(payment.date),
    is_default: true,
    livemode: false,
  };
}

/** The latest event of each record; in a form of another version, of which only the id may be trusted. */
export function eventObjects(ledger: FakeLedger): readonly (StripeObject & { readonly created: number })[] {
  const event = (id: string, at: number, type: string, object: Readonly<Record<string, unknown>>) => ({
    id: `evt_${String(at).padStart(14, '0')}_${id}`,
    object: 'event',
    api_version: '2019-02-11',
    created: Math.floor(at / 1_000),
    type,
    livemode: false,
    pending_webhooks: 0,
    data: { object: { amount_remaining: -1, ...object } },
    request: { id: null, idempotency_key: null },
  });
  return [
    ...[...ledger.customers.values()]
      .filter(({ supplierOnly }) => !supplierOnly)
      .map(({ id, changedAt }) =>
        event(id, changedAt, 'customer.updated', { object: 'customer', id: stripeId(id) }),
      ),
    ...[...ledger.documents.values()].map((document) => {
      const { id, changedAt, kind, state } = document;
      if (kind === 'credit_note') {
        const type = state === 'posted' ? 'credit_note.created' : 'credit_note.voided';
        const { invoice } = creditNoteObject(ledger, document);
        return event(id, changedAt, type, { object: kind, id: stripeId(id), invoice });
      }
      const type = state === 'deleted' ? 'deleted' : state === 'void' ? 'voided' : 'updated';
      return event(id, changedAt, `invoice.${type}`, { object: kind, id: stripeId(id) });
    }),
    ...[...ledger.payments.values()].map((payment) =>
      event(payment.id, payment.changedAt, 'invoice_payment.paid', {
        object: 'invoice_payment',
        id: stripeId(payment.id),
        invoice: invoicePaymentObject(ledger, payment, false).invoice,
      }),
    ),
  ];
}
