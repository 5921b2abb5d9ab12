import type { AccountId, ImportBatchId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { rollBackBatch } from '../ledger-import/change-journal.ts';
import { importBatch } from '../ledger-import/merge.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import { refreshSearch } from '../summary/search.ts';
import type { WriteCommand } from './command.ts';
import { requireNewest } from './newest-import.ts';

export { closeGone, reopenGone } from './gone-items.ts';
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
  refuseTakenOver(db, batchId, batch.file_name);
  refuseMatched(db, batchId, batch.file_name);
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
 * The accounts of an accounting system rest on what the system says, no longer on the file that they began with; also when
 * its connection was removed since.
 */
function refuseTakenOver(db: Connection, batchId: ImportBatchId, fileName: string): void {
  const changed = (table: string) =>
    `(SELECT row_id FROM import_change WHERE batch_id = @batchId AND table_name = '${table}')`;
  const accounts = `
         SELECT id FROM account WHERE id IN ${changed('account')}
         UNION SELECT account_id FROM contact WHERE id IN ${changed('contact')}
         UNION SELECT account_id FROM document WHERE batch_id = @batchId OR id IN ${changed('document')}
         UNION SELECT account_id FROM payment WHERE batch_id = @batchId OR id IN ${changed('payment')}`;
  const owner = db
    .prepare<[{ readonly batchId: ImportBatchId }], string>(
      `SELECT ledger.name FROM account JOIN ledger ON ledger.id = account.ledger_id
       WHERE account.ledger_id <> 'files' AND account.id IN (${accounts})
       UNION ALL
       SELECT connection.name FROM document JOIN sync_run ON sync_run.id = document.batch_id
       JOIN connection ON connection.id = sync_run.connection_id
       WHERE sync_run.started_at > (SELECT imported_at FROM import_batch WHERE id = @batchId)
         AND document.account_id IN (${accounts}) LIMIT 1`,
    )
    .pluck()
    .get({ batchId });
  if (owner === undefined) return;
  throw new EngineError(
    'conflict',
    `Accounts of ${fileName} were taken over by the books of "${owner}", so the import cannot be undone any more.`,
    { connection: owner },
  );
}

/** What an approved application of money rests on stays: it would drop out of the file for posting. */
function refuseMatched(db: Connection, batchId: ImportBatchId, fileName: string): void {
  const matched = db
    .prepare<[{ readonly batchId: ImportBatchId }], { readonly what: string; readonly account: string }>(
      `SELECT found.what, account.name AS account FROM (
         SELECT document.number AS what, document.account_id FROM document
         JOIN cash_match_item ON document_id = document.id JOIN cash_match ON cash_match.id = match_id
         WHERE withdrawn_at IS NULL AND document.batch_id = @batchId
           AND document.id NOT IN (SELECT row_id FROM import_change WHERE batch_id = @batchId)
         UNION ALL
         SELECT 'A payment', payment.account_id FROM payment JOIN cash_match ON payment_id = payment.id
         WHERE withdrawn_at IS NULL AND payment.batch_id = @batchId
           AND payment.id NOT IN (SELECT row_id FROM import_change WHERE batch_id = @batchId)
       ) AS found JOIN account ON account.id = found.account_id ORDER BY found.what LIMIT 1`,
    )
    .get({ batchId });
  if (matched === undefined) return;
  throw new EngineError(
    'conflict',
    `${matched.what} of ${matched.account} came with ${fileName}, and an application of money to it is approved. Withdraw that under Cash first.`,
    { number: matched.what, account: matched.account },
  );
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
