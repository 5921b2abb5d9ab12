import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, DocumentId, ImportBatchId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { openApplications } from '../ledger-import/applications.ts';
import { openJournal, rollBackBatch } from '../ledger-import/change-journal.ts';
import { importBatch } from '../ledger-import/merge.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import { refreshSearch } from '../summary/search.ts';
import type { WriteCommand } from './command.ts';

export { importBatch };

/** Takes back the newest import that stands; an older one only after those that came later. */
export const undoImport: WriteCommand<{ readonly batchId: ImportBatchId }, null> = (
  db,
  { batchId },
  context,
) => {
  const batch = db
    .prepare<
      [string],
      { seq: number; file_name: string; undone_at: string | null; previous_fresh_at: string | null }
    >('SELECT seq, file_name, undone_at, previous_fresh_at FROM import_batch WHERE id = ?')
    .get(batchId);
  if (batch === undefined) throw new EngineError('not_found', 'There is no such import.');
  if (batch.undone_at !== null) return { output: null, unchanged: true };
  requireNewest(
    db,
    batch.seq,
    (later) => `${later} was imported later and may rest on this one. Undo it first.`,
  );
  const touched = [...rollBackBatch(db, batchId)] as AccountId[];
  db.prepare('UPDATE import_batch SET undone_at = ? WHERE id = ?').run(context.now, batchId);
  db.prepare('DELETE FROM import_rejected WHERE batch_id = ?').run(batchId);
  db.prepare("UPDATE ledger SET fresh_at = ? WHERE id = 'files'").run(batch.previous_fresh_at);
  refreshSearch(db, touched);
  refreshSummaries(db, { today: context.today });
  const payload = { summary: `Import of ${batch.file_name} undone`, batch: batchId };
  return { output: null, entries: [{ kind: 'import_undone', account: null, payload }] };
};

/**
 * Closes items that a complete export no longer lists, after a person said so. They count as settled on that day;
 * it is part of the batch that missed them, and undone with it. Only what that import asked about is closed, and only
 * while it is the newest: a later file may know more. Errors: `not_found`, `conflict`.
 */
export const closeGone: WriteCommand<
  { readonly batchId: ImportBatchId; readonly documentIds: readonly DocumentId[] },
  { readonly closed: number }
> = (db, { batchId, documentIds }, context) => {
  const batch = db
    .prepare<[string], GoneBatch>(
      'SELECT seq, as_of, file_name, result_json, undone_at FROM import_batch WHERE id = ?',
    )
    .get(batchId);
  if (batch === undefined || batch.undone_at !== null) {
    throw new EngineError('not_found', 'That import does not stand any more.');
  }
  requireNewest(
    db,
    batch.seq,
    (later) => `${later} was imported since. Import the complete list again first.`,
  );
  const { gone } = JSON.parse(batch.result_json) as { gone: readonly { documentId: DocumentId }[] };
  const asked = new Set(gone.map((invoice) => invoice.documentId));
  const rows = openRows(
    db,
    documentIds.filter((id) => asked.has(id)),
  );
  if (rows.length === 0) return { output: { closed: 0 }, unchanged: true };
  const journal = openJournal(db, batchId);
  const applications = openApplications({ db, ledgerId: 'files', batchId, journal, newId: context.newId });
  const close = db.prepare('UPDATE document SET open_minor = 0, batch_id = ? WHERE id = ?');
  for (const row of rows) {
    journal.keep('document', row.id);
    applications.record(row.id, row.open_minor, batch.as_of ?? context.today, 'observed');
    close.run(batchId, row.id);
  }
  refreshSummaries(db, { today: context.today });
  const payload = {
    summary: `Closed ${rows.length} ${rows.length === 1 ? 'item' : 'items'} that ${batch.file_name} does not list any more`,
    batch: batchId,
    invoices: rows.map((row) => row.number),
  };
  return { output: { closed: rows.length }, entries: [{ kind: 'import', account: null, payload }] };
};

interface GoneBatch {
  readonly seq: number;
  readonly as_of: PlainDate | null;
  readonly file_name: string;
  readonly result_json: string;
  readonly undone_at: string | null;
}

function requireNewest(db: Connection, seq: number, message: (laterFile: string) => string): void {
  const later = db
    .prepare<[number], { file_name: string }>(
      'SELECT file_name FROM import_batch WHERE seq > ? AND undone_at IS NULL ORDER BY seq DESC LIMIT 1',
    )
    .get(seq);
  if (later !== undefined) throw new EngineError('conflict', message(later.file_name));
}

interface OpenRow {
  readonly id: DocumentId;
  readonly number: string;
  readonly open_minor: number;
}

function openRows(db: Connection, ids: readonly DocumentId[]): readonly OpenRow[] {
  return db
    .prepare<[string], OpenRow>(
      `SELECT id, number, open_minor FROM document
       WHERE open_minor > 0 AND deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
}

/** Keeps the answers of the mapping step for the next file of the same shape. */
export const saveMapping: WriteCommand<
  { readonly shapeHash: string; readonly kind: string; readonly mappingJson: string },
  null
> = (db, input, context) => {
  const known = db
    .prepare<[string, string], { mapping_json: string }>(
      'SELECT mapping_json FROM saved_mapping WHERE shape_hash = ? AND kind = ?',
    )
    .get(input.shapeHash, input.kind);
  if (known?.mapping_json === input.mappingJson) return { output: null, unchanged: true };
  db.prepare(
    'INSERT OR REPLACE INTO saved_mapping (shape_hash, kind, mapping_json, updated_at) VALUES (?, ?, ?, ?)',
  ).run(input.shapeHash, input.kind, input.mappingJson, context.now);
  const payload = {
    summary: 'Column mapping kept for files of this shape',
    mapping: JSON.parse(input.mappingJson) as unknown,
  };
  return { output: null, entries: [{ kind: 'mapping_saved', account: null, payload }] };
};
