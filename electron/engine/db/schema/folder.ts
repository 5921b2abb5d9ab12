import { integer, primaryKey, sqliteTable, text } from '../drizzle.ts';

/** The files of a folder that is read, as they were when they were dealt with last. */
export const folderFile = sqliteTable(
  'folder_file',
  {
    connectionId: text('connection_id').notNull(),
    name: text('name').notNull(),
    size: integer('size').notNull(),
    /** By the clock of the drive, in milliseconds since 1970. */
    modifiedMs: integer('modified_ms').notNull(),
    /** Null while it was not read. */
    sha256: text('sha256'),
    shapeHash: text('shape_hash'),
    /** `waiting`, `taken`, `same`, `needs_mapping` or `refused`. */
    state: text('state').notNull(),
    /** What a person should know of it. */
    text: text('text'),
    batchId: text('batch_id'),
    /** The day that its figures speak of. */
    asOf: text('as_of'),
    runId: text('run_id').notNull(),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.name] })],
);
