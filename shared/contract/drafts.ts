import { z } from 'zod';
import { ERROR_CODES } from '../domain/errors.ts';
import type { AccountId, DocumentId, DraftId, InvoiceFileId, MailboxId } from '../domain/ids.ts';
import { TEMPLATE_STAGES } from '../domain/letters/stages.ts';
import { SUBJECT_LIMIT } from '../domain/letters/subject-limit.ts';
import { procedure } from './base.ts';
import { figuresSchema } from './figures.ts';
import {
  currencySchema,
  cursorSchema,
  downloadSchema,
  idOf,
  instantSchema,
  minorSchema,
  pageLimitSchema,
  plainDateSchema,
  textSchema,
  wholeTextSchema,
} from './primitives.ts';
import { senderKeySchema, senderSchema } from './senders.ts';

export const gateEntrySchema = z.object({
  code: z.string(),
  decision: z.enum(['allow', 'warn', 'block']),
  text: z.string(),
  invoices: z.array(z.string()),
});
export type GateEntryView = z.infer<typeof gateEntrySchema>;

export const recipientSchema = z.object({
  name: wholeTextSchema(1_000).nullable(),
  address: wholeTextSchema(1_000),
});

/**
 * Where a draft is on its way into the mailbox's Drafts folder, or out. `appending` after a crash is looked up in the
 * folder, never appended blindly. `in_outbox`: its message is in the outbox; `sent`: it went out, from here or from the mailbox.
 */
export const DRAFT_STATES = [
  'draft',
  'queued',
  'appending',
  'in_mailbox',
  'in_outbox',
  'sent',
  'failed',
  'discarded',
] as const;

/**
 * The copy in the mailbox's drafts folder as it was seen last, and since when it is so; a draft without one has null.
 * `edited`, `removed` and `sent` were done there by hand, `sent` from the user's own mail program.
 */
export const mailboxCopySchema = z.object({
  state: z.enum(['as_saved', 'edited', 'removed', 'sent']),
  at: instantSchema.nullable(),
});
export type MailboxCopyView = z.infer<typeof mailboxCopySchema>;

export const attachedFileSchema = z.object({
  fileId: idOf<InvoiceFileId>(),
  name: z.string(),
  size: z.number().int(),
});

/** Files to go out with a draft, in their order; each has to be fetched before. */
const fileIdsSchema = z.array(idOf<InvoiceFileId>()).max(100);

export const draftSchema = z.object({
  id: idOf<DraftId>(),
  accountId: idOf<AccountId>(),
  accountName: z.string(),
  currency: currencySchema,
  stage: z.enum(TEMPLATE_STAGES),
  language: z.string(),
  templateVersion: z.number().int(),
  /** Who it goes, or went, out from; null while no mailbox is set up. */
  from: recipientSchema.nullable(),
  /** Why it cannot go out from there any more, as a sentence; null when it can. */
  senderProblem: z.string().nullable(),
  to: z.array(recipientSchema),
  cc: z.array(recipientSchema),
  subject: z.string(),
  /** The letter as plain text. */
  text: z.string(),
  html: z.string(),
  /** A person changed the wording; false when it is exactly what the approved template gave. */
  edited: z.boolean(),
  /** Fields that the template asked for and that nothing fills. */
  unresolved: z.array(z.string()),
  invoices: z.array(z.object({ id: idOf<DocumentId>(), number: z.string(), open: minorSchema })),
  amount: minorSchema,
  /** What goes out with it: fetched files of its invoices. */
  files: z.array(attachedFileSchema),
  gate: z.array(gateEntrySchema),
  asOf: plainDateSchema,
  /** How old its figures were when it was written; null for a draft of an earlier version. */
  figures: figuresSchema.nullable(),
  state: z.enum(DRAFT_STATES),
  messageId: z.string(),
  /** The mailbox of its sender. */
  mailboxId: idOf<MailboxId>().nullable(),
  folder: z.string().nullable(),
  mailboxCopy: mailboxCopySchema.nullable(),
  attempts: z.number().int(),
  lastError: z.object({ code: z.enum(ERROR_CODES), message: z.string(), at: instantSchema }).nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Draft = z.infer<typeof draftSchema>;

const draftTargetSchema = z.object({
  accountId: idOf<AccountId>(),
  currency: currencySchema,
  /** Ticked items; absent: everything the stage speaks of. */
  documentIds: z.array(idOf<DocumentId>()).max(500).optional(),
});

const sumSchema = z.object({ invoices: z.number().int(), amount: minorSchema });

/** A proposal that is not kept yet: what would be written, or why nothing would. */
export const draftProposalSchema = z.object({
  accountId: idOf<AccountId>(),
  accountName: z.string(),
  currency: currencySchema,
  stage: z.enum(TEMPLATE_STAGES),
  /** Null when the gate leaves nothing to write about; `gate` says why. */
  draft: z
    .object({
      to: z.array(recipientSchema),
      cc: z.array(recipientSchema),
      subject: z.string(),
      text: z.string(),
      html: z.string(),
      unresolved: z.array(z.string()),
      invoices: z.array(z.object({ id: idOf<DocumentId>(), number: z.string(), open: minorSchema })),
      amount: minorSchema,
    })
    .nullable(),
  gate: z.array(gateEntrySchema),
  /** Who it would go out from; null while no mailbox is set up. */
  sender: senderSchema.nullable(),
  /** Why that is not the sender that was chosen for the stage; null when it is. */
  senderRemark: z.string().nullable(),
  /** What is overdue on the account in this currency, ticked or not, and how much of that is disputed in the ledger. */
  overdue: sumSchema.extend({ disputed: sumSchema }),
});
export type DraftProposal = z.infer<typeof draftProposalSchema>;

export const draftsContract = {
  /** Renders without keeping anything: one message per account and currency. `stage` absent: the one proposed for each. */
  propose: procedure
    .input(
      z.object({
        targets: z.array(draftTargetSchema).min(1).max(100),
        stage: z.enum(TEMPLATE_STAGES).optional(),
        language: textSchema(10).default('en'),
      }),
    )
    .output(z.array(draftProposalSchema)),
  /** Keeps the message (state `draft`) with the figures of now. `edits` replace what the template gave. */
  create: procedure
    .input(
      z.object({
        target: draftTargetSchema,
        stage: z.enum(TEMPLATE_STAGES),
        language: textSchema(10).default('en'),
        edits: z
          .object({
            to: z.array(recipientSchema).max(20).optional(),
            cc: z.array(recipientSchema).max(20).optional(),
            subject: textSchema(SUBJECT_LIMIT).optional(),
            text: textSchema(100_000).optional(),
            /** Absent: the sender of the stage. */
            sender: senderKeySchema.optional(),
            files: fileIdsSchema.optional(),
          })
          .default({}),
      }),
    )
    .output(draftSchema),
  change: procedure
    .input(
      z.object({
        id: idOf<DraftId>(),
        to: z.array(recipientSchema).max(20).optional(),
        cc: z.array(recipientSchema).max(20).optional(),
        subject: textSchema(SUBJECT_LIMIT).optional(),
        text: textSchema(100_000).optional(),
        sender: senderKeySchema.optional(),
        /** Replace those that are attached. */
        files: fileIdsSchema.optional(),
      }),
    )
    .output(draftSchema),
  discard: procedure.input(z.object({ id: idOf<DraftId>() })).output(z.object({ discarded: z.boolean() })),
  /** Takes a discarded draft back (undo), or one that was deleted in the mailbox. */
  restore: procedure.input(z.object({ id: idOf<DraftId>() })).output(draftSchema),
  get: procedure.input(z.object({ id: idOf<DraftId>() })).output(draftSchema),
  list: procedure
    .input(
      z.object({
        states: z
          .array(z.enum(DRAFT_STATES))
          .default(['draft', 'queued', 'appending', 'failed', 'in_mailbox']),
        accountId: idOf<AccountId>().optional(),
        limit: pageLimitSchema.default(100),
        cursor: cursorSchema.nullable().default(null),
      }),
    )
    .output(
      z.object({ drafts: z.array(draftSchema), total: z.number().int(), next: cursorSchema.nullable() }),
    ),
  /**
   * Fixes the final bytes and queues the append to the Drafts folder of the draft's mailbox, or of the one that is named;
   * waits while offline.
   */
  saveToMailbox: procedure
    .input(
      z.object({ ids: z.array(idOf<DraftId>()).min(1).max(100), mailboxId: idOf<MailboxId>().optional() }),
    )
    .output(z.array(draftSchema)),
  /** Tries a failed or waiting draft again, now. */
  retry: procedure.input(z.object({ id: idOf<DraftId>() })).output(draftSchema),
  /** The message as an .eml file, for mail programs that this application cannot reach. */
  exportEml: procedure.input(z.object({ id: idOf<DraftId>() })).output(downloadSchema),
  /** Tells the log that the text was copied, so that the touch is not lost. */
  copied: procedure.input(z.object({ id: idOf<DraftId>() })).output(z.object({ seq: z.number().int() })),
};
