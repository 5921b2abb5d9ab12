import { stringify } from 'csv-stringify/sync';
import type { ImportSummary } from './import-summary.ts';

const RISKY = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)$/;

/**
 * A cell that no spreadsheet takes for a formula: one that starts with `=`, `+`, `-`, `@`, tab or carriage return gets
 * a `'` in front, unless it is a plain number.
 */
export function defusedCell(text: string): string {
  return RISKY.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** The rejected rows as CSV (UTF-8 text with BOM): row, column, reason, then the cells as they stand in the file. */
export function rejectedRowsCsv(summary: Pick<ImportSummary, 'columns' | 'rejected'>): string {
  const width = summary.rejected.reduce(
    (most, row) => Math.max(most, row.cells.length),
    summary.columns.length,
  );
  const headers = Array.from({ length: width }, (_, index) => defusedCell(summary.columns[index] ?? ''));
  const rows = summary.rejected.map(({ row, column, message, cells }) => [
    String(row),
    defusedCell(column ?? ''),
    defusedCell(message),
    ...headers.map((_, index) => defusedCell(cells[index] ?? '')),
  ]);
  return `\uFEFF${stringify([['row', 'column', 'reason', ...headers], ...rows], { record_delimiter: 'windows' })}`;
}
