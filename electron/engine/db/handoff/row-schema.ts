import { z } from 'zod';
import { instant, isPlainDate } from '../../../../shared/domain/dates.ts';
import { getTableColumns, type SQLiteColumn, type SQLiteTable } from '../drizzle.ts';

/** A row of a table as a pack carries it: columns by their names in the database, booleans as 0 and 1, no bytes. */
export type PackRow = Readonly<Record<string, string | number | null>>;

/** Longer texts than any letter with its HTML. */
const MOST_CHARACTERS = 2_000_000;
const DATE_NAMES: readonly string[] = ['date', 'until', 'since', 'as_of'];

/**
 * What a row of a table from outside must look like. A column that an older version did not have takes its default, an
 * unknown one is refused. Dates, instants, currencies and JSON are checked by the names of their columns.
 */
export function rowSchema(
  table: SQLiteTable,
  columnsOfPack: readonly SQLiteColumn[] = packColumns(table),
): z.ZodType<PackRow> {
  const columns = columnsOfPack.map((column) => [column.name, cellSchema(column)] as const);
  return z.strictObject(Object.fromEntries(columns));
}

/** The columns that a pack carries of a table: all but those that hold bytes. */
export function packColumns(table: SQLiteTable): readonly SQLiteColumn[] {
  return Object.values(getTableColumns(table)).filter((column) => column.getSQLType() !== 'blob');
}

function cellSchema(column: SQLiteColumn): z.ZodType<string | number | null> {
  const value: z.ZodType<string | number> =
    column.getSQLType() === 'integer' ? integerSchema(column) : textSchema(column.name);
  if (!column.notNull) return value.nullable().default(null);
  const { default: fallback } = column;
  if (fallback === undefined) return value;
  return value.default(typeof fallback === 'boolean' ? Number(fallback) : (fallback as string | number));
}

function integerSchema(column: SQLiteColumn): z.ZodType<number> {
  return column.dataType === 'boolean' ? z.literal([0, 1]) : z.int();
}

function textSchema(name: string): z.ZodType<string> {
  const text = z.string().max(MOST_CHARACTERS);
  if (name === 'id' || name.endsWith('_id')) return text.min(1).max(200);
  if (name === 'currency') return text.regex(/^[A-Z]{3}$/);
  if (name.endsWith('_json')) return text.refine(isJson, 'is no JSON');
  if (name === 'at' || name.endsWith('_at')) return text.refine(isInstant, 'is no instant');
  const isDate = DATE_NAMES.includes(name) || name.endsWith('_date') || name.endsWith('_on');
  return isDate ? text.refine(isPlainDate, 'is no date') : text;
}

function isInstant(text: string): boolean {
  try {
    instant(text);
    return true;
  } catch {
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
