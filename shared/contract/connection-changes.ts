import { z } from 'zod';
import type { SyncChange } from '../domain/connections/sync-changes.ts';
import type { AccountId } from '../domain/ids.ts';
import { currencySchema, idOf, minorSchema } from './primitives.ts';

const number = z.string();
const amount = minorSchema;
const open = minorSchema;
const text = z.string().nullable();

/** One thing that a run changed. Amounts are in the currency beside it. */
export const syncChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['invoice_added', 'credit_note_added']), number, open }),
  z.object({ kind: z.enum(['paid', 'credit_used']), number, amount }),
  z.object({ kind: z.enum(['part_paid', 'reopened']), number, amount, open }),
  z.object({ kind: z.enum(['voided', 'written_off', 'deleted']), number, amount }),
  z.object({ kind: z.literal('total_changed'), number, from: minorSchema, to: minorSchema }),
  z.object({ kind: z.literal('due_date_changed'), number, from: text, to: text }),
  z.object({ kind: z.enum(['payment_received', 'payment_removed']), reference: text, amount }),
  z.object({ kind: z.literal('customer_added'), name: z.string() }),
  z.object({ kind: z.literal('customer_renamed'), from: z.string(), to: z.string() }),
  z.object({ kind: z.literal('customer_merged'), from: z.string(), into: z.string() }),
  z.object({ kind: z.literal('contact_changed'), from: text, to: text }),
]) satisfies z.ZodType<SyncChange>;

export const toldChangeSchema = z.object({
  id: z.int(),
  /** Null when the account is gone. */
  accountId: idOf<AccountId>().nullable(),
  account: z.string().nullable(),
  currency: currencySchema.nullable(),
  change: syncChangeSchema,
});
export type ToldChangeView = z.infer<typeof toldChangeSchema>;
