import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { Connection } from '../connection.ts';
import { SUMMARY_COLUMNS, summaryParameters } from '../summary/summary-columns.ts';
import { worklistRows } from '../summary/worklist-rows.ts';

/**
 * Works summaries out for another date than the kept ones, in a table of this connection's memory, for the time of
 * one query. A reader is held to reading its database; its temporary tables are its own.
 */
export function withSummariesAt<Output>(
  db: Connection,
  scope: { readonly asOf: PlainDate; readonly today: PlainDate },
  query: (table: string) => Output,
): Output {
  const rows = worklistRows(db, scope);
  const table = 'temp.summary_at';
  const wasReadOnly = db.pragma('query_only', { simple: true }) === 1;
  db.pragma('query_only = OFF');
  try {
    db.exec(
      `DROP TABLE IF EXISTS ${table}; CREATE TEMP TABLE summary_at AS SELECT * FROM account_summary WHERE FALSE`,
    );
    const insert = db.prepare(
      `INSERT INTO ${table} (${SUMMARY_COLUMNS.map(([column]) => column).join(', ')})
       VALUES (${SUMMARY_COLUMNS.map(([, name]) => `@${name}`).join(', ')})`,
    );
    for (const row of rows) insert.run(summaryParameters(row, scope.asOf));
    return query(table);
  } finally {
    db.exec(`DROP TABLE IF EXISTS ${table}`);
    if (wasReadOnly) db.pragma('query_only = ON');
  }
}
