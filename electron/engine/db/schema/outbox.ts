import { blob, index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../drizzle.ts';

/** An approved message: its bytes, envelope and Message-ID never change once an attempt was made. */
export const outboxMessage = sqliteTable(
  'outbox_message',
  {
    id: text('id').primaryKey(),
    draftId: text('draft_id').notNull(),
    accountId: text('account_id').notNull(),
    currency: text('currency').notNull(),
    mailboxId: text('mailbox_id').notNull(),
    /** The address in From: the mailbox's own, or one of its other sender addresses. */
    senderAddress: text('sender_address').notNull(),
    subject: text('subject').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    /** `[{id, number, open}]` as in the draft. */
    invoicesJson: text('invoices_json').notNull(),
    /** `{from, to: [address…]}`: what was approved, and what the server is told. */
    envelopeJson: text('envelope_json').notNull(),
    messageId: text('message_id').notNull(),
    sha256: text('sha256').notNull(),
    gateJson: text('gate_json').notNull(),
    /** `[address…]`: those recipients that were addresses of the account's contacts when it was approved. */
    contactsJson: text('contacts_json').notNull(),
    /** `{subject, text}` of the template as a person found it; null when the letter stands as the template wrote it. */
    wordingJson: text('wording_json'),
    state: text('state').notNull(),
    runAt: text('run_at'),
    attempts: integer('attempts').notNull(),
    approvedAt: text('approved_at').notNull(),
    approvedBy: text('approved_by').notNull(),
    /** When it was sent, rejected, resolved or cancelled. */
    settledAt: text('settled_at'),
    /** The server's last answer, one line. */
    answer: text('answer'),
    reviewJson: text('review_json'),
    lastErrorJson: text('last_error_json'),
    /** How often the Sent folder was looked into while the state is unknown, and when next. */
    lookups: integer('lookups').notNull(),
    lookupAt: text('lookup_at'),
    resolvedAs: text('resolved_as'),
    /** When it was found in Sent although a person had settled it as not sent. */
    foundLaterAt: text('found_later_at'),
    /** `none` until sent, then `wanted`, and `kept` once exactly one copy is in Sent. */
    sentCopy: text('sent_copy').notNull(),
    sentCopyTries: integer('sent_copy_tries').notNull(),
    sentCopyAt: text('sent_copy_at'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    /** The last column: what stands behind a long value is slow to read. */
    bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    index('outbox_state').on(table.state, table.mailboxId, table.id, table.runAt),
    uniqueIndex('outbox_active_draft')
      .on(table.draftId)
      .where(sql`${table.state} NOT IN ('cancelled', 'resolved')`),
    index('outbox_account').on(table.accountId),
    index('outbox_updated').on(table.updatedAt),
    index('outbox_sent_copy').on(table.sentCopyAt).where(sql`${table.sentCopy} = 'wanted'`),
  ],
);

/** Every attempt to hand a message to the server: written before it, completed after it. */
export const outboxAttempt = sqliteTable(
  'outbox_attempt',
  {
    messageId: text('message_id').notNull(),
    number: integer('number').notNull(),
    mailboxId: text('mailbox_id').notNull(),
    at: text('at').notNull(),
    /** Null while under way; after a crash, for good. */
    outcome: text('outcome'),
    answer: text('answer'),
  },
  (table) => [
    primaryKey({ columns: [table.messageId, table.number] }),
    index('outbox_attempt_mailbox').on(table.mailboxId, table.at),
  ],
);
