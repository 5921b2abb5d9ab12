import { z } from 'zod';
import { connectorFailure } from '../connector-failure.ts';

const TIME = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);

/** Time of the newest transaction of all, and the highest id of a table. Null for an account without transactions. */
const markForm = z.object({ time: TIME, id: z.int().nonnegative() }).nullable();
export type Mark = z.infer<typeof markForm>;

/** Where a read stands. Times are those of NetSuite's rows, never ours. */
const cursorForm = z.object({
  v: z.literal(1),
  /** For each table of the entity: what changed since then is read. Empty: everything. */
  since: z.array(markForm),
  /** For each table: the mark when this read came to it. From there the next one goes on. */
  began: z.array(markForm),
  /** Index among the tables of the entity. */
  table: z.int().nonnegative(),
  /** Rows of the table, then what was deleted from it. `done`: the read is finished. */
  phase: z.enum(['rows', 'deleted', 'customers', 'done']),
  /** Something was deleted: nobody says whose, so all customers' balances are read again in the end. */
  balances: z.boolean(),
  /** Rows up to this id are done. */
  lastId: z.int().nonnegative(),
});
export type NetsuiteCursor = z.infer<typeof cursorForm>;

/** Changes are read again from so long before the mark: a change may be committed minutes after its time. */
const OVERLAP = 5 * 60_000;

/** Throws `cursor_too_old` for a cursor that this version cannot read. */
export function parseCursor(text: string): NetsuiteCursor {
  try {
    return cursorForm.parse(JSON.parse(text));
  } catch {
    throw connectorFailure(
      'cursor_too_old',
      'Where the last read of NetSuite stood is not known any more. Everything is read again.',
    );
  }
}

export function writeCursor(cursor: NetsuiteCursor): string {
  return JSON.stringify(cursor);
}

export const FROM_THE_BEGINNING: NetsuiteCursor = {
  v: 1,
  since: [],
  began: [],
  table: 0,
  phase: 'rows',
  balances: false,
  lastId: 0,
};

/** The read that follows a finished one; an unfinished one goes on where it stood. */
export function following(cursor: NetsuiteCursor): NetsuiteCursor {
  return cursor.phase === 'done' ? { ...FROM_THE_BEGINNING, since: cursor.began } : cursor;
}

/** The time of a mark less the overlap; the texts are taken as if they were UTC, which only their difference rests on. */
export function withOverlap(time: string): string {
  const earlier = new Date(Date.parse(`${time.replace(' ', 'T')}Z`) - OVERLAP);
  return earlier.toISOString().slice(0, 19).replace('T', ' ');
}
