import type { ImportBatchId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

/** Tables whose rows an import may write; each has the primary key `id`. */
export const JOURNALED_TABLES = ['account', 'contact', 'document', 'payment', 'allocation'] as const;
export type JournaledTable = (typeof JOURNALED_TABLES)[number];

/**
 * Keeps how a row was before an import changed it, so that the import can be undone as a whole.
 * Only the first change of a row within a batch counts. A row that is new in `document`, `payment` or `allocation`
 * needs no entry: its `batch_id` says where it came from.
 */
export interface ChangeJournal {
  /** Call before a row is updated or deleted. A row that this batch wrote itself is not worth keeping. */
  keep(table: JournaledTable, id: string): void;
  /** Call for a new row of a table without `batch_id`. */
  created(table: 'account' | 'contact', id: string): void;
}

export function openJournal(db: Connection, batchId: ImportBatchId): ChangeJournal {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO import_change (batch_id, table_name, row_id, before_json) VALUES (?, ?, ?, ?)',
  );
  const select = new Map(
    JOURNALED_TABLES.map((table) => [table, db.prepare(`SELECT * FROM ${table} WHERE id = ?`)] as const),
  );
  return {
    keep(table, id) {
      const before = select.get(table)?.get(id) as { readonly batch_id?: string } | undefined;
      if (before !== undefined && before.batch_id !== batchId)
        insert.run(batchId, table, id, JSON.stringify(before));
    },
    created(table, id) {
      insert.run(batchId, table, id, null);
    },
  };
}

/** Whether a batch changed or created anything that was there before it, or gave an account another spelling. */
export function hasChanges(db: Connection, batchId: ImportBatchId): boolean {
  const found = db
    .prepare<[string, string], number>(
      `SELECT EXISTS (SELECT 1 FROM import_change WHERE batch_id = ?)
           OR EXISTS (SELECT 1 FROM account_alias WHERE batch_id = ?)`,
    )
    .pluck()
    .get(batchId, batchId);
  return found === 1;
}

/**
 * Puts every journaled row back and removes what the batch created. Contacts that a person changed or removed since
 * stay as they are. Returns the accounts that were touched.
 */
export function rollBackBatch(db: Connection, batchId: ImportBatchId): ReadonlySet<string> {
  const touched = new Set<string>(touchedAccounts(db, batchId));
  for (const table of ['allocation', 'payment', 'document'] as const) {
    db.prepare(
      `DELETE FROM ${table} WHERE batch_id = ? AND id NOT IN
         (SELECT row_id FROM import_change WHERE batch_id = ? AND table_name = '${table}')`,
    ).run(batchId, batchId);
  }
  const changes = db
    .prepare<[string], { table_name: JournaledTable; row_id: string; before_json: string | null }>(
      'SELECT table_name, row_id, before_json FROM import_change WHERE batch_id = ?',
    )
    .all(batchId);
  const ours = new Set(
    db
      .prepare<[], string>("SELECT id FROM contact WHERE source = 'user' OR removed_at IS NOT NULL")
      .pluck()
      .all(),
  );
  for (const change of changes) {
    if (change.table_name === 'contact' && ours.has(change.row_id)) continue;
    if (change.before_json === null) removeCreated(db, change.table_name, change.row_id);
    else putBack(db, change.table_name, JSON.parse(change.before_json) as Record<string, unknown>);
  }
  db.prepare('DELETE FROM account_alias WHERE batch_id = ?').run(batchId);
  db.prepare('DELETE FROM gone_closed WHERE batch_id = ?').run(batchId);
  db.prepare('DELETE FROM import_change WHERE batch_id = ?').run(batchId);
  return touched;
}

function touchedAccounts(db: Connection, batchId: string): readonly string[] {
  return db
    .prepare<[{ readonly batch: string }], { id: string }>(
      `SELECT account_id AS id FROM document WHERE batch_id = @batch
       UNION SELECT account_id FROM payment WHERE batch_id = @batch
       UNION SELECT account_id FROM account_alias WHERE batch_id = @batch
       UNION SELECT row_id FROM import_change WHERE batch_id = @batch AND table_name = 'account'
       UNION SELECT account_id FROM contact WHERE id IN
         (SELECT row_id FROM import_change WHERE batch_id = @batch AND table_name = 'contact')`,
    )
    .all({ batch: batchId })
    .map((row) => row.id);
}

function putBack(db: Connection, table: JournaledTable, row: Record<string, unknown>): void {
  const columns = Object.keys(row);
  db.prepare(
    `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  ).run(...columns.map((column) => row[column]));
}

/** A new account stays, without documents, when a person has already worked on it. */
function removeCreated(db: Connection, table: JournaledTable, id: string): void {
  if (table !== 'account') {
    db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
    return;
  }
  const worked = db
    .prepare<[string, string, string], { worked: number }>(
      `SELECT EXISTS (SELECT 1 FROM touchpoint WHERE account_id = ?)
           OR EXISTS (SELECT 1 FROM draft WHERE account_id = ?)
           OR EXISTS (SELECT 1 FROM contact WHERE account_id = ? AND source = 'user') AS worked`,
    )
    .get(id, id, id);
  if (worked?.worked === 1) return;
  for (const table of ['account_alias', 'account_search', 'account_summary', 'contact'] as const) {
    db.prepare(`DELETE FROM ${table} WHERE account_id = ?`).run(id);
  }
  db.prepare('DELETE FROM account WHERE id = ?').run(id);
}
