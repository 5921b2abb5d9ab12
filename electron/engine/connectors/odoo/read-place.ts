import { z } from 'zod';
import type { Cursor } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import type { Domain } from './odoo-books.ts';
import { odooTime } from './odoo-values.ts';

/**
 * Where a read stands. It goes through step after step by rising id, which no change of a record can disturb, and ends
 * with the server's time at which it began: what changes behind the place that was reached is found by the next read.
 */
const placeForm = z.object({
  v: z.literal(1),
  /** Records changed since then are read, Odoo's time; null: all. */
  since: odooTime.nullable(),
  /** The server's clock when this read began; null between two reads. */
  began: odooTime.nullable(),
  step: z.int().nonnegative(),
  /** Ids up to this one are done within the step. */
  lastId: z.int().nonnegative(),
});
export type ReadPlace = z.infer<typeof placeForm>;

/** The time of a change is that of the beginning of its transaction, which may have been committed minutes later. */
const OVERLAP_MS = 5 * 60_000;

export function writePlace(place: ReadPlace): Cursor {
  return JSON.stringify(place);
}

/** Throws `cursor_too_old` for a text of another version: a full read begins anew. */
export function readPlace(cursor: Cursor): ReadPlace {
  try {
    return placeForm.parse(JSON.parse(cursor));
  } catch {
    throw connectorFailure(
      'cursor_too_old',
      'The place up to which Odoo was read is not known. Everything is read again.',
    );
  }
}

/** The time from which changes are asked for, the overlap included. */
export function lookBack(since: string): string {
  const time = Date.parse(`${since.slice(0, 19).replace(' ', 'T')}Z`) - OVERLAP_MS;
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** The condition for records of which one of these times is that of a change since. */
export function changedSince(fields: readonly string[], since: string): Domain {
  const terms = fields.map((field) => [field, '>=', lookBack(since)]);
  return [...terms.slice(1).map(() => '|'), ...terms];
}
