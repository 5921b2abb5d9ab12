import type { CellObject, Row as SheetRow } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { exponentOf } from '../../../../shared/domain/currencies.ts';
import { formatDecimal } from '../../../../shared/domain/money.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { ExportColumn } from './columns.ts';
import { sheetText } from './sheet-text.ts';

/** Rows that fit on a sheet beside the header (ECMA-376 limit of 1,048,576). */
const MOST_ROWS = 1_048_575;
const COLUMN_WIDTHS = { text: 28, money: 16, integer: 10, date: 12, instant: 20 } as const;

/**
 * The table as one workbook with one sheet, built in memory. Amounts are numbers with the decimals of their
 * currency, dates are dates, instants are UTC; texts are texts whatever they start with, never formulas.
 * Throws `EngineError('validation')` when the table does not fit on a sheet.
 */
export async function toXlsx<Row>(
  sheetName: string,
  columns: readonly ExportColumn<Row>[],
  rows: Iterable<Row>,
): Promise<Uint8Array> {
  const head: CellObject[] = columns.map((column) => ({
    ...textCell(column.header),
    fontWeight: 'bold',
    align: column.kind === 'money' || column.kind === 'integer' ? 'right' : 'left',
  }));
  const data: SheetRow[] = [head];
  for (const row of rows) {
    if (data.length > MOST_ROWS) {
      throw new EngineError(
        'validation',
        `An Excel sheet holds ${MOST_ROWS.toLocaleString('en')} rows and this table has more. Export it as CSV, or narrow the filter.`,
      );
    }
    data.push(columns.map((column) => cell(column, row)));
  }
  const workbook = writeXlsxFile(data, {
    sheet: sheetTitle(sheetName),
    columns: columns.map((column) => ({ width: COLUMN_WIDTHS[column.kind] })),
    stickyRowsCount: 1,
  });
  return workbook.toBuffer();
}

function cell<Row>(column: ExportColumn<Row>, row: Row): CellObject | null {
  switch (column.kind) {
    case 'text': {
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
