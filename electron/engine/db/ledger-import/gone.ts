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
  db.exec(
    'CREATE TEMP TABLE IF NOT EXISTS listed_customer (customer_key TEXT PRIMARY KEY, account_id TEXT NOT NULL)',
  );
  db.exec('DELETE FROM listed_customer');
  const insert = db.prepare('INSERT INTO listed_customer VALUES (?, ?)');
  for (const [key, id] of accounts) insert.run(key, id);
  return db
    .prepare<[string], GoneInvoice>(
      `WITH listed AS MATERIALIZED (
         SELECT account_id, kind, number FROM import_stage JOIN listed_customer USING (customer_key) WHERE batch_id = ?)
       SELECT document.id, document.account_id AS accountId, account.name AS account,
         account.number AS accountNumber, document.number,
         document.currency, document.open_minor AS openMinor
       FROM document JOIN account ON account.id = document.account_id
       WHERE document.ledger_id = 'files' AND document.open_minor > 0 AND document.deleted_at IS NULL
         AND (document.account_id, document.kind, document.number) NOT IN (SELECT account_id, kind, number FROM listed)
       ORDER BY account.name, document.number`,
    )
    .all(batchId)
    .filter((invoice) => !unread.has(invoice.number));
}
