import type { CellObject, Row as SheetRow } from 'write-excel-file/node';
import { exponentOf } from '../../../../shared/domain/currencies.ts';
import { formatDecimal } from '../../../../shared/domain/money.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { ExportColumn } from './columns.ts';
import { sheetText } from './sheet-text.ts';

/** Rows that fit on a sheet (ECMA-376). */
const MOST_ROWS = 1_048_576;
const COLUMN_WIDTHS = { text: 28, phone: 18, money: 16, integer: 10, date: 12, instant: 20 } as const;

/** One sheet of a workbook, ready to be written. */
export interface Sheet {
  readonly name: string;
  readonly data: readonly SheetRow[];
  readonly widths: readonly number[];
  /** How many rows stand above the table: what the sheet is about. */
  readonly rowsAbove: number;
}

/**
 * A table as a sheet. Amounts are numbers with the decimals of their currency, dates are dates, instants are UTC; texts
 * are texts whatever they start with, never formulas. `about` are lines above the table, the first of them its title.
 * Throws `EngineError('validation')` when the table does not fit on a sheet.
 */
export function sheetOf<Row>(
  name: string,
  columns: readonly ExportColumn<Row>[],
  rows: Iterable<Row>,
  about: readonly string[] = [],
): Sheet {
  const above = about.map((line, index) => [
    { ...textCell(line), ...(index === 0 ? { fontWeight: 'bold' as const, fontSize: 13 } : {}) },
  ]);
  const data: SheetRow[] = above.length === 0 ? [] : [...above, []];
  const rowsAbove = data.length;
  data.push(columns.map(headCell));
  for (const row of rows) {
    if (data.length >= MOST_ROWS) throw tooLong(MOST_ROWS - rowsAbove - 1);
    data.push(columns.map((column) => cell(column, row)));
  }
  return { name: sheetTitle(name), data, widths: columns.map(({ kind }) => COLUMN_WIDTHS[kind]), rowsAbove };
}

function headCell<Row>(column: ExportColumn<Row>): CellObject {
  const right = column.kind === 'money' || column.kind === 'integer';
  return { ...textCell(column.header), fontWeight: 'bold', align: right ? 'right' : 'left' };
}

function cell<Row>(column: ExportColumn<Row>, row: Row): CellObject | null {
  switch (column.kind) {
    case 'text':
    case 'phone': {
      const text = column.value(row);
      return text === null || text === '' ? null : textCell(text);
    }
    case 'money': {
      const money = column.value(row);
      if (money === null) return null;
      const exponent = exponentOf(money.currency);
      const format = exponent === 0 ? '#,##0' : `#,##0.${'0'.repeat(exponent)}`;
      return { type: Number, value: Number(formatDecimal(money.minor, money.currency)), format };
    }
    case 'integer': {
      const value = column.value(row);
      return value === null ? null : { type: Number, value, format: '0' };
    }
    case 'date':
      return dateCell(column.value(row), 'yyyy-mm-dd');
    case 'instant':
      return dateCell(column.value(row), 'yyyy-mm-dd hh:mm:ss');
  }
}

function textCell(text: string): CellObject {
  return { type: String, value: sheetText(text) };
}

/** `new Date` reads both ISO forms as UTC, and the writer counts the serial in UTC. */
function dateCell(iso: string | null, format: string): CellObject | null {
  return iso === null ? null : { type: Date, value: new Date(iso), format };
}

/** A name that every spreadsheet takes: at most 31 characters, none of `[]/\:*?`, no apostrophe at the ends. */
function sheetTitle(name: string): string {
  const plain = name
    .replace(/[[\]/\\:*?]+/g, ' ')
    .replace(/^['\s]+|['\s]+$/g, '')
    .slice(0, 31)
    .trim();
  return plain === '' ? 'Sheet1' : plain;
}

function tooLong(most: number): EngineError {
  return new EngineError(
    'validation',
    `An Excel sheet holds ${most.toLocaleString('en')} rows and this table has more. Export it as CSV, or narrow the filter.`,
  );
}
