import { connectorFailure } from '../connector-failure.ts';
import { clockSetBack } from '../read-guards.ts';
import type { QuickbooksClient } from './quickbooks-client.ts';
import { changes, headOf } from './quickbooks-query.ts';

/** The change feed looks back for 30 days; a day is left for the read itself. */
const LONGEST = 29 * 86_400_000;
/** A full answer: how many more there were it does not say, and it has no pages. */
const MOST_CHANGES = 1_000;
/** A window that is not halved any more, in milliseconds. */
const SHORTEST = 60_000;

/** @throws EngineError `cursor_too_old` when the change feed no longer reaches back so far, or the clock was set back. */
export function checkLookback(since: string, now: string): void {
  if (Date.parse(now) < Date.parse(since)) throw clockSetBack('QuickBooks');
  if (Date.parse(now) - Date.parse(since) > LONGEST) throw tooOld();
}

export function tooOld(): Error {
  return connectorFailure(
    'cursor_too_old',
    'QuickBooks tells what was deleted for 30 days and 1000 changes only, and there was more since the last read. Everything is read again.',
  );
}

export interface Deletions {
  readonly ids: readonly string[];
  /** False: there may be others, which only a full read and a sweep can find. */
  readonly complete: boolean;
}

/**
 * Rows of a table that the change feed says were deleted. After a full answer the window is halved until one is not: the
 * feed always ends now, so that this makes the newer part certain; of the older part it only has what came by the way.
 *
 * @param until QuickBooks' own time, ISO text.
 */
export async function deletedSince(
  client: QuickbooksClient,
  table: string,
  since: string,
  until: string,
  signal: AbortSignal,
): Promise<Deletions> {
  const ids = new Set<string>();
  let from = since;
  for (;;) {
    const { rows } = await changes(client, table, from, signal);
    for (const row of rows) {
      const head = headOf(row);
      if (head?.deleted === true) ids.add(head.id);
    }
    if (rows.length < MOST_CHANGES) return { ids: [...ids], complete: from === since };
    const span = Date.parse(until) - Date.parse(from);
    if (!(span > SHORTEST)) return { ids: [...ids], complete: false };
    from = new Date(Date.parse(from) + Math.ceil(span / 2)).toISOString();
  }
}
