import { index, integer, sqliteTable, text, uniqueIndex } from '../drizzle.ts';

/** Notes and letters on their way into the books of a connection. What is to be written is fixed when the touchpoint is logged. */
export const writeBack = sqliteTable(
  'write_back',
  {
    /** The marker in the note or the name of the file: digits of the id of its log entry. */
    id: text('id').primaryKey().notNull(),
    connectionId: text('connection_id').notNull(),
    accountId: text('account_id').notNull(),
    touchpointId: text('touchpoint_id').notNull(),
    /** `call`, `note`, `meeting` or `message`; of a letter `attachment`. */
    kind: text('kind').notNull(),
    /** `customer` or `invoice`: the record that carries the note, with its id at the source. */
    onto: text('onto').notNull(),
    sourceId: text('source_id').notNull(),
    /** The note as it is written; of a letter the name of its file. */
    text: text('text').notNull(),
    /** The message of the outbox whose bytes are attached; null for a note. */
    messageId: text('message_id'),
    /** `queued`, `sent`, `confirmed`, `failed`, `ambiguous` or `dropped`. */
    state: text('state').notNull(),
    attempts: integer('attempts').notNull(),
    /** When it is worked on next; null: not by itself. */
    runAt: text('run_at'),
    lastError: text('last_error'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('write_back_touchpoint').on(table.touchpointId, table.kind),
    index('write_back_due').on(table.state, table.runAt),
    index('write_back_connection').on(table.connectionId, table.createdAt),
  ],
);

/** Whether notes flow back into the books of a connection. Without a row they do not. */
export const writeBackSetting = sqliteTable('write_back_setting', {
  connectionId: text('connection_id').primaryKey().notNull(),
  isOn: integer('is_on', { mode: 'boolean' }).notNull(),
  /** The kinds that flow back while it is on. */
  kindsJson: text('kinds_json').notNull(),
  /** `{kind: {at, by}}`: who has seen what would be written and approved it. */
  approvedJson: text('approved_json').notNull(),
});
