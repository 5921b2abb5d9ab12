import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import type { GoneInvoice, MergeInput } from './types.ts';

/**
 * Open invoices and credit notes of the books that a complete export does not list any more. The rows of the batch
 * are still staged when this is asked. They are only named: nothing is closed without a person's word. What stands in
 * a row that could not be read is listed, and a list of payments says nothing about invoices.
 */
export function goneInvoices(
  db: Connection,
  { batchId, mapping, rejected }: Pick<MergeInput, 'batchId' | 'mapping' | 'rejected'>,
  accounts: ReadonlyMap<string, AccountId>,
): readonly GoneInvoice[] {
  if (mapping.kind !== 'invoices') return [];
  const unread = new Set(rejected.flatMap((row) => row.cells.map((cell) => cell.trim())));
  keepListed(db, batchId, accounts);
  const gone = db
    .prepare<[], GoneInvoice>(
      `SELECT document.id, document.account_id AS accountId, account.name AS account,
         account.number AS accountNumber, document.number,
         document.currency, document.open_minor AS openMinor
       FROM document JOIN account ON account.id = document.account_id
       WHERE document.ledger_id = 'files' AND document.open_minor > 0 AND document.deleted_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM temp.listed WHERE listed.account_id = document.account_id
           AND listed.kind = document.kind AND listed.number = document.number)
       ORDER BY account.name, document.number`,
    )
    .all()
    .filter((invoice) => !unread.has(invoice.number));
  db.exec('DROP TABLE temp.listed');
  return gone;
}

/** Writes what the staged rows list into an indexed table of this connection's memory. */
function keepListed(db: Connection, batchId: string, accounts: ReadonlyMap<string, AccountId>): void {
  db.exec(`
    CREATE TEMP TABLE listed_customer (customer_key TEXT PRIMARY KEY, account_id TEXT NOT NULL) WITHOUT ROWID;
    CREATE TEMP TABLE listed (account_id TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,
      PRIMARY KEY (account_id, kind, number)) WITHOUT ROWID`);
  const insert = db.prepare('INSERT INTO temp.listed_customer VALUES (?, ?)');
  for (const [key, id] of accounts) insert.run(key, id);
  db.prepare(
    `INSERT OR IGNORE INTO temp.listed
     SELECT account_id, kind, number FROM import_stage JOIN temp.listed_customer USING (customer_key)
     WHERE batch_id = ?`,
  ).run(batchId);
  db.exec('DROP TABLE temp.listed_customer');
}
