import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { cleanText } from '../../../../shared/domain/imports/blank.ts';
import { readDate } from '../../../../shared/domain/imports/date-text.ts';
import type { FoundHeader } from './header.ts';
import { dateCell } from './table.ts';

const AS_OF =
  /\b(?:as (?:of|at)|stand(?: vom)?|zum stichtag|arr[eê]t[eé] au|al d[ií]a|a fecha de)\s*:?\s*(.+)$/i;
const LABEL = /\b(?:as (?:of|at)|stand|stichtag)\s*:?$/i;
const LONGEST_TITLE = 300;

/** The date that the title rows state (`As of May 15, 2026`); null for none, or one that can be read in two ways. */
export function statedAsOf(header: FoundHeader): PlainDate | null {
  for (const row of header.titles) {
    const text = cleanText(row.cells.join(' ').slice(0, LONGEST_TITLE));
    const label = row.cells.findIndex((cell) => cell.length < LONGEST_TITLE && LABEL.test(cell.trim()));
    const cell = label < 0 ? null : dateCell(row, label + 1);
    if (cell !== null) return cell;
    const stated = AS_OF.exec(text)?.[1];
    const read = stated === undefined ? null : readDate(stated.trim(), { pattern: null, order: null });
    if (read?.ok) return read.date;
  }
  return null;
}
