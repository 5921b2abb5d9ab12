import type { Connection } from '../../../electron/engine/db/connection.ts';

/** Tables whose rows are the history of what was done, not the state of the books. */
const HISTORY = new Set(['touchpoint', 'touchpoint_payload', 'import_batch']);

/** Every row of every table, sorted, as text: two equal dumps are two equal states. */
export function dumpTables(
  db: Connection,
  leaveOut: ReadonlySet<string> = HISTORY,
): Record<string, string[]> {
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE 'account_search_%' ORDER BY name`,
    )
    .pluck()
    .all();
  return Object.fromEntries(
    tables
      .filter((table) => !leaveOut.has(table))
      .map((table) => [
        table,
        db
          .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`)
          .all()
          .map((row) => JSON.stringify(row))
          .sort(),
      ]),
  );
}
