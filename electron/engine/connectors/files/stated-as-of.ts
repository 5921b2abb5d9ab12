import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { cleanText } from '../../../../shared/domain/imports/blank.ts';
import type { DateReading } from '../../../../shared/domain/imports/date-text.ts';
import { readDate } from '../../../../shared/domain/imports/date-text.ts';
import type { FileReading } from './file-reading.ts';
import type { FoundHeader } from './header.ts';
import type { SourceRow } from './table.ts';
import { dateCell } from './table.ts';

/** Labels of the day that figures are of come before those of the day that a report was run on. */
const AS_OF =
  /\b(?:as (?:of|at|on)|(?:ag(?:e)?ing|age|key|cut-?off|statement|effective) date|stand(?: vom| per)?|(?:zum )?stichtag|offene posten (?:per|zum)|arr[eê]t[eé] au|date d['’]arr[eê]t[eé]|al d[ií]a|a fecha de|peildatum)(?!\p{L})\s*:?\s*(.*)$/iu;
const RUN_ON =
  /(?:^date(?=\s*:)|\b(?:run|report|print|export) date|\bdate (?:run|printed|exported)|\b(?:run|printed|exported|generated|created) on|\berstellt am|\bdruckdatum|\bdate d['’][eé]dition|\b[eé]dit[eé] le)(?!\p{L})\s*:?\s*(.*)$/iu;
const LONGEST_TITLE = 300;
const MOST_WORDS = 7;

/**
 * The day that the title rows state (`As of May 15, 2026`, `Run date: 15.05.2026`); null for none, or one that can be
 * read in two ways. Dates of numbers are read in the order of the file's own dates, where that is known.
 */
export function statedAsOf(header: FoundHeader, reading: FileReading): PlainDate | null {
  const dates = Object.values(reading.dates);
  const known = dates.find(({ pattern, order }) => pattern !== null || order !== null);
  const used = known ?? { pattern: null, order: null };
  for (const label of [AS_OF, RUN_ON]) {
    for (const row of header.titles) {
      const stated = statedIn(row, label, used);
      if (stated !== null) return stated;
    }
  }
  return null;
}

function statedIn(row: SourceRow, label: RegExp, reading: DateReading): PlainDate | null {
  const at = row.cells.findIndex((cell) => cell.length < LONGEST_TITLE && label.test(cleanText(cell)));
  const behind = label.exec(cleanText(row.cells[at] ?? ''))?.[1] ?? null;
  if (behind === null) return null;
  const rest = row.cells
    .slice(at + 1)
    .join(' ')
    .slice(0, LONGEST_TITLE);
  if (behind !== '')
    return leadingDate(behind, reading) ?? leadingDate(cleanText(`${behind} ${rest}`), reading);
  const next = row.cells.findIndex((cell, index) => index > at && cleanText(cell) !== '');
  return dateCell(row, next) ?? leadingDate(cleanText(row.cells[next] ?? ''), reading);
}

/** The date at the start of a text, whatever stands behind it. */
function leadingDate(text: string, reading: DateReading): PlainDate | null {
  const words = text.split(' ').slice(0, MOST_WORDS);
  for (let count = words.length; count > 0; count -= 1) {
    const read = readDate(
      words
        .slice(0, count)
        .join(' ')
        .replace(/[,;)]+$/, ''),
      reading,
    );
    if (read.ok) return read.date;
  }
  return null;
}
