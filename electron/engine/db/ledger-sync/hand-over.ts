import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { ensureFileLedger } from '../ledger-import/ledger.ts';

/**
 * Hands what a connection has read over to the books of imported files, as if it had come in one: from then on files bring
 * it up to date, a complete export closes what it no longer lists, and another connection to the same system takes it over
 * again. Nothing is there twice, whatever comes next.
 */
export function handOverToFiles(db: Connection, connection: ConnectionId): void {
  const read = db.prepare('SELECT 1 FROM account WHERE ledger_id = ? LIMIT 1').get(connection);
  if (read === undefined) return;
  ensureFileLedger(db);
  keepAge(db, connection);
  handOverDocuments(db, connection);
  db.prepare(
    `UPDATE payment SET ledger_id = 'files', source_key = 'was:' || @connection || ':' || source_key
     WHERE ledger_id = @connection`,
  ).run({ connection });
  // No ledger explains it any more: what another one says takes its place.
  db.prepare(
    `UPDATE allocation SET ledger_id = 'files', source_id = NULL,
       source = CASE WHEN source <> 'ledger' THEN source WHEN payment_id IS NULL THEN 'observed' ELSE 'payment' END
     WHERE ledger_id = @connection`,
  ).run({ connection });
  handOverAccounts(db, connection);
}

/** Figures are as old as the oldest of those that are mixed now. */
function keepAge(db: Connection, connection: ConnectionId): void {
  db.prepare(
    `UPDATE ledger SET fresh_at = CASE
       WHEN EXISTS (SELECT 1 FROM account JOIN account_summary ON account_summary.account_id = account.id
         WHERE account.ledger_id = 'files') THEN MIN(fresh_at, was.at) ELSE was.at END
     FROM (SELECT fresh_at AS at FROM ledger WHERE id = @connection) AS was WHERE ledger.id = 'files'`,
  ).run({ connection });
  db.prepare('UPDATE ledger SET fresh_at = NULL WHERE id = ?').run(connection);
}

/** A file knows a document by its customer and number: of several under one number, the first that is open is that one. */
function handOverDocuments(db: Connection, connection: ConnectionId): void {
  db.prepare(
    `UPDATE document SET ledger_id = 'files', source_id = 'was:' || @connection || ':' || source_id
     WHERE ledger_id = @connection AND source_id IS NOT NULL`,
  ).run({ connection });
  db.prepare(
    `UPDATE document SET source_id = NULL WHERE id IN (
       SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY account_id, kind, number
           ORDER BY deleted_at IS NOT NULL, open_minor = 0, id) AS place
         FROM document WHERE ledger_id = 'files' AND source_id LIKE 'was:' || @connection || ':%')
       WHERE place = 1)
     AND NOT EXISTS (SELECT 1 FROM document AS other WHERE other.account_id = document.account_id
       AND other.kind = document.kind AND other.number = document.number AND other.source_id IS NULL)`,
  ).run({ connection });
  db.prepare("UPDATE document SET ledger_id = 'files' WHERE ledger_id = ?").run(connection);
}

/** A file knows a customer by its number, or by its name without one. */
function handOverAccounts(db: Connection, connection: ConnectionId): void {
  db.prepare(
    `UPDATE account SET ledger_id = 'files', from_files = 0, source_key = 'was:' || @connection || ':' || source_key
     WHERE ledger_id = @connection`,
  ).run({ connection });
  db.prepare(
    `UPDATE account SET source_key = IIF(number IS NULL, 'name:' || name_key, 'number:' || number)
     WHERE id IN (
       SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY COALESCE(number, ''), IIF(number IS NULL, name_key, '')
           ORDER BY id) AS place
         FROM account WHERE ledger_id = 'files' AND merged_into_id IS NULL AND deleted_at IS NULL
           AND source_key LIKE 'was:' || @connection || ':%')
       WHERE place = 1)
     AND NOT EXISTS (SELECT 1 FROM account AS other WHERE other.ledger_id = 'files'
       AND other.source_key = IIF(account.number IS NULL, 'name:' || account.name_key, 'number:' || account.number))`,
  ).run({ connection });
  db.prepare(
    `DELETE FROM ledger_balance WHERE account_id IN (SELECT id FROM account WHERE ledger_id = 'files')`,
  ).run();
}
