import { integer, sqliteTable, text } from '../drizzle.ts';

/**
 * Where touchpoints are told of as they happen; one row, or none while it is off. What waits to be told is the log
 * itself behind `after_seq`: an event waits from the moment that its entry is committed.
 */
export const webhook = sqliteTable('webhook', {
  id: text('id').primaryKey(),
  url: text('url').notNull(),
  kindsJson: text('kinds_json').notNull(),
  /** Whether texts of notes, calls and mails go along. */
  withText: integer('with_text', { mode: 'boolean' }).notNull(),
  privateAllowed: integer('private_allowed', { mode: 'boolean' }).notNull(),
  /** The name of the signing secret in the key store. */
  secretName: text('secret_name').notNull(),
  state: text('state').notNull(),
  /** The last entry of the log that was told of, or that nobody wants to be told of. */
  afterSeq: integer('after_seq').notNull(),
  /** Tries of the event that is next. */
  attempts: integer('attempts').notNull(),
  nextAt: text('next_at'),
  /** What kept the last try from being delivered, in words. */
  problem: text('problem'),
  delivered: integer('delivered').notNull(),
  deliveredAt: text('delivered_at'),
  createdAt: text('created_at').notNull(),
});
