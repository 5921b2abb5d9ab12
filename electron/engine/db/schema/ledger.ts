import { integer, primaryKey, sqliteTable, text } from '../drizzle.ts';

/** One set of the client's books: the imported files today, a connected system later. */
export const ledger = sqliteTable('ledger', {
  id: text('id').primaryKey(),
  connector: text('connector').notNull(),
  name: text('name').notNull(),
  /** When its newest data came in (instant). */
  freshAt: text('fresh_at'),
});

/** A customer of the client. `sourceKey` is the customer's number, else its normalised name. */
export const account = sqliteTable('account', {
  id: text('id').primaryKey(),
  ledgerId: text('ledger_id').notNull(),
  sourceKey: text('source_key').notNull(),
  number: text('number'),
  name: text('name').notNull(),
  /** The name without case, spaces and legal punctuation: how files without numbers find their customer. */
  nameKey: text('name_key').notNull(),
  country: text('country'),
  terms: text('terms'),
  deletedAt: text('deleted_at'),
  /** False: the accounting system has put the customer away. */
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
  /** The customer's parent in the accounting system. */
  parentSourceId: text('parent_source_id'),
  /** The account that took this one over when the accounting system merged the two. */
  mergedIntoId: text('merged_into_id'),
  termsDays: integer('terms_days'),
  /** It came from imported files; what only they know of it is closed when its books were read to the end. */
  fromFiles: integer('from_files', { mode: 'boolean' }).notNull().default(false),
});

/** Other spellings of the name that a file used. */
export const accountAlias = sqliteTable(
  'account_alias',
  {
    accountId: text('account_id').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    batchId: text('batch_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.name] })],
);

export const contact = sqliteTable('contact', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  name: text('name'),
  role: text('role'),
  email: text('email'),
  phone: text('phone'),
  billing: integer('billing', { mode: 'boolean' }).notNull(),
  source: text('source').notNull(),
  removedAt: text('removed_at'),
  sourceId: text('source_id'),
  /** The accounting system took it away, not a person: it comes back with it. */
  goneFromLedger: integer('gone_from_ledger', { mode: 'boolean' }).notNull().default(false),
});

/** Invoices and credit notes; amounts are positive, `kind` carries the direction. Dates are date-only. */
export const document = sqliteTable('document', {
  id: text('id').primaryKey(),
  ledgerId: text('ledger_id').notNull(),
  accountId: text('account_id').notNull(),
  kind: text('kind').notNull(),
  number: text('number').notNull(),
  issueDate: text('issue_date'),
  dueDate: text('due_date'),
  dueDerived: integer('due_derived', { mode: 'boolean' }).notNull(),
  currency: text('currency').notNull(),
  totalMinor: integer('total_minor').notNull(),
  /** The source's own figure where the file has one (`openKnown`), else the total less what was applied. */
  openMinor: integer('open_minor').notNull(),
  openKnown: integer('open_known', { mode: 'boolean' }).notNull(),
  /** The day that the open figure speaks of: the export's as-of date, else the day of the import. */
  figureOn: text('figure_on').notNull(),
  /** The as-of day of the newest export that told of its amounts; null when the last one to do so had no known date. */
  toldOn: text('told_on'),
  /** Paid in full on this day, as the file says. */
  paidDate: text('paid_date'),
  poNumber: text('po_number'),
  reference: text('reference'),
  terms: text('terms'),
  disputed: integer('disputed', { mode: 'boolean' }).notNull(),
  /** The import or sync run that wrote this row last. */
  batchId: text('batch_id').notNull(),
  deletedAt: text('deleted_at'),
  /** Its id in the accounting system; null for what came from a file. */
  sourceId: text('source_id'),
  /** As the accounting system has it: `open`, `paid`, `void` or `written_off`. */
  status: text('status'),
  /** Its applications were checked against its figures once: what falls from then on fell since. */
  applicationsChecked: integer('applications_checked', { mode: 'boolean' }).notNull().default(false),
});

export const payment = sqliteTable('payment', {
  id: text('id').primaryKey(),
  ledgerId: text('ledger_id').notNull(),
  accountId: text('account_id').notNull(),
  sourceKey: text('source_key').notNull(),
  date: text('date').notNull(),
  currency: text('currency').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  unappliedMinor: integer('unapplied_minor').notNull(),
  /** As of a document: the as-of day of the newest export that told of it. */
  toldOn: text('told_on'),
  reference: text('reference'),
  /** Number of the invoice that it is for, as long as the books do not have that invoice. */
  appliesTo: text('applies_to'),
  batchId: text('batch_id').notNull(),
  deletedAt: text('deleted_at'),
  kind: text('kind').notNull().default('payment'),
  method: text('method'),
});

/** What was applied to a document on a day: how past dates are reconstructed. */
export const allocation = sqliteTable('allocation', {
  id: text('id').primaryKey(),
  ledgerId: text('ledger_id').notNull(),
  /** Null where only a payment's unapplied amount is known to have fallen. */
  documentId: text('document_id'),
  paymentId: text('payment_id'),
  amountMinor: integer('amount_minor').notNull(),
  date: text('date').notNull(),
  /**
   * `paid`: the file's paid date; `observed`: the open figure changed between two readings; `payment`: a payment file;
   * `ledger`: the accounting system says so.
   */
  source: text('source').notNull(),
  batchId: text('batch_id').notNull(),
  sourceId: text('source_id'),
});

export const importBatch = sqliteTable('import_batch', {
  id: text('id').primaryKey(),
  /** Order of the imports; undo goes from the newest backwards. */
  seq: integer('seq').notNull(),
  ledgerId: text('ledger_id').notNull(),
  fileName: text('file_name').notNull(),
  sha256: text('sha256').notNull(),
  mappingJson: text('mapping_json').notNull(),
  complete: integer('complete', { mode: 'boolean' }).notNull(),
  asOf: text('as_of'),
  resultJson: text('result_json').notNull(),
  importedAt: text('imported_at').notNull(),
  importedBy: text('imported_by').notNull(),
  previousFreshAt: text('previous_fresh_at'),
  undoneAt: text('undone_at'),
});

/** How to undo an import: the row as it was before (null: it was not there). */
export const importChange = sqliteTable(
  'import_change',
  {
    batchId: text('batch_id').notNull(),
    tableName: text('table_name').notNull(),
    rowId: text('row_id').notNull(),
    beforeJson: text('before_json'),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.tableName, table.rowId] })],
);

/** Items that a person closed because a complete export no longer listed them, and how they were before. */
export const goneClosed = sqliteTable(
  'gone_closed',
  {
    batchId: text('batch_id').notNull(),
    itemId: text('item_id').notNull(),
    kind: text('kind').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    /** The fall of the open amount that the closing recorded; null for a payment. */
    allocationId: text('allocation_id'),
    priorBatchId: text('prior_batch_id').notNull(),
    priorToldOn: text('prior_told_on'),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.itemId] })],
);

/** Records of a running import, before the one transaction that takes them over. */
export const importStage = sqliteTable(
  'import_stage',
  {
    batchId: text('batch_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind').notNull(),
    customerKey: text('customer_key').notNull(),
    number: text('number').notNull(),
    issueDate: text('issue_date'),
    dueDate: text('due_date'),
    dueDerived: integer('due_derived', { mode: 'boolean' }).notNull(),
    currency: text('currency').notNull(),
    totalMinor: integer('total_minor').notNull(),
    openMinor: integer('open_minor').notNull(),
    paidDate: text('paid_date'),
    poNumber: text('po_number'),
    reference: text('reference'),
    terms: text('terms'),
    disputed: integer('disputed', { mode: 'boolean' }).notNull(),
    appliesTo: text('applies_to'),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.position] })],
);

/** Rows of a file that could not be taken, with the original cells, until the batch is removed. */
export const importRejected = sqliteTable('import_rejected', {
  batchId: text('batch_id').notNull(),
  row: integer('row').notNull(),
  column: text('column_name'),
  code: text('code').notNull(),
  message: text('message').notNull(),
  cellsJson: text('cells_json').notNull(),
});
