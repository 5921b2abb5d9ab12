import { isPlainDate, type PlainDate } from '../dates.ts';

/** Year first, with one and the same mark or none; or day first with points, as it is written in German and Danish. */
const YEAR_FIRST = /(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)/gu;
/** Digits of an earlier year are a number of something. */
const FIRST_YEAR = 1990;
const DAY_FIRST = /(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/gu;

/**
 * The day in the name of a file: `open-items 2026-11-21.csv`, `OP_20261121.xlsx`, `Stand 21.11.2026.csv`. Null for none,
 * for several different ones, and for forms that can be read in two ways such as `11-12-2026`.
 */
export function dateInName(fileName: string): PlainDate | null {
  const days = new Set<PlainDate>();
  for (const [, year, , month, day] of fileName.matchAll(YEAR_FIRST)) add(days, year, month, day);
  for (const [, day, month, year] of fileName.matchAll(DAY_FIRST)) add(days, year, month, day);
  const [only] = days;
  return days.size === 1 && only !== undefined ? only : null;
}

function add(
  days: Set<PlainDate>,
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): void {
  const text = `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  if (isPlainDate(text) && Number(year) >= FIRST_YEAR) days.add(text);
}
