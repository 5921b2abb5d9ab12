import type { AccountId, DocumentId, ImportBatchId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { rollBackBatch } from '../ledger-import/change-journal.ts';
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
  const later = db
    .prepare<[number], { file_name: string }>(
      'SELECT file_name FROM import_batch WHERE seq > ? AND undone_at IS NULL ORDER BY seq DESC LIMIT 1',
    )
    .get(batch.seq);
  if (later !== undefined) {
    throw new EngineError(
      'conflict',
      `${later.file_name} was imported later and may rest on this one. Undo it first.`,
    );
  }
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
 * it is part of the batch that missed them, and undone with it.
 */
export const closeGone: WriteCommand<
  { readonly batchId: ImportBatchId; readonly documentIds: readonly DocumentId[] },
  { readonly closed: number }
> = (db, { batchId, documentIds }, context) => {
  const batch = db
    .prepare<[string], { as_of: string | null; file_name: string; undone_at: string | null }>(
      'SELECT as_of, file_name, undone_at FROM import_batch WHERE id = ?',
    )
    .get(batchId);
  if (batch === undefined || batch.undone_at !== null) {
    throw new EngineError('not_found', 'That import does not stand any more.');
  }
  const journal = openRows(db, documentIds);
  const keep = db.prepare(
    "INSERT OR IGNORE INTO import_change (batch_id, table_name, row_id, before_json) VALUES (?, 'document', ?, ?)",
  );
  const close = db.prepare('UPDATE document SET open_minor = 0, batch_id = ? WHERE id = ?');
  const allocate = db.prepare(
    `INSERT INTO allocation (id, ledger_id, document_id, payment_id, amount_minor, date, source, batch_id)
     VALUES (?, 'files', ?, NULL, ?, ?, 'observed', ?)`,
  );
  for (const row of journal) {
    keep.run(batchId, row.id, JSON.stringify(row));
    allocate.run(context.newId(), row.id, row.open_minor, batch.as_of ?? context.today, batchId);
    close.run(batchId, row.id);
  }
  if (journal.length === 0) return { output: { closed: 0 }, unchanged: true };
  refreshSummaries(db, { today: context.today });
  const payload = {
    summary: `Closed ${journal.length} items that ${batch.file_name} does not list any more`,
    batch: batchId,
    invoices: journal.map((row) => row.number),
  };
  return { output: { closed: journal.length }, entries: [{ kind: 'import', account: null, payload }] };
};

interface OpenRow {
  readonly id: string;
  readonly number: string;
  readonly open_minor: number;
}

function openRows(db: Parameters<typeof closeGone>[0], ids: readonly DocumentId[]): readonly OpenRow[] {
  return db
    .prepare<[string], OpenRow>(
      'SELECT * FROM document WHERE open_minor > 0 AND id IN (SELECT value FROM json_each(?))',
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
