import { moneyForSheet } from '../format/money-format.ts';
import type { Column, SheetValue } from './column.ts';

/**
 * Rows as tab-separated text with a header line, for a spreadsheet. Amounts are plain numbers with the locale's
 * decimal mark; a text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export function toTsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[], locale: string): string {
  const copied = columns.filter((column) => column.sheet !== undefined);
  const header = copied.map((column) => plain(column.label ?? column.header));
  const lines = rows.map((row) => copied.map((column) => cellText(column.sheet?.(row) ?? null, locale)));
  return [header, ...lines].map((cells) => cells.join('\t')).join('\r\n');
}

function cellText(value: SheetValue, locale: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return plain(value);
  return moneyForSheet(value.minor, value.currency, locale);
}

function plain(text: string): string {
  const oneLine = text.replace(/[\t\r\n]+/g, ' ');
  return /^\s*[=+\-@]/.test(oneLine) ? `'${oneLine}` : oneLine;
}
