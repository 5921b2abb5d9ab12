import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { ImportBatchId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { openApplications } from '../ledger-import/applications.ts';
import { openJournal } from '../ledger-import/change-journal.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import type { WriteCommand } from './command.ts';
import { requireNewest } from './newest-import.ts';

interface GoneInput {
  readonly batchId: ImportBatchId;
  /** Ids of invoices, credit notes and payments that the import asked about. */
  readonly items: readonly string[];
}

/**
 * Closes items that a complete export no longer lists, after a person said so: documents count as settled on its day,
 * payments as applied. It is part of the batch that missed them, and undone with it. Only what that import asked about
 * is closed, and only while it is the newest: a later file may know more. Errors: `not_found`, `conflict`.
 */
export const closeGone: WriteCommand<GoneInput, { readonly closed: number }> = (
  db,
  { batchId, items },
  context,
) => {
  const batch = standingBatch(db, batchId);
  requireNewest(
    db,
    batch.seq,
    (later) => `${later} was imported since. Import the complete list again first.`,
  );
  const { gone } = JSON.parse(batch.result_json) as { gone: readonly { readonly id: string }[] };
  const asked = new Set(gone.map(({ id }) => id));
  const open = openItems(
    db,
    items.filter((id) => asked.has(id)),
  );
  if (open.length === 0) return { output: { closed: 0 }, unchanged: true };
  const journal = openJournal(db, batchId);
  const applications = openApplications({ db, ledgerId: 'files', batchId, journal, newId: context.newId });
  const day = batch.as_of ?? context.today;
  const close = prepareClosing(db, batchId, day);
  for (const item of open) {
    journal.keep(item.kind, item.id);
    const [document, payment] = item.kind === 'document' ? [item.id] : [null, item.id];
    close(item, applications.record(document, item.open_minor, day, 'observed', payment));
  }
  refreshSummaries(db, { today: context.today });
  const summary = `Closed ${counted(open.length)} that ${batch.file_name} does not list any more`;
  const payload = { summary, batch: batchId, items: open.map(({ number }) => number) };
  return { output: { closed: open.length }, entries: [{ kind: 'import', account: null, payload }] };
};

/**
 * Opens items again that were closed upon an import, as they were before. Only while that import is the newest.
 * Errors: `not_found`, `conflict`.
 */
export const reopenGone: WriteCommand<GoneInput, { readonly reopened: number }> = (
  db,
  { batchId, items },
  context,
) => {
  const batch = standingBatch(db, batchId);
  requireNewest(
    db,
    batch.seq,
    (later) => `${later} was imported since, so they stay closed. Undo that import first.`,
  );
  const closed = closedItems(db, batchId, items);
  if (closed.length === 0) return { output: { reopened: 0 }, unchanged: true };
  const document = db.prepare('UPDATE document SET open_minor = ?, batch_id = ?, told_on = ? WHERE id = ?');
  const payment = db.prepare(
    'UPDATE payment SET unapplied_minor = ?, batch_id = ?, told_on = ? WHERE id = ?',
  );
  const forgetFall = db.prepare('DELETE FROM allocation WHERE id = ?');
  const forget = db.prepare('DELETE FROM gone_closed WHERE batch_id = ? AND item_id = ?');
  for (const item of closed) {
    const restore = item.kind === 'document' ? document : payment;
    restore.run(item.amount_minor, item.prior_batch_id, item.prior_told_on, item.item_id);
    if (item.allocation_id !== null) forgetFall.run(item.allocation_id);
    forget.run(batchId, item.item_id);
  }
  refreshSummaries(db, { today: context.today });
  const summary = `Opened ${counted(closed.length)} again that ${batch.file_name} does not list`;
  const payload = { summary, batch: batchId, items: closed.map(({ number }) => number) };
  return {
    output: { reopened: closed.length },
    entries: [{ kind: 'import_undone', account: null, payload }],
  };
};

interface GoneBatch {
  readonly seq: number;
  readonly as_of: PlainDate | null;
  readonly file_name: string;
  readonly result_json: string;
  readonly undone_at: string | null;
}

function standingBatch(db: Connection, batchId: ImportBatchId): GoneBatch {
  const batch = db
    .prepare<[string], GoneBatch>(
      'SELECT seq, as_of, file_name, result_json, undone_at FROM import_batch WHERE id = ?',
    )
    .get(batchId);
  if (batch !== undefined && batch.undone_at === null) return batch;
  throw new EngineError('not_found', 'That import does not stand any more.');
}

interface OpenItem {
  readonly id: string;
  readonly kind: 'document' | 'payment';
  readonly number: string;
  readonly open_minor: number;
  readonly batch_id: string;
  readonly told_on: string | null;
}

function openItems(db: Connection, ids: readonly string[]): readonly OpenItem[] {
  return db
    .prepare<[{ readonly ids: string }], OpenItem>(
      `SELECT id, 'document' AS kind, number, open_minor, batch_id, told_on FROM document
       WHERE open_minor > 0 AND deleted_at IS NULL AND id IN (SELECT value FROM json_each(@ids))
       UNION ALL
       SELECT id, 'payment', COALESCE(reference, date), unapplied_minor, batch_id, told_on FROM payment
       WHERE unapplied_minor > 0 AND deleted_at IS NULL AND id IN (SELECT value FROM json_each(@ids))`,
    )
    .all({ ids: JSON.stringify(ids) });
}

interface ClosedItem {
  readonly item_id: string;
  readonly kind: 'document' | 'payment';
  readonly number: string;
  readonly amount_minor: number;
  readonly allocation_id: string | null;
  readonly prior_batch_id: string;
  readonly prior_told_on: string | null;
}

function closedItems(db: Connection, batchId: string, ids: readonly string[]): readonly ClosedItem[] {
  return db
    .prepare<[string, string], ClosedItem>(
      `SELECT item_id, kind, amount_minor, allocation_id, prior_batch_id, prior_told_on,
         COALESCE((SELECT number FROM document WHERE document.id = item_id),
           (SELECT COALESCE(reference, date) FROM payment WHERE payment.id = item_id)) AS number
       FROM gone_closed WHERE batch_id = ? AND item_id IN (SELECT value FROM json_each(?))`,
    )
    .all(batchId, JSON.stringify(ids));
}

/** Closes one item as of a day and keeps how it was. `allocation`: the id of the fall that was recorded of it. */
function prepareClosing(
  db: Connection,
  batchId: string,
  day: PlainDate,
): (item: OpenItem, allocation: string | null) => void {
  const keep = db.prepare(
    `INSERT INTO gone_closed (batch_id, item_id, kind, amount_minor, allocation_id, prior_batch_id, prior_told_on)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const document = db.prepare('UPDATE document SET open_minor = 0, batch_id = ?, told_on = ? WHERE id = ?');
  const payment = db.prepare(
    'UPDATE payment SET unapplied_minor = 0, batch_id = ?, told_on = ? WHERE id = ?',
  );
  return (item, allocation) => {
    keep.run(batchId, item.id, item.kind, item.open_minor, allocation, item.batch_id, item.told_on);
    (item.kind === 'document' ? document : payment).run(batchId, day, item.id);
  };
}

function counted(items: number): string {
  return `${items} ${items === 1 ? 'item' : 'items'}`;
}
