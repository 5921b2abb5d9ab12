import { z } from 'zod';
import type { AccountId, DocumentId, DraftId, MailboxId, OutboxMessageId } from '../domain/ids.ts';
import { MESSAGE_STATES } from '../domain/outbox/message-states.ts';
import { procedure } from './base.ts';
import { draftSchema, gateEntrySchema, recipientSchema } from './drafts.ts';
import { figuresSchema } from './figures.ts';
import {
  currencySchema,
  cursorSchema,
  downloadSchema,
  idOf,
  instantSchema,
  minorSchema,
  pageLimitSchema,
} from './primitives.ts';

/** Why a message was kept back, and how today's would differ from what was approved. */
export const outboxReviewSchema = z.object({
  at: instantSchema,
  /** The reason in words, as it stands in the log. */
  reason: z.string(),
  gate: z.array(gateEntrySchema),
  /** What the letter would be today; null when there is nothing left to write about. */
  now: z
    .object({
      to: z.array(recipientSchema),
      cc: z.array(recipientSchema),
      subject: z.string(),
      text: z.string(),
      invoices: z.array(z.object({ id: idOf<DocumentId>(), number: z.string(), open: minorSchema })),
      amount: minorSchema,
    })
    .nullable(),
  /** Invoices that were asked for and would not be today, with what happened to them. */
  dropped: z.array(z.object({ number: z.string(), before: minorSchema, now: minorSchema, why: z.string() })),
  /** Recipients that were addresses of contacts when it was approved, and are not any more. */
  gone: z.array(z.string()),
  /**
   * What a person changed in the template's wording and a rebuilt letter would not have: sentences that they wrote, and
   * sentences that they took out. Null when nothing would be lost.
   */
  ownWords: z.object({ written: z.array(z.string()), takenOut: z.array(z.string()) }).nullable(),
});
export type OutboxReview = z.infer<typeof outboxReviewSchema>;

export const outboxMessageSchema = z.object({
  id: idOf<OutboxMessageId>(),
  draftId: idOf<DraftId>(),
  account: z.object({ id: idOf<AccountId>(), number: z.string(), name: z.string() }),
  currency: currencySchema,
  subject: z.string(),
  amount: minorSchema,
  invoices: z.array(z.object({ id: idOf<DocumentId>(), number: z.string(), open: minorSchema })),
  mailboxId: idOf<MailboxId>(),
  /** The address in From. */
  from: z.string(),
  /** The address that the server is told, to which it returns what cannot be delivered. */
  envelopeFrom: z.string(),
  recipients: z.array(z.string()),
  messageId: z.string(),
  sha256: z.string(),
  state: z.enum(MESSAGE_STATES),
  attempts: z.int(),
  /** For a queued message: when it is expected to go out, with the mailbox's limits and pauses. */
  expectedAt: instantSchema.nullable(),
  /** While this lies ahead, sending can be undone. */
  undoUntil: instantSchema.nullable(),
  approvedAt: instantSchema,
  approvedBy: z.string(),
  settledAt: instantSchema.nullable(),
  /** The server's last answer. */
  answer: z.string().nullable(),
  lastError: z.object({ code: z.string(), message: z.string(), at: instantSchema }).nullable(),
  gate: z.array(gateEntrySchema),
  /** How old the figures are that its letter speaks of; null for one of an earlier version. */
  figures: figuresSchema.nullable(),
  review: outboxReviewSchema.nullable(),
  /** For an unknown message: looks into Sent so far, and the next. */
  lookups: z.int(),
  lookupAt: instantSchema.nullable(),
  resolvedAs: z.enum(['sent', 'not_sent']).nullable(),
  /** When it was found in Sent although a person had settled it as not sent. */
  foundLaterAt: instantSchema.nullable(),
  sentCopy: z.enum(['none', 'wanted', 'kept', 'given_up']),
});
export type OutboxMessage = z.infer<typeof outboxMessageSchema>;

/** One attempt: `again` says that the server did not take the message; null: under way, or cut off for good. */
export const outboxAttemptSchema = z.object({
  number: z.int(),
  at: instantSchema,
  outcome: z.enum(['sent', 'rejected', 'unknown', 'again']).nullable(),
  answer: z.string().nullable(),
});
export type OutboxAttempt = z.infer<typeof outboxAttemptSchema>;

/** Why nothing goes out from a mailbox, and until when; `until` null: until a person acts. */
export const outboxPauseSchema = z.object({
  mailboxId: idOf<MailboxId>(),
  address: z.string(),
  reason: z.string(),
  until: instantSchema.nullable(),
});

export type OutboxPause = z.infer<typeof outboxPauseSchema>;

const ids = z.object({ ids: z.array(idOf<OutboxMessageId>()).min(1).max(100) });
const one = z.object({ id: idOf<OutboxMessageId>() });

export const outboxContract = {
  /**
   * Approves drafts: fixes their bytes, envelope and Message-ID and puts them into the outbox, to go out from the sender of
   * each, or from the mailbox that is named. Nothing is sent yet.
   */
  approve: procedure
    .input(
      z.object({
        draftIds: z.array(idOf<DraftId>()).min(1).max(100),
        mailboxId: idOf<MailboxId>().optional(),
        /** The person knows that the copy in the mailbox was edited: the wording that is kept here goes out. */
        despiteEdits: z.boolean().default(false),
      }),
    )
    .output(z.array(outboxMessageSchema)),
  /** Takes messages back; their drafts can be changed again. */
  withdraw: procedure.input(ids).output(z.array(draftSchema)),
  /** Sends approved messages off, after the seconds in which that can be undone. */
  send: procedure.input(ids).output(z.array(outboxMessageSchema)),
  /** Stops messages that are not on the wire yet. `tooLate` names those that are. */
  undo: procedure
    .input(ids)
    .output(z.object({ stopped: z.array(outboxMessageSchema), tooLate: z.array(idOf<OutboxMessageId>()) })),
  list: procedure
    .input(
      z.object({
        states: z
          .array(z.enum(MESSAGE_STATES))
          .default(['approved', 'queued', 'checking', 'dispatching', 'review', 'rejected', 'unknown']),
        accountId: idOf<AccountId>().optional(),
        /** Only messages that were settled at this instant or later. */
        settledSince: instantSchema.optional(),
        limit: pageLimitSchema.default(100),
        cursor: cursorSchema.nullable().default(null),
      }),
    )
    .output(
      z.object({
        messages: z.array(outboxMessageSchema),
        total: z.int(),
        next: cursorSchema.nullable(),
        pauses: z.array(outboxPauseSchema),
      }),
    ),
  get: procedure.input(one).output(outboxMessageSchema),
  /** Every attempt to hand the message to the mail server, oldest first. */
  attempts: procedure.input(one).output(z.array(outboxAttemptSchema)),
  /**
   * Replaces a message in review by the letter of today in the template's wording; it is approved by the person who asks.
   * Own words in it are lost, so the person has to say that they may be.
   */
  rebuild: procedure
    .input(one.extend({ dropOwnWords: z.boolean().default(false) }))
    .output(outboxMessageSchema),
  /** Makes a message in review a draft again that asks for what is open today, in the person's own words. */
  rework: procedure.input(one).output(draftSchema),
  /** A person settles a message whose fate nobody knows. */
  resolve: procedure.input(one.extend({ as: z.enum(['sent', 'not_sent']) })).output(outboxMessageSchema),
  /** Tries a waiting message again, or looks into Sent for one that is unknown or was settled as not sent, now. */
  retry: procedure.input(one).output(outboxMessageSchema),
  /** The final bytes, as they go or went out. */
  exportEml: procedure.input(one).output(downloadSchema),
  /** Lets a paused mailbox send again; never in the demo, which sends nothing. */
  resume: procedure
    .input(z.object({ mailboxId: idOf<MailboxId>() }))
    .output(z.object({ resumed: z.boolean() })),
};
