import { z } from 'zod';
import type { AccountId, ContactId, DocumentId, TouchpointId } from '../domain/ids.ts';
import { TEMPLATE_STAGES } from '../domain/letters/stages.ts';
import { PLANNED_KINDS } from '../domain/next-action/planned-kinds.ts';
import { CALL_OUTCOMES, MANUAL_KINDS } from '../domain/touchpoint-kinds.ts';
import { accountStandingSchema, invoicePartsSchema } from './account-standing.ts';
import { procedure } from './base.ts';
import { figuresSchema } from './figures.ts';
import {
  currencySchema,
  cursorSchema,
  idOf,
  instantSchema,
  minorSchema,
  pageLimitSchema,
  plainDateSchema,
  textSchema,
  wholeTextSchema,
} from './primitives.ts';
import { agingSchema, holdSchema, nextActionSchema, nextBestActionSchema, reasonSchema } from './worklist.ts';

export const contactSchema = z.object({
  id: idOf<ContactId>(),
  name: z.string().nullable(),
  role: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** Letters go to the billing contacts. */
  billing: z.boolean(),
  /** `ledger`: came with a file and follows it. `user`: kept by us. */
  source: z.enum(['ledger', 'user']),
});
export type Contact = z.infer<typeof contactSchema>;

export const contactInputSchema = z.object({
  name: textSchema(120).nullable(),
  role: textSchema(120).nullable(),
  email: textSchema(254).nullable(),
  phone: textSchema(60).nullable(),
  billing: z.boolean(),
});

/** A part of an invoice with a due date of its own. */
const instalmentSchema = z.object({
  dueDate: plainDateSchema,
  /** > 0 when late, ≤ 0 when not yet due. */
  daysPastDue: z.number().int(),
  amount: minorSchema,
  open: minorSchema,
});

export const documentSchema = z.object({
  id: idOf<DocumentId>(),
  kind: z.enum(['invoice', 'credit_note', 'unapplied_payment']),
  number: z.string(),
  issueDate: plainDateSchema.nullable(),
  dueDate: plainDateSchema.nullable(),
  /** The due date was computed from the terms. */
  dueDerived: z.boolean(),
  /** > 0 when late, ≤ 0 when not yet due; null without a due date. */
  daysPastDue: z.number().int().nullable(),
  currency: currencySchema,
  total: minorSchema,
  /** Credits and unapplied payments are ≤ 0. */
  open: minorSchema,
  poNumber: z.string().nullable(),
  reference: z.string().nullable(),
  /** In the order of their due dates; absent for a document that is due at once. Its due date is that of the first open one. */
  instalments: z.array(instalmentSchema).optional(),
  disputedInLedger: z.boolean(),
  /** What of an open invoice is paid, disputed, held, promised, and may be asked for; null for what is owed to the customer. */
  parts: invoicePartsSchema.nullable(),
  /** The last day of the promise that it waits for. */
  promisedUntil: plainDateSchema.nullable(),
});
export type AccountDocument = z.infer<typeof documentSchema>;

export const accountBalanceSchema = z.object({
  aging: agingSchema,
  overdue: minorSchema,
  /** What of the overdue may be asked for today: neither claimed, disputed, held nor promised. */
  free: minorSchema,
  /** Nothing is to be done today: on hold, or all of it waits for a promise. */
  rests: z.boolean(),
  /** The level of the last promise where it was not kept and is not made good; else 0. */
  brokenLevel: z.number().int(),
  oldestDaysPastDue: z.number().int(),
  score: z.number().int(),
  reasons: z.array(reasonSchema),
  stage: z.enum(TEMPLATE_STAGES),
  /** The action that serves it best; null when nothing is overdue. */
  proposal: nextBestActionSchema.nullable(),
});

export const accountSchema = z.object({
  id: idOf<AccountId>(),
  number: z.string().nullable(),
  name: z.string(),
  aliases: z.array(z.string()),
  country: z.string().nullable(),
  terms: z.string().nullable(),
  /** One entry per currency with anything open, largest overdue first. */
  balances: z.array(accountBalanceSchema),
  contacts: z.array(contactSchema),
  nextAction: nextActionSchema.nullable(),
  /** Why it rests or must not be written to, as in the worklist. */
  holds: z.array(holdSchema),
  standing: accountStandingSchema,
  /** Open invoices, credits and unapplied payments, oldest due first; at most 500, `documentCount` says how many there are. */
  documents: z.array(documentSchema),
  documentCount: z.number().int(),
  figures: figuresSchema,
  asOf: plainDateSchema,
});
export type Account = z.infer<typeof accountSchema>;

export const timelineEntrySchema = z.object({
  /** `log:17` or `payment:…`: stable, unique within the timeline. */
  key: z.string(),
  at: instantSchema,
  /** A kind of the log, or `payment_received` and `invoice_issued` from the ledger. */
  kind: z.string(),
  actor: z.string(),
  summary: z.string(),
  text: z.string().nullable(),
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  /** Set on entries that a person can take back (notes and the like); a retraction is an entry of its own. */
  touchpointId: idOf<TouchpointId>().nullable(),
  retracted: z.boolean(),
  money: z.object({ minor: minorSchema, currency: currencySchema }).nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const NEXT_ACTION_KINDS = PLANNED_KINDS;

const receiptSchema = z.object({ seq: z.number().int(), id: idOf<TouchpointId>(), hash: z.string() });

export const accountsContract = {
  get: procedure
    .input(z.object({ id: idOf<AccountId>(), asOf: plainDateSchema.optional() }))
    .output(accountSchema),
  timeline: procedure
    .input(
      z.object({
        id: idOf<AccountId>(),
        group: z.enum(['all', 'conversation', 'ledger']).default('all'),
        limit: pageLimitSchema.default(50),
        cursor: cursorSchema.nullable().default(null),
      }),
    )
    .output(z.object({ entries: z.array(timelineEntrySchema), next: cursorSchema.nullable() })),
  /** For the palette and pickers: name, number, alias, contact or invoice number. */
  search: procedure
    .input(z.object({ text: wholeTextSchema(200), limit: z.number().int().min(1).max(50).default(20) }))
    .output(
      z.array(
        z.object({
          id: idOf<AccountId>(),
          number: z.string().nullable(),
          name: z.string(),
          match: z.string(),
        }),
      ),
    ),
  addTouchpoint: procedure
    .input(
      z.object({
        accountId: idOf<AccountId>(),
        kind: z.enum(MANUAL_KINDS),
        outcome: z.enum(CALL_OUTCOMES).nullable().default(null),
        text: textSchema(10_000).default(''),
      }),
    )
    .output(receiptSchema),
  /** Takes a note (or other entry made by hand) back: it stays in the log, marked as retracted. */
  retractTouchpoint: procedure
    .input(z.object({ id: idOf<TouchpointId>(), reason: textSchema(500).default('') }))
    .output(receiptSchema),
  /** Null clears it. Returns what stood there before, so that undo can set it again. */
  setNextAction: procedure
    .input(
      z.object({
        accountIds: z.array(idOf<AccountId>()).min(1).max(500),
        action: z
          .object({
            kind: z.enum(NEXT_ACTION_KINDS),
            date: plainDateSchema,
            note: textSchema(500).nullable(),
          })
          .nullable(),
      }),
    )
    .output(
      z.object({
        previous: z.array(z.object({ accountId: idOf<AccountId>(), action: nextActionSchema.nullable() })),
      }),
    ),
  snooze: procedure
    .input(
      z.object({
        accountIds: z.array(idOf<AccountId>()).min(1).max(500),
        /** Null ends the snooze. The account comes back on this day. */
        until: plainDateSchema.nullable(),
        reason: textSchema(500).nullable(),
      }),
    )
    .output(
      z.object({
        previous: z.array(
          z.object({
            accountId: idOf<AccountId>(),
            until: plainDateSchema.nullable(),
            reason: z.string().nullable(),
          }),
        ),
      }),
    ),
  addContact: procedure
    .input(z.object({ accountId: idOf<AccountId>(), contact: contactInputSchema }))
    .output(contactSchema),
  changeContact: procedure
    .input(z.object({ id: idOf<ContactId>(), contact: contactInputSchema }))
    .output(contactSchema),
  removeContact: procedure
    .input(z.object({ id: idOf<ContactId>() }))
    .output(z.object({ removed: z.boolean() })),
};
