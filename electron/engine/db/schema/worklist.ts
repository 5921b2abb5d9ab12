import { integer, primaryKey, sqliteTable, text } from '../drizzle.ts';

/**
 * What the worklist sorts and filters by, one row per account and currency with anything open.
 * Kept in the transaction of every write; aged again when the date changes (`agedOn`).
 */
export const accountSummary = sqliteTable(
  'account_summary',
  {
    accountId: text('account_id').notNull(),
    currency: text('currency').notNull(),
    agedOn: text('aged_on').notNull(),
    currentMinor: integer('current_minor').notNull(),
    d1To30Minor: integer('d1_30_minor').notNull(),
    d31To60Minor: integer('d31_60_minor').notNull(),
    d61To90Minor: integer('d61_90_minor').notNull(),
    d91PlusMinor: integer('d91_plus_minor').notNull(),
    grossMinor: integer('gross_minor').notNull(),
    overdueMinor: integer('overdue_minor').notNull(),
    creditsMinor: integer('credits_minor').notNull(),
    unappliedMinor: integer('unapplied_minor').notNull(),
    invoices: integer('invoices').notNull(),
    overdueInvoices: integer('overdue_invoices').notNull(),
    oldestDays: integer('oldest_days').notNull(),
    disputedMinor: integer('disputed_minor').notNull(),
    stage: text('stage').notNull(),
    score: integer('score').notNull(),
    reasonsJson: text('reasons_json').notNull(),
    lastTouchAt: text('last_touch_at'),
    lastTouchKind: text('last_touch_kind'),
    lastTouchSummary: text('last_touch_summary'),
    nextActionDate: text('next_action_date'),
    snoozedUntil: text('snoozed_until'),
    freeMinor: integer('free_minor').notNull(),
    holdsJson: text('holds_json').notNull(),
    rests: integer('rests', { mode: 'boolean' }).notNull(),
    brokenLevel: integer('broken_level').notNull(),
    promiseDue: text('promise_due'),
    owner: text('owner'),
    /** Null when nothing is overdue, as the proposal. */
    lane: text('lane'),
    proposalJson: text('proposal_json'),
    hasStep: integer('has_step', { mode: 'boolean' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.currency] })],
);

export const nextAction = sqliteTable('next_action', {
  accountId: text('account_id').primaryKey(),
  kind: text('kind').notNull(),
  date: text('date').notNull(),
  note: text('note'),
  setAt: text('set_at').notNull(),
  setBy: text('set_by').notNull(),
});

export const snooze = sqliteTable('snooze', {
  accountId: text('account_id').primaryKey(),
  until: text('until').notNull(),
  reason: text('reason'),
  setAt: text('set_at').notNull(),
  setBy: text('set_by').notNull(),
});
