import type { Connection } from '../connection.ts';
import { getTableConfig, getTableName, type SQLiteTable } from '../drizzle.ts';
import { type PackRow, packColumns } from './row-schema.ts';

/** SQL that selects what a pack carries of a table, with a condition on its rows and an order that never changes. */
export function selectRows(table: SQLiteTable, condition: string, order: string): string {
  const names = packColumns(table).map(({ name }) => `"${name}"`);
  return `SELECT ${names.join(', ')} FROM "${getTableName(table)}" WHERE ${condition} ORDER BY ${order}`;
}

/** Puts rows into a table, in place of the ones with the same key. Values have to have passed `rowSchema`. */
export function rowWriter(db: Connection, table: SQLiteTable): (row: PackRow) => void {
  const names = packColumns(table).map(({ name }) => name);
  const statement = db.prepare(
    `INSERT INTO "${getTableName(table)}" (${names.map((name) => `"${name}"`).join(', ')})
     VALUES (${names.map((name) => `@${name}`).join(', ')})
     ON CONFLICT (${primaryKey(table).join(', ')}) DO UPDATE SET
       ${names.map((name) => `"${name}" = excluded."${name}"`).join(', ')}`,
  );
  return (row) => {
    statement.run(row);
  };
}

function primaryKey(table: SQLiteTable): readonly string[] {
  const { columns, primaryKeys } = getTableConfig(table);
  const together = primaryKeys.flatMap((key) => key.columns);
  const key = together.length > 0 ? together : columns.filter((column) => column.primary);
  return key.map(({ name }) => `"${name}"`);
}
