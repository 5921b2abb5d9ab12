import { blob, integer, primaryKey, sqliteTable, text } from '../drizzle.ts';

/** The bytes of fetched files, each content once. */
export const fileContent = sqliteTable('file_content', {
  sha256: text('sha256').primaryKey(),
  size: integer('size').notNull(),
  /** The last time that it was fetched: the oldest goes first when there is too much. */
  fetchedAt: text('fetched_at').notNull(),
  bytes: blob('bytes').notNull(),
});

/** A file that the accounting system has of an invoice or credit note. */
export const invoiceFile = sqliteTable('invoice_file', {
  id: text('id').primaryKey(),
  documentId: text('document_id').notNull(),
  /** Tells it from the other files of its document there. */
  sourceId: text('source_id').notNull(),
  /** Its place in the list. */
  seq: integer('seq').notNull(),
  /** `invoice` (the document itself) or `attachment`. */
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  mime: text('mime'),
  size: integer('size'),
  /** Its content; null while it is not here. */
  sha256: text('sha256'),
  fetchedAt: text('fetched_at'),
});

/** When the accounting system was last asked for the files of a document. */
export const invoiceFileList = sqliteTable('invoice_file_list', {
  documentId: text('document_id').primaryKey(),
  listedAt: text('listed_at').notNull(),
  /** Why the document itself is not among them. */
  remark: text('remark'),
});

/** What goes out with a draft, as it was when it was attached. */
export const draftFile = sqliteTable(
  'draft_file',
  {
    draftId: text('draft_id').notNull(),
    seq: integer('seq').notNull(),
    fileId: text('file_id').notNull(),
    documentId: text('document_id').notNull(),
    sha256: text('sha256').notNull(),
    name: text('name').notNull(),
    mime: text('mime').notNull(),
    size: integer('size').notNull(),
  },
  (table) => [primaryKey({ columns: [table.draftId, table.seq] })],
);
