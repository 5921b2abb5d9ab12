import { z } from 'zod';
import type { Cursor } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import type { SourceTime } from '../source-records.ts';
import { timeTag } from './tagged-values.ts';
import type { Condition } from './tryton-reader.ts';

/**
 * Where a read stands. It goes through `step` after `step` by rising id, which no change of a record can disturb, and
 * ends with the server's time at which it began. A record that changes behind the place that was reached has a later
 * time and is found by the next read.
 */
export interface ReadPlace {
  /** Records changed since then are read; null: all. */
  readonly since: SourceTime | null;
  /** The server's clock when this read began; null between two reads. */
  readonly began: SourceTime | null;
  readonly step: number;
  /** Ids up to this one are done within the step. */
  readonly lastId: number;
  /** Whose books these are; left out by earlier versions. */
  readonly company?: number | undefined;
}

const TIME = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/);
const VERSION = 1;
const placeForm = z.object({
  v: z.literal(VERSION),
  since: TIME.nullable(),
  began: TIME.nullable(),
  step: z.int().nonnegative(),
  lastId: z.int().nonnegative(),
  company: z.int().optional(),
});

/**
 * Looked back so much further than the read before: the time of a record is that of the beginning of its transaction,
 * which may have been committed minutes later, and the clocks of web server and database differ a little.
 */
const OVERLAP_MS = 5 * 60_000;

export function writePlace(place: ReadPlace): Cursor {
  return JSON.stringify({ v: VERSION, ...place });
}

/** Throws `cursor_too_old` for a text of another version: a full read begins anew. */
export function readPlace(cursor: Cursor): ReadPlace {
  let value: unknown = null;
  try {
    value = JSON.parse(cursor);
  } catch {
    // Falls through: no JSON is no place either.
  }
  const read = placeForm.safeParse(value);
  if (read.success) return read.data;
  throw connectorFailure(
    'cursor_too_old',
    'The place up to which Tryton was read is not known. Everything is read again.',
  );
}

/** The condition for records that were changed since, the overlap included: Tryton dates a new record by its creation. */
export function changedSince(since: SourceTime | null): Condition {
  if (since === null) return [];
  const from = timeTag(earlier(since));
  return [
    [
      'OR',
      ['write_date', '>', from],
      [
        ['write_date', '=', null],
        ['create_date', '>', from],
      ],
    ],
  ];
}

/** The time less what is looked back further than the read before. */
export function earlier(time: SourceTime): SourceTime {
  const fraction = time.slice(23);
  return new Date(Date.parse(`${time.slice(0, 23)}Z`) - OVERLAP_MS).toISOString().replace(/Z$/, fraction);
}
