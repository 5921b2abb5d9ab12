import type { FolderFileState } from '../../../../shared/domain/connections/folder-settings.ts';
import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { ConnectionId, ImportBatchId } from '../../../../shared/domain/ids.ts';
import type { ReadQuery } from '../commands/command.ts';

/** A file of a folder, as it was when it was dealt with last. */
export interface FolderFileRow {
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly sha256: string | null;
  readonly shapeHash: string | null;
  readonly state: FolderFileState;
  readonly text: string | null;
  readonly batchId: ImportBatchId | null;
  readonly asOf: PlainDate | null;
  readonly at: Instant;
  /** Of its import: rows that were refused, and open items that its list no longer holds. */
  readonly rejected: number;
  readonly gone: number;
  readonly undone: boolean;
}

/** The files of a folder, those that wait for a person first, then the newest. */
export const folderFiles: ReadQuery<{ readonly connectionId: ConnectionId }, readonly FolderFileRow[]> = (
  db,
  { connectionId },
) =>
  db
    .prepare<[string], Omit<FolderFileRow, 'undone'> & { readonly undone: number }>(
      `SELECT name, size, modified_ms AS modifiedMs, folder_file.sha256, shape_hash AS shapeHash, state, text,
         batch_id AS batchId, folder_file.as_of AS asOf, at,
         COALESCE(json_extract(result_json, '$.rows.rejected'), 0) AS rejected,
         COALESCE(json_array_length(result_json, '$.gone'), 0) AS gone, undone_at IS NOT NULL AS undone
       FROM folder_file LEFT JOIN import_batch ON import_batch.id = batch_id
       WHERE connection_id = ?
       ORDER BY state IN ('needs_mapping', 'refused') DESC, modified_ms DESC, name`,
    )
    .all(connectionId)
    .map((row) => ({ ...row, undone: row.undone === 1 }));

export interface ImportedContent {
  readonly batchId: ImportBatchId;
  readonly fileName: string;
  readonly asOf: PlainDate | null;
  readonly importedAt: Instant;
}

/** The import that took this content over last, also one that was undone: what a person took back stays out. */
export const importedContent: ReadQuery<{ readonly sha256: string }, ImportedContent | null> = (
  db,
  { sha256 },
) =>
  db
    .prepare<[string], ImportedContent>(
      `SELECT id AS batchId, file_name AS fileName, as_of AS asOf, imported_at AS importedAt
       FROM import_batch WHERE sha256 = ? ORDER BY COALESCE(as_of, '') DESC, seq DESC LIMIT 1`,
    )
    .get(sha256) ?? null;
