import type Stripe from 'stripe';
import { isEngineError } from '../../platform/engine-error.ts';
import { connectorFailure, failureReason } from '../connector-failure.ts';
import { clockSetBack } from '../read-guards.ts';
import { asked } from './stripe-client.ts';
import { eventForm } from './stripe-forms.ts';
import type { StripeEntity } from './stripe-reader.ts';

/** Events are read again from so long before the last read began, in seconds. */
export const OVERLAP = 300;
/** Stripe keeps events for 30 days; a day is left for the read itself. */
const LONGEST = 29 * 86_400;
/** Objects that are fetched at the same time; the rate policy still counts each. */
const AT_A_TIME = 8;

export function tooOld(): Error {
  return connectorFailure(
    'cursor_too_old',
    'Stripe tells what changed for 30 days only, and the last read is longer ago. Everything is read again.',
  );
}

/** Throws `cursor_too_old` where events since then cannot be told. Both Unix times. */
export function checkClock(since: number, now: number): void {
  if (now - since > LONGEST) throw tooOld();
  if (now < since - OVERLAP) throw clockSetBack('Stripe');
}

/** Events after which an object may be another. An invoice also changes when it is paid or credited. */
export const EVENTS: Readonly<Record<StripeEntity, readonly string[]>> = {
  customer: ['customer.created', 'customer.updated', 'customer.deleted'],
  invoice: [
    'invoice.created',
    'invoice.finalized',
    'invoice.updated',
    'invoice.sent',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice.overpaid',
    'invoice.marked_uncollectible',
    'invoice.voided',
    'invoice.deleted',
    'invoice_payment.paid',
    'credit_note.created',
    'credit_note.voided',
  ],
  credit_note: ['credit_note.created', 'credit_note.updated', 'credit_note.voided'],
  payment: ['invoice_payment.paid'],
};

/**
 * Fetches the objects that events name as they are now: what an event itself shows may have the form of another version,
 * and may be outdated.
 */
export async function fetchNamed(
  api: Stripe,
  entity: StripeEntity,
  events: readonly unknown[],
): Promise<{ readonly rows: readonly unknown[]; readonly missing: readonly string[] }> {
  const ids = new Set<string>();
  for (const event of events) {
    const read = eventForm.safeParse(event);
    // What it names is not known, so that only a full read finds it.
    if (!read.success) throw tooOld();
    const { object } = read.data.data;
    const id = entity === 'invoice' && object.object !== 'invoice' ? object.invoice : object.id;
    if (id) ids.add(id);
  }
  const rows: unknown[] = [];
  const missing: string[] = [];
  const waiting = [...ids];
  while (waiting.length > 0) {
    const some = waiting.splice(0, AT_A_TIME);
    const found = await Promise.all(some.map((id) => fetchOne(api, entity, id)));
    for (const [index, row] of found.entries()) {
      if (row === null) missing.push(some[index] ?? '');
      else rows.push(row);
    }
  }
  return { rows, missing };
}

async function fetchOne(api: Stripe, entity: StripeEntity, id: string): Promise<unknown> {
  try {
    switch (entity) {
      case 'customer':
        return await asked(api.customers.retrieve(id));
      case 'invoice':
        return await asked(api.invoices.retrieve(id));
      case 'credit_note':
        return await asked(api.creditNotes.retrieve(id));
      case 'payment':
        return await asked(api.invoicePayments.retrieve(id, { expand: ['invoice'] }));
    }
  } catch (error) {
    if (isEngineError(error) && failureReason(error) === 'not_found') return null;
    throw error;
  }
}
