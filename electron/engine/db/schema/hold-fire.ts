import { index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../drizzle.ts';

/** What a customer promised to pay. State and what arrived are as they were decided last; see `decidePromise`. */
export const promise = sqliteTable(
  'promise',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    currency: text('currency').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    date: text('date').notNull(),
    graceDays: integer('grace_days').notNull(),
    level: integer('level').notNull(),
    promisedBy: text('promised_by'),
    channel: text('channel').notNull(),
    note: text('note').notNull(),
    state: text('state').notNull(),
    receivedMinor: integer('received_minor').notNull(),
    decidedOn: text('decided_on'),
    /** A person said otherwise than the payments, and why; nothing is decided about it any more. */
    correction: text('correction'),
    /** Of what counts as received, what the books had already when it was made. */
    alreadyReceivedMinor: integer('already_received_minor').notNull(),
    /** What was open on what it stands on when it was made. */
    openThenMinor: integer('open_then_minor').notNull(),
    replaces: text('replaces'),
    madeOn: text('made_on').notNull(),
    madeAt: text('made_at').notNull(),
    madeBy: text('made_by').notNull(),
  },
  (table) => [
    index('promise_account').on(table.accountId),
    index('promise_state').on(table.state, table.date),
  ],
);

/** The invoices that a promise was made on; none: it stands on the account. */
export const promiseInvoice = sqliteTable(
  'promise_invoice',
  { promiseId: text('promise_id').notNull(), documentId: text('document_id').notNull() },
  (table) => [
    primaryKey({ columns: [table.promiseId, table.documentId] }),
    index('promise_invoice_document').on(table.documentId),
  ],
);

/** An objection to an invoice. */
export const dispute = sqliteTable(
  'dispute',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    documentId: text('document_id').notNull(),
    currency: text('currency').notNull(),
    reason: text('reason').notNull(),
    /** Null: all that is open of the invoice. */
    amountMinor: integer('amount_minor'),
    text: text('text').notNull(),
    /** Who settles it, outside accounts receivable. */
    owner: text('owner'),
    nextAction: text('next_action'),
    nextDate: text('next_date'),
    state: text('state').notNull(),
    openedOn: text('opened_on').notNull(),
    openedAt: text('opened_at').notNull(),
    openedBy: text('opened_by').notNull(),
    resolvedOn: text('resolved_on'),
    outcome: text('outcome'),
    /**
     * The books showed their own mark when it was settled: as long as they keep it, that mark does not count. A trigger
     * (`books_took_dispute_back`) ends this when they take the mark off.
     */
    overridesBooks: integer('overrides_books', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    index('dispute_account').on(table.accountId),
    index('dispute_document').on(table.documentId),
    index('dispute_open').on(table.state, table.openedOn),
  ],
);

/** A paper that is needed to settle a dispute. */
export const disputePaper = sqliteTable(
  'dispute_paper',
  { disputeId: text('dispute_id').notNull(), name: text('name').notNull(), receivedOn: text('received_on') },
  (table) => [primaryKey({ columns: [table.disputeId, table.name] })],
);

/** Nothing on its target is asked for. Without an account it rests on the whole workspace. */
export const hold = sqliteTable(
  'hold',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id'),
    documentId: text('document_id'),
    reason: text('reason').notNull(),
    until: text('until'),
    setOn: text('set_on').notNull(),
    setAt: text('set_at').notNull(),
    setBy: text('set_by').notNull(),
    liftedAt: text('lifted_at'),
  },
  (table) => [
    uniqueIndex('hold_target')
      .on(sql`COALESCE(${table.accountId}, '')`, sql`COALESCE(${table.documentId}, '')`)
      .where(sql`${table.liftedAt} IS NULL`),
  ],
);

/** Somebody asked not to be contacted: one contact of the account, or (null) all of it. */
export const doNotContact = sqliteTable(
  'do_not_contact',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    contactId: text('contact_id'),
    channel: text('channel').notNull(),
    reason: text('reason').notNull(),
    setOn: text('set_on').notNull(),
    setAt: text('set_at').notNull(),
    setBy: text('set_by').notNull(),
    liftedAt: text('lifted_at'),
  },
  (table) => [
    uniqueIndex('do_not_contact_target')
      .on(table.accountId, sql`COALESCE(${table.contactId}, '')`, table.channel)
      .where(sql`${table.liftedAt} IS NULL`),
  ],
);

/** The customer wrote and waits for an answer. */
export const unansweredReply = sqliteTable('unanswered_reply', {
  accountId: text('account_id').primaryKey(),
  since: text('since').notNull(),
  about: text('about').notNull(),
  setAt: text('set_at').notNull(),
  setBy: text('set_by').notNull(),
});

/** Mail to this address came back. Addresses are kept in lower case. */
export const undeliverableAddress = sqliteTable('undeliverable_address', {
  address: text('address').primaryKey(),
  since: text('since').notNull(),
  about: text('about').notNull(),
  setAt: text('set_at').notNull(),
  setBy: text('set_by').notNull(),
});

/** Who works an account; without a row it is nobody's. */
export const accountOwner = sqliteTable('account_owner', {
  accountId: text('account_id').primaryKey(),
  owner: text('owner').notNull(),
  setAt: text('set_at').notNull(),
  setBy: text('set_by').notNull(),
});

/** What we know of a debtor for the rules of contact; without a row: a company, in the region of its country. */
export const debtorProfile = sqliteTable('debtor_profile', {
  accountId: text('account_id').primaryKey(),
  debtorType: text('debtor_type').notNull(),
  /** ISO code of two letters; null: that of the books. */
  country: text('country'),
  region: text('region'),
  timeZone: text('time_zone'),
  setAt: text('set_at').notNull(),
  setBy: text('set_by').notNull(),
});
