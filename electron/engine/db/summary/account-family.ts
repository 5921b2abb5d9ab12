import type { Connection } from '../connection.ts';

/**
 * SQL for the ids of an account and of those that it took over when the accounting system merged them: what was done with
 * them was done with it. `id` is the SQL of the account's id.
 */
export function familyOf(id: string): string {
  return `(SELECT ${id} UNION ALL SELECT id FROM account WHERE merged_into_id = ${id})`;
}

/** The same for several accounts, whose ids are the JSON array `ids`. */
export function familiesOf(ids: string): string {
  return `(SELECT value FROM json_each(${ids}) UNION ALL
    SELECT id FROM account WHERE merged_into_id IN (SELECT value FROM json_each(${ids})))`;
}

/** SQL for the account that rows of `table` count for: the one that stayed, where the accounting system merged two. */
export function owningAccount(db: Connection, table: string): string {
  const any = db
    .prepare<[], number>('SELECT EXISTS (SELECT 1 FROM account WHERE merged_into_id IS NOT NULL)')
    .pluck()
    .get();
  return any === 1
    ? `COALESCE((SELECT merged_into_id FROM account WHERE account.id = ${table}.account_id), account_id)`
    : 'account_id';
}
