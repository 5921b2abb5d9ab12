import { index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../drizzle.ts';

/** Accounts that were handed to somebody for a time. */
export const givenHandoff = sqliteTable('given_handoff', {
  id: text('id').primaryKey().notNull(),
  /** The recipient's public card; null when a passphrase opens the pack. */
  recipientJson: text('recipient_json'),
  recipientName: text('recipient_name').notNull(),
  /** First and last day of the window, both with it. */
  startsOn: text('starts_on').notNull(),
  endsOn: text('ends_on').notNull(),
  /** Where our log stood when the pack was made. */
  headSeq: integer('head_seq').notNull(),
  headHash: text('head_hash').notNull(),
  /** Coverage instructions in the specialist's own words. */
  words: text('words').notNull(),
  givenAt: text('given_at').notNull(),
  givenBy: text('given_by').notNull(),
  /** The recipient's log; null before the first return. */
  logId: text('log_id'),
  /** The number in the recipient's log up to which returns were merged; 0 before the first. */
  returnedSeq: integer('returned_seq').notNull(),
  returnedAt: text('returned_at'),
  /** Ended before its last day: taken back, or returned for good. */
  closedAt: text('closed_at'),
  closedWhy: text('closed_why'),
});

export const givenAccount = sqliteTable(
  'given_account',
  {
    handoffId: text('handoff_id').notNull(),
    accountId: text('account_id').notNull(),
    /** `handed` until the recipient's answer is known, then `accepted` or `declined`. */
    state: text('state').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.handoffId, table.accountId] }),
    index('given_account_account').on(table.accountId),
  ],
);

/** The pack that this workspace was made from; one row, or none in a workspace of one's own. */
export const receivedHandoff = sqliteTable('received_handoff', {
  id: text('id').primaryKey().notNull(),
  senderJson: text('sender_json').notNull(),
  recipientJson: text('recipient_json'),
  /** The sender's workspace; also the id of its log. */
  workspaceId: text('workspace_id').notNull(),
  startsOn: text('starts_on').notNull(),
  endsOn: text('ends_on').notNull(),
  originHeadSeq: integer('origin_head_seq').notNull(),
  originHeadHash: text('origin_head_hash').notNull(),
  /** The entry of our own log that tells of the acceptance: a return carries what follows from it. */
  ownSeq: integer('own_seq').notNull(),
  words: text('words').notNull(),
  /** The signed manifest as it came, and its signature (base64). */
  manifestJson: text('manifest_json').notNull(),
  signature: text('signature').notNull(),
  acceptedAt: text('accepted_at').notNull(),
  acceptedBy: text('accepted_by').notNull(),
  /** When the work was returned for good. */
  returnedAt: text('returned_at'),
});

/** The accounts of the pack, also those that were declined. */
export const receivedAccount = sqliteTable('received_account', {
  accountId: text('account_id').primaryKey().notNull(),
  name: text('name').notNull(),
  number: text('number'),
  /** `accepted` or `declined`. */
  state: text('state').notNull(),
  /** What the specialist wrote about this account for the one who takes over. */
  words: text('words').notNull(),
});

/** The state of a record on which both sides agreed last; null when they agreed that it is gone. */
export const handoffRecord = sqliteTable(
  'handoff_record',
  {
    handoffId: text('handoff_id').notNull(),
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    /** Null for what rests on the whole workspace. */
    accountId: text('account_id'),
    recordJson: text('record_json'),
    /** A return carried it: every later one does, even when it is as it was again. */
    returned: integer('returned', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.handoffId, table.kind, table.key] })],
);

/** A record that both sides changed: ours stays until a person decides. */
export const mergeConflict = sqliteTable(
  'merge_conflict',
  {
    id: text('id').primaryKey().notNull(),
    handoffId: text('handoff_id').notNull(),
    accountId: text('account_id'),
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    baseJson: text('base_json'),
    mineJson: text('mine_json'),
    theirsJson: text('theirs_json'),
    /** The record here that leaves no room for theirs, when that is another one. */
    rivalKey: text('rival_key'),
    foundAt: text('found_at').notNull(),
    /** `mine` or `theirs`; null while it is open. */
    decision: text('decision'),
    decidedAt: text('decided_at'),
    decidedBy: text('decided_by'),
  },
  (table) => [
    uniqueIndex('merge_conflict_open').on(table.kind, table.key).where(sql`${table.decision} IS NULL`),
  ],
);

/** Entries of another workspace's log, as they stand there, and the number that their copy has in ours. */
export const receivedEntry = sqliteTable(
  'received_entry',
  {
    logId: text('log_id').notNull(),
    seq: integer('seq').notNull(),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    kind: text('kind').notNull(),
    accountId: text('account_id'),
    payloadHash: text('payload_hash').notNull(),
    prev: text('prev').notNull(),
    hash: text('hash').notNull(),
    /** Null for an entry that has no copy here. */
    ownSeq: integer('own_seq'),
  },
  (table) => [
    primaryKey({ columns: [table.logId, table.seq] }),
    uniqueIndex('received_entry_own').on(table.ownSeq).where(sql`${table.ownSeq} IS NOT NULL`),
  ],
);
