import type { SyncChangeKind } from '../../../../shared/domain/connections/sync-changes.ts';
import type { ConnectionId, SyncRunId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { paymentsReceived } from '../ledger-sync/payments-received.ts';
import type { NewLogEntry, WriteCommand } from './command.ts';

/**
 * Puts what the books changed into the log, in one entry. Changes of a run that was cut off are told with the next one;
 * none is told twice. The first whole read is told by its counts. Money that arrived has an entry of its own for each
 * account.
 */
export const tellSyncChanges: WriteCommand<
  { readonly connectionId: ConnectionId; readonly runId: SyncRunId },
  { readonly changes: number }
> = (db, { connectionId, runId }) => {
  const kinds = db
    .prepare<[string], { kind: SyncChangeKind; number: number }>(
      `SELECT kind, COUNT(*) AS number FROM sync_change WHERE connection_id = ? AND told = 0
       GROUP BY kind ORDER BY number DESC, kind`,
    )
    .all(connectionId);
  const changes = kinds.reduce((sum, { number }) => sum + number, 0);
  const first = firstRead(db, connectionId, runId);
  if (changes === 0 && first === null) return { output: { changes }, unchanged: true };
  const name = db
    .prepare<[string], string>('SELECT name FROM connection WHERE id = ?')
    .pluck()
    .get(connectionId);
  const told = kinds.map(({ kind, number }) => `${number} ${WORDS[kind][number === 1 ? 0 : 1]}`);
  const words = first === null ? told.join(', ') : `read for the first time: ${first}`;
  const run: NewLogEntry = {
    kind: 'books_read',
    account: null,
    payload: {
      summary: `Books of "${name}"${first === null ? ':' : ''} ${words}`,
      connection: connectionId,
      run: runId,
      changes: Object.fromEntries(kinds.map(({ kind, number }) => [kind, number])),
    },
  };
  const received = paymentsReceived(db, connectionId);
  db.prepare('UPDATE sync_change SET told = 1 WHERE connection_id = ? AND told = 0').run(connectionId);
  return { output: { changes }, entries: [run, ...received] };
};

/** What the first whole read brought, in words; null when this run is another one. */
function firstRead(db: Connection, connectionId: ConnectionId, runId: SyncRunId): string | null {
  const runs = db
    .prepare<[string], { id: string; state: string; counts: string }>(
      'SELECT id, state, counts_json AS counts FROM sync_run WHERE connection_id = ? ORDER BY seq',
    )
    .all(connectionId);
  const whole = runs.filter(({ state }) => state === 'done');
  if (whole.length !== 1 || whole[0]?.id !== runId) return null;
  const sums = new Map<string, number>();
  for (const { counts } of runs) {
    for (const [entity, number] of Object.entries(JSON.parse(counts) as Record<string, number>))
      sums.set(entity, (sums.get(entity) ?? 0) + number);
  }
  const parts = FIRST_READ.map(([entity, words]) => `${sums.get(entity) ?? 0} ${words}`);
  return parts.join(', ');
}

const FIRST_READ = [
  ['customer', 'customers'],
  ['invoice', 'invoices'],
  ['credit_note', 'credit notes'],
  ['payment', 'payments'],
] as const;

/** The words of a change, for one and for several. */
const WORDS: Readonly<Record<SyncChangeKind, readonly [string, string]>> = {
  invoice_added: ['invoice added', 'invoices added'],
  credit_note_added: ['credit note added', 'credit notes added'],
  paid: ['invoice paid', 'invoices paid'],
  part_paid: ['invoice part paid', 'invoices part paid'],
  reopened: ['invoice opened again', 'invoices opened again'],
  voided: ['document voided', 'documents voided'],
  written_off: ['invoice written off', 'invoices written off'],
  deleted: ['document deleted', 'documents deleted'],
  credit_used: ['credit note used', 'credit notes used'],
  total_changed: ['total changed', 'totals changed'],
  due_date_changed: ['due date changed', 'due dates changed'],
  payment_received: ['payment received', 'payments received'],
  payment_removed: ['payment removed', 'payments removed'],
  customer_added: ['customer added', 'customers added'],
  customer_renamed: ['customer renamed', 'customers renamed'],
  customer_merged: ['customer merged', 'customers merged'],
  contact_changed: ['contact changed', 'contacts changed'],
};
