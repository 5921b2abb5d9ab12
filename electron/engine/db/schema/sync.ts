import { index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../drizzle.ts';

/** An accounting system that this workspace reads. Its id is the id of the ledger that its records make up. */
export const connection = sqliteTable(
  'connection',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    /** Address, database, user and the like; never a secret. */
    settingsJson: text('settings_json').notNull(),
    secretName: text('secret_name').notNull(),
    /** `new`, `ready`, `reconnect` or `failing`. */
    status: text('status').notNull(),
    errorJson: text('error_json'),
    /** Name of the books as the system gives it. */
    company: text('company'),
    everyMinutes: integer('every_minutes').notNull(),
    nextRunAt: text('next_run_at'),
    /** The last connection test. */
    checkedJson: text('checked_json'),
    /** How long its key or certificate is good: JSON, `null` for no known end. Absent: not asked since it was entered. */
    signInJson: text('sign_in_json'),
    createdAt: text('created_at').notNull(),
    removedAt: text('removed_at'),
  },
  (table) => [
    uniqueIndex('connection_name')
      .on(sql`${table.name} COLLATE NOCASE`)
      .where(sql`${table.removedAt} IS NULL`),
  ],
);

/** Where the read of an entity stands: committed with the page that it came with. */
export const syncCursor = sqliteTable(
  'sync_cursor',
  {
    connectionId: text('connection_id').notNull(),
    entity: text('entity').notNull(),
    /** `full` while a full read is under way, `changes` after it. */
    phase: text('phase').notNull(),
    cursor: text('cursor').notNull(),
    /** When the last full read was complete. */
    fullAt: text('full_at'),
    sweptAt: text('swept_at'),
    /** When all open items were asked for once more. */
    rereadAt: text('reread_at'),
    readAt: text('read_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.entity] })],
);

export const syncRun = sqliteTable(
  'sync_run',
  {
    id: text('id').primaryKey(),
    seq: integer('seq').notNull(),
    connectionId: text('connection_id').notNull(),
    /** `full` or `changes`. */
    mode: text('mode').notNull(),
    /** `running`, `done`, `failed`, `cancelled` or `interrupted`. */
    state: text('state').notNull(),
    startedAt: text('started_at').notNull(),
    endedAt: text('ended_at'),
    calls: integer('calls').notNull(),
    bytes: integer('bytes').notNull(),
    /** New or changed rows by entity. */
    countsJson: text('counts_json').notNull(),
    /** Customers whose balance differs from the ledger's own figure. */
    differencesJson: text('differences_json').notNull(),
    /** Customers whose balance could not be compared, since it holds several currencies in one figure. */
    uncompared: integer('uncompared').notNull().default(0),
    /** Entities of which too many records were gone, while nobody has said whether they were deleted. */
    missingJson: text('missing_json'),
    errorJson: text('error_json'),
  },
  (table) => [
    uniqueIndex('sync_run_seq').on(table.seq),
    index('sync_run_connection').on(table.connectionId, table.seq),
  ],
);

/** Records that could not be read. They leave when they are read well. */
export const syncProblem = sqliteTable(
  'sync_problem',
  {
    connectionId: text('connection_id').notNull(),
    entity: text('entity').notNull(),
    sourceId: text('source_id').notNull(),
    problem: text('problem').notNull(),
    runId: text('run_id').notNull(),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.entity, table.sourceId] })],
);

/** Records that point to one which has not been read yet. */
export const syncWaiting = sqliteTable(
  'sync_waiting',
  {
    connectionId: text('connection_id').notNull(),
    entity: text('entity').notNull(),
    sourceId: text('source_id').notNull(),
    /** `entity:id` of the record that is missing. */
    waitsFor: text('waits_for').notNull(),
    recordJson: text('record_json').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.entity, table.sourceId] }),
    index('sync_waiting_for').on(table.connectionId, table.waitsFor),
  ],
);

/** What a run changed, for people to read. `told`: it stands in the log. */
export const syncChange = sqliteTable(
  'sync_change',
  {
    id: integer('id').primaryKey().notNull(),
    connectionId: text('connection_id').notNull(),
    runId: text('run_id').notNull(),
    accountId: text('account_id'),
    kind: text('kind').notNull(),
    rowId: text('row_id').notNull(),
    detailJson: text('detail_json').notNull(),
    told: integer('told', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    index('sync_change_run').on(table.runId, table.id),
    index('sync_change_untold').on(table.connectionId).where(sql`${table.told} = 0`),
  ],
);

/** Documents whose figures a run touched: their applications are checked when it ends. */
export const syncTouched = sqliteTable(
  'sync_touched',
  {
    connectionId: text('connection_id').notNull(),
    documentId: text('document_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.documentId] })],
);

/** Accounts whose figures and search words are worked out when the run ends. */
export const syncTouchedAccount = sqliteTable(
  'sync_touched_account',
  {
    connectionId: text('connection_id').notNull(),
    accountId: text('account_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.accountId] })],
);

/** What reading costs, by calendar month (UTC). */
export const connectionUsage = sqliteTable(
  'connection_usage',
  {
    connectionId: text('connection_id').notNull(),
    month: text('month').notNull(),
    calls: integer('calls').notNull(),
    bytes: integer('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.month] })],
);

/** What the ledger itself says that a customer owes. */
export const ledgerBalance = sqliteTable(
  'ledger_balance',
  {
    accountId: text('account_id').notNull(),
    currency: text('currency').notNull(),
    minor: integer('minor').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.currency] })],
);

/** Parts of an invoice with due dates of their own. */
export const instalment = sqliteTable(
  'instalment',
  {
    documentId: text('document_id').notNull(),
    seq: integer('seq').notNull(),
    dueDate: text('due_date').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    openMinor: integer('open_minor').notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.seq] })],
);
