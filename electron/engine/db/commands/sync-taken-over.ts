import type { AccountId, ConnectionId, SyncRunId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import type { CommandContext, NewLogEntry, WriteCommand } from './command.ts';

interface Leftover {
  readonly id: string;
  readonly accountId: AccountId;
  readonly kind: 'document' | 'payment';
  readonly number: string;
  readonly openMinor: number;
}

/**
 * Closes what imported files told of accounts that an accounting system has now been read for to the end: open documents
 * that its books do not have count as settled today, payments are put away, since the books bring their own. What the
 * payments had settled stays as it was observed. Each account gets an entry that names what was closed.
 */
export const closeTakenOver: WriteCommand<
  { readonly connectionId: ConnectionId; readonly runId: SyncRunId },
  { readonly closed: number }
> = (db, { connectionId, runId }, context) => {
  const accounts = db
    .prepare<[string], AccountId>('SELECT id FROM account WHERE ledger_id = ? AND from_files = 1')
    .pluck()
    .all(connectionId);
  const [first] = accounts;
  if (first === undefined) return { output: { closed: 0 }, unchanged: true };
  const name = db
    .prepare<[string], string>('SELECT name FROM connection WHERE id = ?')
    .pluck()
    .get(connectionId);
  const leftovers = leftoversOf(db, accounts);
  const close = prepareClosing(db, connectionId, runId, context);
  for (const leftover of leftovers) close(leftover);
  db.prepare('UPDATE account SET from_files = 0 WHERE ledger_id = ?').run(connectionId);
  refreshSummaries(db, { today: context.today });
  const closed = leftovers.filter(({ openMinor }) => openMinor > 0);
  const run: NewLogEntry = {
    kind: 'books_read',
    account: null,
    payload: {
      summary: `${counted(accounts.length, 'account')} of imported files taken over by the books of "${name}"`,
      connection: connectionId,
      run: runId,
    },
  };
  const entries = accounts.flatMap((account): readonly NewLogEntry[] => {
    const numbers = closed.filter(({ accountId }) => accountId === account).map(({ number }) => number);
    if (numbers.length === 0) return [];
    const summary = `Closed ${counted(numbers.length, 'item')} of imported files that the books of "${name}" do not have`;
    return [{ kind: 'books_read', account, payload: { summary, run: runId, items: numbers } }];
  });
  return { output: { closed: closed.length }, entries: [run, ...entries] };
};

/** Documents of files that the books do not have and that are open, and all payments of files. */
function leftoversOf(db: Connection, accounts: readonly AccountId[]): readonly Leftover[] {
  return db
    .prepare<[{ readonly accounts: string }], Leftover>(
      `SELECT id, account_id AS accountId, 'document' AS kind, number, open_minor AS openMinor FROM document
       WHERE account_id IN (SELECT value FROM json_each(@accounts)) AND (source_id IS NULL OR ledger_id = 'files')
         AND deleted_at IS NULL AND open_minor > 0
       UNION ALL
       SELECT id, account_id, 'payment', COALESCE(reference, date), unapplied_minor FROM payment
       WHERE account_id IN (SELECT value FROM json_each(@accounts)) AND ledger_id = 'files' AND deleted_at IS NULL`,
    )
    .all({ accounts: JSON.stringify(accounts) });
}

function prepareClosing(
  db: Connection,
  connectionId: ConnectionId,
  runId: SyncRunId,
  { today, newId }: CommandContext,
): (leftover: Leftover) => void {
  const settle = db.prepare(
    'UPDATE document SET open_minor = 0, batch_id = ?, told_on = ?, ledger_id = ? WHERE id = ?',
  );
  const observe = db.prepare(
    `INSERT INTO allocation (id, ledger_id, document_id, payment_id, amount_minor, date, source, batch_id)
     VALUES (?, ?, ?, NULL, ?, ?, 'observed', ?)`,
  );
  const putAway = db.prepare(
    'UPDATE payment SET unapplied_minor = 0, deleted_at = ?, batch_id = ? WHERE id = ?',
  );
  const keepSettled = db.prepare(
    `UPDATE allocation SET payment_id = NULL, source = 'observed' WHERE payment_id = ? AND document_id IS NOT NULL`,
  );
  const forget = db.prepare('DELETE FROM allocation WHERE payment_id = ?');
  return ({ kind, id, openMinor }) => {
    if (kind === 'document') {
      settle.run(runId, today, connectionId, id);
      observe.run(newId(), connectionId, id, openMinor, today, runId);
      return;
    }
    keepSettled.run(id);
    forget.run(id);
    putAway.run(today, runId, id);
  };
}

function counted(number: number, what: string): string {
  return `${number} ${number === 1 ? what : `${what}s`}`;
}
