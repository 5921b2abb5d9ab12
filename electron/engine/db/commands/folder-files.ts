import type { FolderFileState } from '../../../../shared/domain/connections/folder-settings.ts';
import { endOfDay, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { ConnectionId, ImportBatchId, SyncRunId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { tellImportChanges } from '../ledger-import/told-changes.ts';
import { readWorkspace } from '../queries/workspace.ts';
import type { MaintenanceCommand } from './command.ts';
import { keepStatus, type RunEnd } from './sync-runs.ts';

export interface FolderFileRecord {
  readonly connectionId: ConnectionId;
  readonly runId: SyncRunId;
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly sha256: string | null;
  readonly shapeHash: string | null;
  readonly state: FolderFileState;
  readonly text: string | null;
  /** The import that took it over; null keeps the one of what lay there before under this name. */
  readonly batchId: ImportBatchId | null;
  readonly asOf: PlainDate | null;
  /** Bytes that were read of it. */
  readonly read: number;
}

/**
 * Keeps what became of a file. What its import changed goes into the list of the run; an import that stands there already
 * is not told again. The first run of a folder is told by its counts.
 */
export const recordFolderFile: MaintenanceCommand<FolderFileRecord, null> = (db, record, { now }) => {
  const { connectionId, runId, batchId } = record;
  const told =
    batchId !== null && db.prepare('SELECT 1 FROM folder_file WHERE batch_id = ?').get(batchId) !== undefined;
  db.prepare(
    `INSERT INTO folder_file
       (connection_id, name, size, modified_ms, sha256, shape_hash, state, text, batch_id, as_of, run_id, at)
     VALUES (@connectionId, @name, @size, @modifiedMs, @sha256, @shapeHash, @state, @text, @batchId, @asOf, @runId, @now)
     ON CONFLICT (connection_id, name) DO UPDATE SET size = excluded.size, modified_ms = excluded.modified_ms,
       sha256 = excluded.sha256, shape_hash = excluded.shape_hash, state = excluded.state, text = excluded.text,
       batch_id = COALESCE(excluded.batch_id, batch_id), as_of = excluded.as_of, run_id = excluded.run_id, at = excluded.at`,
  ).run({ ...record, now });
  if (batchId !== null && !told) {
    const silent =
      db.prepare("SELECT 1 FROM sync_run WHERE connection_id = ? AND state = 'done'").get(connectionId) ===
      undefined;
    tellImportChanges(db, { connectionId, runId, batchId, silent });
  }
  if (record.read > 0) addCost(db, record, now.slice(0, 7));
  return null;
};

function addCost(db: Connection, { connectionId, runId, read }: FolderFileRecord, month: string): void {
  db.prepare('UPDATE sync_run SET calls = calls + 1, bytes = bytes + ? WHERE id = ?').run(read, runId);
  db.prepare(
    `INSERT INTO connection_usage (connection_id, month, calls, bytes) VALUES (?, ?, 1, ?)
     ON CONFLICT (connection_id, month) DO UPDATE SET calls = calls + 1, bytes = bytes + excluded.bytes`,
  ).run(connectionId, month, read);
}

/** Drops files that went away before anything was taken over of them. `there`: the names that the folder holds. */
export const forgetFolderFiles: MaintenanceCommand<
  { readonly connectionId: ConnectionId; readonly there: readonly string[] },
  null
> = (db, { connectionId, there }) => {
  db.prepare(
    `DELETE FROM folder_file WHERE connection_id = ? AND state <> 'taken' AND name NOT IN (SELECT value FROM json_each(?))`,
  ).run(connectionId, JSON.stringify(there));
  return null;
};

export type FolderRunEnd = Pick<RunEnd, 'connectionId' | 'runId' | 'state' | 'error' | 'nextRunAt'>;

/** Ends a run. The figures are of the day that the newest file of the folder speaks of, not of the moment of looking. */
export const settleFolderRun: MaintenanceCommand<FolderRunEnd, null> = (db, end, { now }) => {
  const { connectionId, runId, state, error } = end;
  const errorJson = error === null ? null : JSON.stringify({ ...error, at: now });
  db.prepare('UPDATE sync_run SET state = ?, ended_at = ?, error_json = ? WHERE id = ?').run(
    state,
    now,
    errorJson,
    runId,
  );
  keepStatus(db, end, errorJson);
  const newest = db
    .prepare<[string], { asOf: PlainDate | null; at: string }>(
      `SELECT import_batch.as_of AS asOf, imported_at AS at FROM folder_file
       JOIN import_batch ON import_batch.id = folder_file.batch_id
       WHERE connection_id = ? AND undone_at IS NULL
       ORDER BY COALESCE(import_batch.as_of, substr(imported_at, 1, 10)) DESC, imported_at DESC LIMIT 1`,
    )
    .get(connectionId);
  const { timeZone } = readWorkspace(db);
  const figures = newest?.asOf == null ? (newest?.at ?? null) : endOfDay(newest.asOf, timeZone);
  db.prepare('UPDATE ledger SET fresh_at = MIN(?, ?) WHERE id = ?').run(figures, now, connectionId);
  return null;
};
