import { cellText } from './cell-text.ts';
import type { ExportColumn } from './columns.ts';
import { defuseFormula } from './formula-injection.ts';

/**
 * The table for the clipboard: tab-separated with a header line, as spreadsheets paste it. Tabs and line breaks
 * within a text become spaces, so that a row stays a row.
 */
export function toTsv<Row>(columns: readonly ExportColumn<Row>[], rows: Iterable<Row>): string {
  const lines = [columns.map((column) => oneLine(defuseFormula(column.header))).join('\t')];
  for (const row of rows) lines.push(columns.map((column) => oneLine(cellText(column, row))).join('\t'));
  return lines.join('\n');
}

/** A cell that starts with a quotation mark would be read as a quoted one: it is quoted itself. */
function oneLine(cell: string): string {
  const flat = cell.replace(/[\t\r\n\v\f\u2028\u2029]+/g, ' ');
  return flat.startsWith('"') ? `"${flat.replaceAll('"', '""')}"` : flat;
}
