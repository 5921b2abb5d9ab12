import { z } from 'zod';
import { CONTACT_CHANNELS } from '../domain/holds/types.ts';
import type { AccountId, ContactId, DocumentId, DoNotContactId, HoldId } from '../domain/ids.ts';
import { procedure } from './base.ts';
import { currencySchema, idOf, plainDateSchema, textSchema } from './primitives.ts';

export const holdTargetSchema = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('workspace') }),
  z.object({ scope: z.literal('account'), accountId: idOf<AccountId>() }),
  z.object({ scope: z.literal('invoice'), accountId: idOf<AccountId>(), documentId: idOf<DocumentId>() }),
]);

export const standingHoldSchema = z.object({
  id: idOf<HoldId>(),
  target: holdTargetSchema,
  reason: z.string(),
  /** The first day without it; null: until it is lifted. */
  until: plainDateSchema.nullable(),
  setBy: z.string(),
  setOn: plainDateSchema,
});
export type StandingHold = z.infer<typeof standingHoldSchema>;

export const holdRowSchema = standingHoldSchema.extend({
  /** Null: everything rests. */
  accountName: z.string().nullable(),
  accountNumber: z.string().nullable(),
  /** Of the invoice that rests; null: all of the account, or everything. */
  number: z.string().nullable(),
  /** Of the invoice, else one in which something of the account is open; null: nothing is. */
  currency: currencySchema.nullable(),
});
export type HoldRow = z.infer<typeof holdRowSchema>;

export const doNotContactSchema = z.object({
  id: idOf<DoNotContactId>(),
  accountId: idOf<AccountId>(),
  /** Null: the whole account. */
  contactId: idOf<ContactId>().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  channel: z.enum(CONTACT_CHANNELS),
  reason: z.string(),
  setOn: plainDateSchema,
  setBy: z.string(),
});

export const holdsContract = {
  set: procedure
    .input(z.object({ target: holdTargetSchema, reason: textSchema(500), until: plainDateSchema.nullable() }))
    .output(z.object({ id: idOf<HoldId>() })),
  lift: procedure
    .input(z.object({ target: holdTargetSchema }))
    .output(z.object({ lifted: idOf<HoldId>().nullable() })),
  /** What rests today: on everything first, then on accounts and on invoices, in the order in which it was set. */
  list: procedure.output(z.object({ holds: z.array(holdRowSchema) })),
  setDoNotContact: procedure
    .input(
      z.object({
        accountId: idOf<AccountId>(),
        contactId: idOf<ContactId>().nullable(),
        channel: z.enum(CONTACT_CHANNELS),
        reason: textSchema(500),
      }),
    )
    .output(z.object({ id: idOf<DoNotContactId>() })),
  liftDoNotContact: procedure
    .input(z.object({ id: idOf<DoNotContactId>(), reason: textSchema(500).default('') }))
    .output(z.object({ lifted: z.boolean() })),
  /** Marks by hand until the mailbox is read: the customer waits for an answer. */
  markUnanswered: procedure
    .input(z.object({ accountId: idOf<AccountId>(), about: textSchema(200).default('') }))
    .output(z.object({ marked: z.boolean() })),
  clearUnanswered: procedure
    .input(z.object({ accountId: idOf<AccountId>() }))
    .output(z.object({ cleared: z.boolean() })),
  markUndeliverable: procedure
    .input(
      z.object({
        accountId: idOf<AccountId>(),
        address: textSchema(254),
        about: textSchema(500).default(''),
      }),
    )
    .output(z.object({ marked: z.boolean() })),
  clearUndeliverable: procedure
    .input(z.object({ accountId: idOf<AccountId>(), address: textSchema(254) }))
    .output(z.object({ cleared: z.boolean() })),
};
