import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { SUMMARY_COLUMNS, summaryParameters } from './summary-columns.ts';
import { worklistRows } from './worklist-rows.ts';

/**
 * Brings `account_summary` up to date, in the transaction of the write that made it stale. For some accounts after a
 * touch; for all after an import or when the date changed (`accounts` absent), since the book's total moves everyone.
 */
export function refreshSummaries(
  db: Connection,
  scope: { readonly today: PlainDate; readonly accounts?: readonly AccountId[] },
): void {
  const book = scope.accounts === undefined ? undefined : storedBook(db);
  const rows = worklistRows(db, { asOf: scope.today, today: scope.today, accounts: scope.accounts, book });
  if (scope.accounts === undefined) db.prepare('DELETE FROM account_summary').run();
  else {
    db.prepare('DELETE FROM account_summary WHERE account_id IN (SELECT value FROM json_each(?))').run(
      JSON.stringify(scope.accounts),
    );
  }
  const insert = db.prepare(
    `INSERT INTO account_summary (${SUMMARY_COLUMNS.map(([column]) => column).join(', ')})
     VALUES (${SUMMARY_COLUMNS.map(([, name]) => `@${name}`).join(', ')})`,
  );
  for (const row of rows) insert.run(summaryParameters(row, scope.today));
  if (scope.accounts === undefined) db.prepare('UPDATE workspace SET aged_on = ?').run(scope.today);
}

/** The date the summaries were aged on; null before the first import. */
export function agedOn(db: Connection): PlainDate | null {
  return (
    db.prepare<[], { agedOn: PlainDate | null }>('SELECT aged_on AS agedOn FROM workspace').get()?.agedOn ??
    null
  );
}

function storedBook(db: Connection): ReadonlyMap<CurrencyCode, MinorUnits> {
  const rows = db
    .prepare<[], { currency: CurrencyCode; gross: MinorUnits }>(
      'SELECT currency, SUM(gross_minor) AS gross FROM account_summary GROUP BY currency',
    )
    .all();
  return new Map(rows.map((row) => [row.currency, row.gross]));
}
