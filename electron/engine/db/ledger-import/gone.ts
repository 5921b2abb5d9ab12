import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import type { GoneItem, MergeInput } from './types.ts';

const ITEM = 'account.id AS accountId, account.name AS account, account.number AS accountNumber';

/**
 * Open invoices, credit notes and unapplied payments of the books that a complete export does not list any more. The
 * rows of the batch are still staged when this is asked. They are only named: nothing is closed without a person's
 * word. What stands in a row that could not be read is listed; a list of payments says nothing about open items; and
 * an export says nothing about what came or was told of after its day.
 */
export function goneItems(
  db: Connection,
  input: Pick<MergeInput, 'batchId' | 'mapping' | 'rejected' | 'asOf'>,
  accounts: ReadonlyMap<string, AccountId>,
): readonly GoneItem[] {
  if (input.mapping.kind !== 'invoices') return [];
  const unread = new Set(input.rejected.flatMap((row) => row.cells.map((cell) => cell.trim())));
  keepListed(db, input.batchId, accounts);
  const asOf = input.asOf ?? '9999-12-31';
  const gone = [...goneDocuments(db, asOf), ...gonePayments(db, asOf)];
  db.exec('DROP TABLE temp.listed');
  return gone.filter((item) => !unread.has(item.number));
}

/** What is gone as screens and the command line show it. */
export function toldGone({ id, kind, accountNumber, account, number, currency, openMinor }: GoneItem) {
  return { id, kind, customerNumber: accountNumber, customerName: account, number, currency, openMinor };
}

function goneDocuments(db: Connection, asOf: string): readonly GoneItem[] {
  return db
    .prepare<[{ readonly asOf: string }], GoneItem>(
      `SELECT document.id, document.kind, ${ITEM}, document.number, document.currency,
         document.open_minor AS openMinor
       FROM document JOIN account ON account.id = document.account_id
       WHERE document.ledger_id = 'files' AND document.open_minor > 0 AND document.deleted_at IS NULL
         AND COALESCE(document.issue_date, '') <= @asOf AND COALESCE(document.told_on, '') <= @asOf
         AND NOT EXISTS (SELECT 1 FROM temp.listed WHERE listed.account_id = document.account_id
           AND listed.kind = document.kind AND listed.number = document.number)
       ORDER BY account.name, document.number`,
    )
    .all({ asOf });
}

/**
 * Not every list of open items has payments in it. A payment is missed only by one that has some, or when such a list
 * brought it into the books.
 */
function gonePayments(db: Connection, asOf: string): readonly GoneItem[] {
  return db
    .prepare<[{ readonly asOf: string }], GoneItem>(
      `SELECT payment.id, 'payment' AS kind, ${ITEM}, COALESCE(payment.reference, payment.date) AS number,
         payment.currency, payment.unapplied_minor AS openMinor
       FROM payment JOIN account ON account.id = payment.account_id
         LEFT JOIN import_batch ON import_batch.id = payment.batch_id
       WHERE payment.ledger_id = 'files' AND payment.unapplied_minor > 0 AND payment.deleted_at IS NULL
         AND payment.date <= @asOf AND COALESCE(payment.told_on, '') <= @asOf
         AND (EXISTS (SELECT 1 FROM temp.listed WHERE listed.kind = 'payment')
           OR json_extract(import_batch.mapping_json, '$.kind') = 'invoices')
         AND NOT EXISTS (SELECT 1 FROM temp.listed WHERE listed.account_id = payment.account_id
           AND listed.kind = 'payment' AND listed.number = payment.source_key)
       ORDER BY account.name, payment.date, payment.id`,
    )
    .all({ asOf });
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
