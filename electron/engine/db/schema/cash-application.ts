import { index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../drizzle.ts';

/** Money that came in by a bank statement. It is no payment of the books: those get it by posting. */
export const bankLine = sqliteTable(
  'bank_line',
  {
    id: text('id').primaryKey(),
    /** The same booking in another export is the same line: see `bankLineKeys`. */
    lineKey: text('line_key').notNull(),
    fileName: text('file_name').notNull(),
    row: integer('row').notNull(),
    date: text('date').notNull(),
    valueDate: text('value_date'),
    currency: text('currency').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    text: text('text').notNull(),
    payerName: text('payer_name'),
    payerAccount: text('payer_account'),
    bankReference: text('bank_reference'),
    /** The account that the statement is of. */
    ownAccount: text('own_account'),
    readAt: text('read_at').notNull(),
  },
  (table) => [
    uniqueIndex('bank_line_key').on(table.lineKey),
    index('bank_line_amount').on(table.date, table.currency, table.amountMinor),
  ],
);

/** How a person decided to apply a bank line or a payment of the books. Nothing is posted by it. */
export const cashMatch = sqliteTable(
  'cash_match',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    bankLineId: text('bank_line_id'),
    paymentId: text('payment_id'),
    date: text('date').notNull(),
    currency: text('currency').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    /** What stays on the customer's account. */
    restMinor: integer('rest_minor').notNull(),
    kind: text('kind').notNull(),
    confidence: text('confidence').notNull(),
    reasonsJson: text('reasons_json').notNull(),
    approvedAt: text('approved_at').notNull(),
    approvedBy: text('approved_by').notNull(),
    exportedAt: text('exported_at'),
    withdrawnAt: text('withdrawn_at'),
  },
  (table) => [
    index('cash_match_account').on(table.accountId),
    uniqueIndex('cash_match_line')
      .on(table.bankLineId)
      .where(sql`${table.withdrawnAt} IS NULL AND ${table.bankLineId} IS NOT NULL`),
    index('cash_match_payment').on(table.paymentId).where(sql`${table.paymentId} IS NOT NULL`),
  ],
);

export const cashMatchItem = sqliteTable(
  'cash_match_item',
  {
    matchId: text('match_id').notNull(),
    documentId: text('document_id').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    shortMinor: integer('short_minor').notNull(),
    shortReason: text('short_reason'),
    /** What the books had as open when it was approved: once that falls, the books know of the payment. */
    openMinor: integer('open_minor').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.matchId, table.documentId] }),
    index('cash_match_item_document').on(table.documentId),
  ],
);

/** Bank accounts from which a customer paid before, as approvals have shown. */
export const payerAccount = sqliteTable(
  'payer_account',
  {
    /** An IBAN, or the number as the bank writes it. */
    bankAccount: text('bank_account').notNull(),
    accountId: text('account_id').notNull(),
    learnedAt: text('learned_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.bankAccount, table.accountId] })],
);
