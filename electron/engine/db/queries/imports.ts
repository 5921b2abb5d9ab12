import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { ImportBatchId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';

export interface ImportBatchRow {
  readonly id: ImportBatchId;
  readonly fileName: string;
  readonly importedAt: Instant;
  readonly importedBy: string;
  readonly complete: boolean;
  readonly asOf: PlainDate | null;
  readonly undoneAt: Instant | null;
  readonly undoable: boolean;
  /** Ids of the gone items that a person closed upon it. */
  readonly closed: readonly string[];
  readonly resultJson: string;
  readonly rejected: {
    readonly row: number;
    readonly column: string | null;
    readonly code: string;
    readonly message: string;
  }[];
}

const LISTED = 200;
const SHOWN_REJECTED = 500;

/** The imports of this workspace, newest first, each with its first rejected rows. */
export function importHistory(db: Connection): ImportBatchRow[] {
  const rejected = db.prepare<[string], ImportBatchRow['rejected'][number]>(
    `SELECT row, column_name AS "column", code, message FROM import_rejected WHERE batch_id = ? ORDER BY row LIMIT ${SHOWN_REJECTED}`,
  );
  const closed = db
    .prepare<[string], string>('SELECT item_id FROM gone_closed WHERE batch_id = ? ORDER BY item_id')
    .pluck();
  const newest = db
    .prepare('SELECT id FROM import_batch WHERE undone_at IS NULL ORDER BY seq DESC LIMIT 1')
    .pluck()
    .get();
  return db
    .prepare<
      [],
      Omit<ImportBatchRow, 'complete' | 'undoable' | 'closed' | 'rejected'> & { complete: number }
    >(
      `SELECT id, file_name AS fileName, imported_at AS importedAt, imported_by AS importedBy, complete, as_of AS asOf,
         undone_at AS undoneAt, result_json AS resultJson FROM import_batch ORDER BY seq DESC LIMIT ${LISTED}`,
    )
    .all()
    .map((row) => ({
      ...row,
      complete: row.complete === 1,
      undoable: row.id === newest,
      closed: closed.all(row.id),
      rejected: rejected.all(row.id),
    }));
}

export interface RejectedRecord {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
  readonly cells: readonly string[];
}

/** All rejected rows of a batch with their original cells. */
export function rejectedRows(
  db: Connection,
  { id }: { readonly id: ImportBatchId },
): { readonly fileName: string; readonly columns: string[]; readonly rejected: RejectedRecord[] } {
  const batch = db
    .prepare<[string], { fileName: string; resultJson: string }>(
      'SELECT file_name AS fileName, result_json AS resultJson FROM import_batch WHERE id = ?',
    )
    .get(id);
  if (batch === undefined) throw new EngineError('not_found', 'There is no such import.');
  const rows = db
    .prepare<[string], Omit<RejectedRecord, 'cells'> & { cells: string }>(
      `SELECT row, column_name AS "column", code, message, cells_json AS cells FROM import_rejected
       WHERE batch_id = ? ORDER BY row`,
    )
    .all(id);
  const { columns } = JSON.parse(batch.resultJson) as { readonly columns: string[] };
  return {
    fileName: batch.fileName,
    columns,
    rejected: rows.map((row) => ({ ...row, cells: JSON.parse(row.cells) as string[] })),
  };
}

/** The mapping that was used last for files of this shape, as JSON; null when there is none. */
export function savedMapping(db: Connection, { shapeHash }: { readonly shapeHash: string }): string | null {
  const json = db
    .prepare('SELECT mapping_json FROM saved_mapping WHERE shape_hash = ? ORDER BY updated_at DESC LIMIT 1')
    .pluck()
    .get(shapeHash) as string | undefined;
  return json ?? null;
}
