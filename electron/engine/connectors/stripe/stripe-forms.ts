import { z } from 'zod';

// Forms of what Stripe serves at the pinned version: only the fields that are read.

const id = z.string().min(1);
const text = z.string().nullish();
const time = z.int().nullish();
/** An id, or the whole object where it was asked for. */
const reference = z
  .union([id, z.object({ id })])
  .transform((value) => (typeof value === 'string' ? value : value.id));

export const deletedForm = z.object({ id, deleted: z.literal(true) });

export const customerForm = z.object({
  id,
  name: text,
  email: text,
  phone: text,
  address: z.object({ country: text }).nullish(),
  balance: z.int().nullish(),
  currency: text,
});
export type StripeCustomer = z.infer<typeof customerForm>;

export const invoiceForm = z.object({
  id,
  number: text,
  status: z.string(),
  customer: reference,
  currency: z.string(),
  total: z.int(),
  amount_remaining: z.int(),
  created: z.int(),
  effective_at: time,
  due_date: time,
  description: text,
  custom_fields: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});

export const creditNoteForm = z.object({
  id,
  number: z.string(),
  status: z.string(),
  customer: reference,
  invoice: reference,
  currency: z.string(),
  total: z.int(),
  pre_payment_amount: z.int(),
  created: z.int(),
  effective_at: time,
  memo: text,
});

export const invoicePaymentForm = z.object({
  id,
  status: z.string(),
  currency: z.string(),
  amount_paid: z.int().nullish(),
  payment: z.object({ type: z.string() }).nullish(),
  status_transitions: z.object({ paid_at: time }),
  invoice: z.object({ id, customer: reference }),
});

export const accountForm = z.object({
  id,
  default_currency: text,
  business_profile: z.object({ name: text }).nullish(),
  settings: z.object({ dashboard: z.object({ display_name: text, timezone: text }).nullish() }).nullish(),
});

/** The object behind an event: only which it is, since it may have another form than the pinned version's. */
export const eventForm = z.object({
  id,
  created: z.int(),
  data: z.object({ object: z.object({ id: text, object: z.string(), invoice: reference.nullish() }) }),
});

export const balanceTransactionForm = z.object({ created: z.int() });
