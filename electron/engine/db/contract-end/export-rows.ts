import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { EXPORTED_TABLES } from './tables.ts';

/** A row as the database has it: amounts in minor units. `rowCurrency` is the currency of its money. */
export interface ExportedRow {
  readonly rowCurrency: string | null;
  readonly [column: string]: string | number | null;
}

export interface ExportedPage {
  readonly rows: readonly ExportedRow[];
  /** The position to go on from; null after the last page. */
  readonly next: number | null;
}

/** A page of one exported table in the order in which its rows were stored. `after` is 0 for the first. */
export function exportedRows(
  db: Connection,
  { name, after, limit }: { readonly name: string; readonly after: number; readonly limit: number },
): ExportedPage {
  const table = EXPORTED_TABLES.find((known) => known.name === name);
  if (table === undefined) throw new EngineError('not_found', `There is no exported table "${name}".`);
  const columns = table.columns.map((column) => `${column.sql} AS "${column.name}"`);
  const rows = db
    .prepare<unknown[], ExportedRow & { readonly rowPosition: number }>(
      `SELECT t.rowid AS rowPosition, ${table.currency ?? 'NULL'} AS rowCurrency, ${columns.join(', ')}
       FROM ${table.from} WHERE t.rowid > ? ORDER BY t.rowid LIMIT ?`,
    )
    .all(after, limit);
  return { rows, next: rows.length < limit ? null : (rows.at(-1)?.rowPosition ?? null) };
}

/** Something of which the bytes are a file of the export. */
export interface ExportedFile {
  readonly position: number;
  readonly id: string;
  readonly name: string;
}

const FILES = {
  messages: {
    list: 'SELECT rowid AS position, id, id AS name FROM outbox_message',
    bytes: 'SELECT bytes FROM outbox_message WHERE id = ?',
  },
  drafts: {
    list: 'SELECT rowid AS position, id, id AS name FROM draft WHERE bytes IS NOT NULL',
    bytes: 'SELECT bytes FROM draft WHERE id = ?',
  },
  'invoice-files': {
    list: `SELECT rowid AS position, sha256 AS id, COALESCE((SELECT MIN(f.name) FROM invoice_file f WHERE f.sha256 = file_content.sha256),
        (SELECT MIN(d.name) FROM draft_file d WHERE d.sha256 = file_content.sha256), 'file') AS name FROM file_content`,
    bytes: 'SELECT bytes FROM file_content WHERE sha256 = ?',
  },
} as const;
export const FILE_FOLDERS = ['messages', 'drafts', 'invoice-files'] as const;
export type FileFolder = (typeof FILE_FOLDERS)[number];

/** The files of one folder of the export, without their bytes. */
export function exportedFiles(
  db: Connection,
  { folder }: { readonly folder: FileFolder },
): readonly ExportedFile[] {
  return db.prepare<[], ExportedFile>(`${FILES[folder].list} ORDER BY position`).all();
}

/** The bytes of one of them; empty when it has none. */
export function exportedBytes(
  db: Connection,
  { folder, id }: { readonly folder: FileFolder; readonly id: string },
): Uint8Array {
  return (db.prepare(FILES[folder].bytes).pluck().get(id) as Uint8Array | undefined) ?? new Uint8Array(0);
}
