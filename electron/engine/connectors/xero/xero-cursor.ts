import { z } from 'zod';
import { connectorFailure } from '../connector-failure.ts';

/** Where a read stands. Times are Xero's, never ours. */
const cursorForm = z.object({
  v: z.literal(1),
  /** What changed since then is read; null: everything. ISO text. */
  since: z.string().nullable(),
  /** Xero's time when this read began: from there the next one goes on. Null before the first answer. */
  began: z.string().nullable(),
  /** Index among the lists of the entity, and the next page of it. `list` beyond the last one: the read is finished. */
  list: z.number().int().nonnegative(),
  page: z.number().int().positive(),
});
export type XeroCursor = z.infer<typeof cursorForm>;

/** Changes are read again from so long before the last read began, in milliseconds: clocks of servers differ. */
export const OVERLAP = 5 * 60_000;

/** Throws `cursor_too_old` for a cursor that this version cannot read. */
export function parseCursor(text: string): XeroCursor {
  try {
    return cursorForm.parse(JSON.parse(text));
  } catch {
    throw connectorFailure(
      'cursor_too_old',
      'Where the last read of Xero stood is not known any more. Everything is read again.',
    );
  }
}

export function writeCursor(cursor: XeroCursor): string {
  return JSON.stringify(cursor);
}

export const FROM_THE_BEGINNING: XeroCursor = { v: 1, since: null, began: null, list: 0, page: 1 };

/** The read that follows a finished one; an unfinished one goes on where it stood. */
export function following(cursor: XeroCursor, lists: number): XeroCursor {
  if (cursor.list < lists) return cursor;
  const since = cursor.began === null ? null : new Date(Date.parse(cursor.began) - OVERLAP).toISOString();
  return { ...FROM_THE_BEGINNING, since };
}
