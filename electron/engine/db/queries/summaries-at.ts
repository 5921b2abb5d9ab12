import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { Connection } from '../connection.ts';
import { agedOn } from '../summary/refresh.ts';
import { SUMMARY_COLUMNS, summaryParameters } from '../summary/summary-columns.ts';
import { worklistRows } from '../summary/worklist-rows.ts';

interface SummariesScope {
  readonly asOf: PlainDate;
  readonly today: PlainDate;
}

const TABLE = 'temp.summary_at';

/** For which dates and which state of the database the table of a connection was filled. */
const filledFor = new WeakMap<Connection, string>();

/**
 * Summaries as of a date: the kept ones where they were aged for it, else worked out. Midnight passes, and computers wake up
 * on another day, before anybody ages them.
 */
export function withSummaries<Output>(
  db: Connection,
  scope: SummariesScope,
  query: (table: string) => Output,
): Output {
  const isKept = scope.asOf >= scope.today && agedOn(db) === scope.asOf;
  return isKept ? query('account_summary') : withSummariesAt(db, scope, query);
}

/**
 * Works summaries out for another date than the kept ones, in a table of this connection's memory. A reader is held to
 * reading its database; its temporary tables are its own. The table is used again while nothing was written, so that
 * only the first page of a date pays for it.
 */
export function withSummariesAt<Output>(
  db: Connection,
  scope: SummariesScope,
  query: (table: string) => Output,
): Output {
  if (filledFor.get(db) !== stateOf(db, scope)) {
    filledFor.delete(db);
    fill(db, scope);
  }
  const output = query(TABLE);
  filledFor.set(db, stateOf(db, scope));
  return output;
}

/** Changes with every commit: `data_version` for those of other connections, `total_changes` for our own. */
function stateOf(db: Connection, { asOf, today }: SummariesScope): string {
  const others = db.pragma('data_version', { simple: true });
  const own = db.prepare('SELECT total_changes()').pluck().get();
  return [asOf, today, others, own].join(' ');
}

function fill(db: Connection, scope: SummariesScope): void {
  const rows = worklistRows(db, scope);
  const wasReadOnly = db.pragma('query_only', { simple: true }) === 1;
  db.pragma('query_only = OFF');
  try {
    db.exec(
      `DROP TABLE IF EXISTS ${TABLE}; CREATE TEMP TABLE summary_at AS SELECT * FROM account_summary WHERE FALSE`,
    );
    const insert = db.prepare(
      `INSERT INTO ${TABLE} (${SUMMARY_COLUMNS.map(([column]) => column).join(', ')})
       VALUES (${SUMMARY_COLUMNS.map(([, name]) => `@${name}`).join(', ')})`,
    );
    for (const row of rows) insert.run(summaryParameters(row, scope.asOf));
    db.exec('CREATE INDEX temp.summary_at_account ON summary_at (account_id)');
  } finally {
    if (wasReadOnly) db.pragma('query_only = ON');
  }
}
