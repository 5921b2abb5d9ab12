import type { SyncChange } from '../../../../shared/domain/connections/sync-changes.ts';
import type { AccountId, ConnectionId, ImportBatchId, SyncRunId } from '../../../../shared/domain/ids.ts';
import { type CurrencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { openChanges } from '../ledger-sync/changes.ts';

interface Run {
  readonly connectionId: ConnectionId;
  readonly runId: SyncRunId;
  readonly batchId: ImportBatchId;
  /** The first files of a folder: everything is new, and nobody reads that. */
  readonly silent: boolean;
}

interface DocumentState {
  readonly due_date: string | null;
  readonly total_minor: MinorUnits;
  readonly open_minor: MinorUnits;
}

interface DocumentRow extends DocumentState {
  readonly id: string;
  readonly account_id: AccountId;
  readonly kind: 'invoice' | 'credit_note';
  readonly number: string;
  readonly currency: CurrencyCode;
  /** How it was before the import; null: it was not there. */
  readonly before: string | null;
}

interface PaymentRow {
  readonly id: string;
  readonly account_id: AccountId;
  readonly reference: string | null;
  readonly currency: CurrencyCode;
  readonly amount_minor: number;
}

/**
 * Puts what an import changed into the list "what changed" of a run, and its numbers into the counts of the run. The
 * log is not told of it again: the import has its own entry.
 */
export function tellImportChanges(db: Connection, run: Run): void {
  const { batchId, connectionId, runId } = run;
  const book = openChanges(db, run);
  const documents = changedDocuments(db, batchId);
  for (const row of documents) {
    const before = row.before === null ? null : (JSON.parse(row.before) as DocumentState);
    for (const change of changesOf(row, before)) book.tell(row.account_id, row.id, change, row.currency);
  }
  const payments = newPayments(db, batchId);
  for (const { account_id, id, reference, amount_minor, currency } of payments)
    book.tell(
      account_id,
      id,
      { kind: 'payment_received', reference, amount: minorUnits(amount_minor) },
      currency,
    );
  const customers = customerChanges(db, batchId);
  for (const { id, name, before } of customers) {
    if (before === null) book.tell(id, id, { kind: 'customer_added', name });
    else if (before !== name) book.tell(id, id, { kind: 'customer_renamed', from: before, to: name });
  }
  db.prepare('UPDATE sync_change SET told = 1 WHERE connection_id = ? AND told = 0').run(connectionId);
  addCounts(db, runId, {
    customer: customers.length,
    invoice: documents.filter(({ kind }) => kind === 'invoice').length,
    credit_note: documents.filter(({ kind }) => kind === 'credit_note').length,
    payment: payments.length,
  });
}

function changedDocuments(db: Connection, batchId: string): readonly DocumentRow[] {
  return db
    .prepare<[{ readonly batchId: string }], DocumentRow>(
      `SELECT document.id, account_id, kind, number, currency, due_date, total_minor, open_minor, before_json AS before
       FROM document LEFT JOIN import_change
         ON import_change.batch_id = @batchId AND table_name = 'document' AND row_id = document.id
       WHERE document.batch_id = @batchId OR row_id IS NOT NULL`,
    )
    .all({ batchId });
}

function newPayments(db: Connection, batchId: string): readonly PaymentRow[] {
  return db
    .prepare<[string, string], PaymentRow>(
      `SELECT id, account_id, reference, currency, amount_minor FROM payment WHERE batch_id = ? AND id NOT IN
         (SELECT row_id FROM import_change WHERE batch_id = ? AND table_name = 'payment')`,
    )
    .all(batchId, batchId);
}

function customerChanges(
  db: Connection,
  batchId: string,
): readonly { readonly id: AccountId; readonly name: string; readonly before: string | null }[] {
  return db
    .prepare<[string], { id: AccountId; name: string; before: string | null }>(
      `SELECT account.id, account.name, json_extract(before_json, '$.name') AS before
       FROM import_change JOIN account ON account.id = row_id WHERE batch_id = ? AND table_name = 'account'`,
    )
    .all(batchId);
}

/** How a document changed. A paid one that a file lists for the first time is no news. */
function changesOf(after: DocumentRow, before: DocumentState | null): readonly SyncChange[] {
  const { number, kind, open_minor: open } = after;
  if (before === null) {
    if (open === 0) return [];
    return [{ kind: kind === 'invoice' ? 'invoice_added' : 'credit_note_added', number, open }];
  }
  const changes: SyncChange[] = [];
  if (before.due_date !== after.due_date)
    changes.push({ kind: 'due_date_changed', number, from: before.due_date, to: after.due_date });
  if (before.total_minor !== after.total_minor)
    changes.push({ kind: 'total_changed', number, from: before.total_minor, to: after.total_minor });
  const amount = minorUnits(Math.abs(before.open_minor - open));
  if (open > before.open_minor) changes.push({ kind: 'reopened', number, amount, open });
  else if (open < before.open_minor && kind === 'credit_note')
    changes.push({ kind: 'credit_used', number, amount });
  else if (open < before.open_minor)
    changes.push(open === 0 ? { kind: 'paid', number, amount } : { kind: 'part_paid', number, amount, open });
  return changes;
}

function addCounts(db: Connection, runId: SyncRunId, added: Readonly<Record<string, number>>): void {
  const json = db
    .prepare<[string], string>('SELECT counts_json FROM sync_run WHERE id = ?')
    .pluck()
    .get(runId);
  const counts = JSON.parse(json ?? '{}') as Record<string, number>;
  for (const [entity, number] of Object.entries(added)) {
    if (number > 0) counts[entity] = (counts[entity] ?? 0) + number;
  }
  db.prepare('UPDATE sync_run SET counts_json = ? WHERE id = ?').run(JSON.stringify(counts), runId);
}
