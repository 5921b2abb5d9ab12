import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { ConnectionId, SyncRunId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

interface TouchedDocument {
  readonly id: string;
  readonly number: string;
  readonly issue_date: PlainDate | null;
  readonly total_minor: number;
  readonly open_minor: number;
  readonly applied: number;
  /** 0: it is looked at for the first time. */
  readonly seen: number;
  readonly observed: number;
}

/** A document of which more was applied than its figures allow. */
export interface OverApplied {
  readonly number: string;
  readonly byMinor: number;
}

/**
 * After a run: what is gone from the open amount of a touched document must stand in its applications, so that past days
 * can be worked out. What no allocation explains is observed: on the day of the run where the books were known before,
 * on the day of the invoice where it is seen for the first time (when it was settled, nobody knows). What an allocation
 * explains later takes its place.
 */
export function settleApplications(
  db: Connection,
  scope: {
    readonly connectionId: ConnectionId;
    readonly runId: SyncRunId;
    readonly today: PlainDate;
    readonly newId: () => string;
  },
): readonly OverApplied[] {
  const { connectionId, runId, today, newId } = scope;
  const touched = db
    .prepare<[string], TouchedDocument>(
      `SELECT document.id, document.number, document.issue_date, document.total_minor, document.open_minor,
         COALESCE((SELECT SUM(amount_minor) FROM allocation WHERE document_id = document.id), 0) AS applied,
         document.applications_checked AS seen,
         COALESCE((SELECT SUM(amount_minor) FROM allocation
           WHERE document_id = document.id AND source <> 'ledger'), 0) AS observed
       FROM sync_touched JOIN document ON document.id = sync_touched.document_id
       WHERE sync_touched.connection_id = ? AND document.deleted_at IS NULL`,
    )
    .all(connectionId);
  const record = db.prepare(
    `INSERT INTO allocation (id, ledger_id, document_id, payment_id, amount_minor, date, source, batch_id)
     VALUES (?, ?, ?, NULL, ?, ?, 'observed', ?)`,
  );
  const known = db.prepare('UPDATE document SET applications_checked = 1 WHERE id = ?');
  const lower = prepareLowering(db);
  const over: OverApplied[] = [];
  for (const row of touched) {
    const missing = row.total_minor - row.open_minor - row.applied;
    if (missing > 0) {
      const date = row.seen === 1 ? today : (row.issue_date ?? today);
      record.run(newId(), connectionId, row.id, missing, date, runId);
    } else if (missing < 0) {
      const explained = Math.min(-missing, Math.max(0, row.observed));
      lower(row.id, explained);
      if (explained < -missing) over.push({ number: row.number, byMinor: -missing - explained });
    }
    known.run(row.id);
  }
  db.prepare('DELETE FROM sync_touched WHERE connection_id = ?').run(connectionId);
  return over;
}

/** Takes back what was only observed or told by a file, the newest first, now that the ledger explains it. */
function prepareLowering(db: Connection): (documentId: string, amount: number) => void {
  const observed = db.prepare<[string], { id: string; amount_minor: number }>(
    `SELECT id, amount_minor FROM allocation
     WHERE document_id = ? AND source <> 'ledger' AND amount_minor > 0 ORDER BY date DESC, id DESC`,
  );
  const remove = db.prepare('DELETE FROM allocation WHERE id = ?');
  const lower = db.prepare('UPDATE allocation SET amount_minor = ? WHERE id = ?');
  return (documentId, amount) => {
    let left = amount;
    for (const { id, amount_minor: there } of observed.all(documentId)) {
      if (left <= 0) return;
      if (there <= left) remove.run(id);
      else lower.run(there - left, id);
      left -= Math.min(there, left);
    }
  };
}
