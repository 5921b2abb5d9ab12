import { encodeCursor } from './cursor.ts';

export interface CashPageInput {
  readonly limit: number;
  readonly cursor: string | null;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly next: string | null;
}

/** A page of rows that were read one more than asked for; `position` is where the next page goes on. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  total: number,
  position: (row: Row) => readonly string[],
): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? encodeCursor(position(last)) : null;
  return { rows: shown, total, next };
}

/** Whether a cursor is so many texts. */
export function isTexts(count: number): (value: unknown) => value is readonly string[] {
  return (value): value is readonly string[] =>
    Array.isArray(value) && value.length === count && value.every((part) => typeof part === 'string');
}
