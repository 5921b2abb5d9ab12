import { cellText } from './cell-text.ts';
import type { ExportColumn } from './columns.ts';
import { defuseFormula } from './formula-injection.ts';

/** Excel reads a CSV as UTF-8 only with this mark in front. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';
export const CSV_MIME = 'text/csv;charset=utf-8';
const NEEDS_QUOTES = /[",;\r\n\t]|^\s|\s$/;

/** The table as one CSV file: UTF-8, comma, CRLF, a header line; with the mark unless a program asks for none. */
export function toCsv<Row>(
  columns: readonly ExportColumn<Row>[],
  rows: Iterable<Row>,
  { mark = true }: { readonly mark?: boolean } = {},
): Uint8Array {
  const encoder = new TextEncoder();
  return encoder.encode((mark ? BYTE_ORDER_MARK : '') + csvHead(columns) + csvLines(columns, rows));
}

/**
 * The same file piece by piece, for tables that are read page by page: one piece with the header, then one per page.
 * Holds one page at a time.
 */
export async function* csvPieces<Row>(
  columns: readonly ExportColumn<Row>[],
  pages: AsyncIterable<Iterable<Row>> | Iterable<Iterable<Row>>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(BYTE_ORDER_MARK + csvHead(columns));
  for await (const page of pages) yield encoder.encode(csvLines(columns, page));
}

function csvHead<Row>(columns: readonly ExportColumn<Row>[]): string {
  const cells = columns.map((column) => quoted(defuseFormula(column.header)));
  return `${cells.join(',')}${LINE_END}`;
}

function csvLines<Row>(columns: readonly ExportColumn<Row>[], rows: Iterable<Row>): string {
  let lines = '';
  for (const row of rows) {
    lines += columns.map((column) => quoted(cellText(column, row))).join(',') + LINE_END;
  }
  return lines;
}

/** Quotes a cell that a reader could split or trim (semicolons too: some spreadsheets split there). */
function quoted(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
