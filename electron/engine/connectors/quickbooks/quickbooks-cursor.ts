import { z } from 'zod';
import { connectorFailure } from '../connector-failure.ts';

/** Where a read stands. Times are QuickBooks', never ours. */
const cursorForm = z.object({
  v: z.literal(1),
  /** What changed since then is read; null: everything. ISO text. */
  since: z.string().nullable(),
  /** QuickBooks' time when this read began: from there the next one goes on. Null before the first answer. */
  began: z.string().nullable(),
  /** Index among the tables of the entity. */
  table: z.int().nonnegative(),
  /** Rows of the table, then what was deleted from it. `done`: the read is finished. */
  phase: z.enum(['rows', 'deleted', 'customers', 'done']),
  /** A document was deleted: nobody says whose, so all customers' balances are read again in the end. */
  balances: z.boolean(),
  /** Time of change of the last row that was read, in the digits that it has; null at the beginning of a table. */
  at: z.string().nullable(),
  /** Rows with that time that were read. */
  ties: z.int().nonnegative(),
  /** The last row that was read. */
  last: z.string().nullable(),
});
export type QuickbooksCursor = z.infer<typeof cursorForm>;

/** Changes are read again from so long before the last read began, in milliseconds: clocks of servers differ. */
export const OVERLAP = 5 * 60_000;

/** Throws `cursor_too_old` for a cursor that this version cannot read. */
export function parseCursor(text: string): QuickbooksCursor {
  try {
    return cursorForm.parse(JSON.parse(text));
  } catch {
    throw connectorFailure(
      'cursor_too_old',
      'Where the last read of QuickBooks stood is not known any more. Everything is read again.',
    );
  }
}

export function writeCursor(cursor: QuickbooksCursor): string {
  return JSON.stringify(cursor);
}

/** The beginning of a table. */
export const TABLE_START = { at: null, ties: 0, last: null } as const;

export const FROM_THE_BEGINNING: QuickbooksCursor = {
  v: 1,
  since: null,
  began: null,
  table: 0,
  phase: 'rows',
  balances: false,
  ...TABLE_START,
};

/** The read that follows a finished one; an unfinished one goes on where it stood. */
export function following(cursor: QuickbooksCursor): QuickbooksCursor {
  if (cursor.phase !== 'done') return cursor;
  const since = cursor.began === null ? null : new Date(Date.parse(cursor.began) - OVERLAP).toISOString();
  return { ...FROM_THE_BEGINNING, since };
}
