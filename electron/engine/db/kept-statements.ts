import type BetterSqlite from 'better-sqlite3';
import type { Connection } from './connection.ts';

/** More than there are statements in the engine; those whose text depends on a filter push the oldest out. */
const MOST_KEPT = 1_000;

/** What changes a statement for good, or leaves it busy: whoever asks for it gets a statement of their own. */
const OF_ONES_OWN = ['bind', 'expand', 'iterate', 'raw', 'safeIntegers'] as const;

type Statement = BetterSqlite.Statement<unknown[], unknown>;

/**
 * Makes a connection keep what it prepares, by the text of the statement: parsing and planning the summary queries costs
 * more than running them for one account. SQLite prepares a kept statement anew by itself when the schema changes.
 */
export function keepStatements(connection: Connection): Connection {
  const prepare = connection.prepare.bind(connection) as (sql: string) => Statement;
  const kept = new Map<string, Statement>();
  const keep = (key: string, make: () => Statement): Statement => {
    const statement = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, statement);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return statement;
  };
  const shared = (sql: string): Statement => {
    const statement = prepare(sql);
    for (const method of OF_ONES_OWN) {
      const own = (...values: unknown[]) => {
        const fresh = prepare(sql);
        return Reflect.apply(fresh[method], fresh, values);
      };
      Object.defineProperty(statement, method, { value: own });
    }
    const pluck = () => keep(`pluck ${sql}`, () => prepare(sql).pluck());
    return Object.defineProperty(statement, 'pluck', { value: pluck });
  };
  return Object.defineProperty(connection, 'prepare', {
    value: (sql: string) => keep(sql, () => shared(sql)),
  });
}
