import type Stripe from 'stripe';
import { z } from 'zod';
import { connectorFailure } from '../connector-failure.ts';
import { accountForm } from './stripe-forms.ts';
import type { StripeEntity } from './stripe-reader.ts';

const listForm = z.object({ data: z.array(z.unknown()), has_more: z.boolean() });
export type Listed = z.infer<typeof listForm>;

/** The package hands on whatever came. Throws `bad_answer` for what is no list. */
export function listed(answer: unknown): Listed {
  const read = listForm.safeParse(answer);
  if (read.success) return read.data;
  throw connectorFailure('bad_answer', 'Stripe answered in a form that is not known (a list).');
}

/** The account behind the key. Throws `bad_answer` for what is none. */
export function accountIn(answer: unknown): z.infer<typeof accountForm> {
  const read = accountForm.safeParse(answer);
  if (read.success) return read.data;
  throw connectorFailure('bad_answer', 'Stripe answered in a form that is not known (the account).');
}

/** A page of all objects of an entity, as it came. */
export function list(
  api: Stripe,
  entity: StripeEntity,
  page: { limit: number; starting_after?: string },
): Promise<unknown> {
  switch (entity) {
    case 'customer':
      return api.customers.list(page);
    case 'invoice':
      return api.invoices.list(page);
    case 'credit_note':
      return api.creditNotes.list(page);
    case 'payment':
      return api.invoicePayments.list({ ...page, expand: ['data.invoice'] });
  }
}
