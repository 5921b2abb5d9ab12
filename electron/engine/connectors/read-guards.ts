import { ZodError } from 'zod';
import { DateError } from '../../../shared/domain/dates.ts';
import { MoneyError } from '../../../shared/domain/money.ts';
import type { EngineError } from '../platform/engine-error.ts';
import type { Cursor, Page } from './connector.ts';
import { connectorFailure } from './connector-failure.ts';

/**
 * The id behind which the next page begins.
 *
 * @param ids those of a full page, by rising id.
 * @param last the id behind which this page began.
 * @throws EngineError `bad_answer` when the page leads no further: the read would never end.
 */
export function nextAfter(system: string, ids: readonly number[], last: number): number {
  const next = ids.at(-1);
  if (next !== undefined && next > last) return next;
  throw noProgress(system);
}

/** The pages of one read, as long as each leads further: a system may serve the same ones without end. */
export async function* movingOn(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  const places = new Set<Cursor>();
  for await (const page of inWords(pages)) {
    if (places.has(page.next)) throw noProgress('The accounting system');
    places.add(page.next);
    yield page;
  }
}

/**
 * What a connector reads, piece by piece. A value that cannot be read, and belongs to no single record that could be set
 * aside, ends the read in words.
 *
 * @throws EngineError `bad_answer`
 */
export async function* inWords<T>(pieces: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* pieces;
  } catch (error) {
    if (!(error instanceof ZodError || error instanceof MoneyError || error instanceof DateError))
      throw error;
    throw connectorFailure(
      'bad_answer',
      'The accounting system answered in a form that is not known, so reading was stopped. What was read before is kept.',
      {},
      error,
    );
  }
}

/** The system gives the same page again and again. */
export function noProgress(system: string): EngineError {
  return connectorFailure(
    'bad_answer',
    `${system} gave the same records again instead of the next ones, so reading was stopped: it would never have ended. What was read before is kept.`,
  );
}

/**
 * The system's clock is behind the time from which changes are asked for: it ran ahead then and was set right, or the
 * books came out of a backup. What changed in between has times that were passed already.
 */
export function clockSetBack(system: string): EngineError {
  return connectorFailure(
    'cursor_too_old',
    `The clock of ${system} is behind the time of the last read. Everything is read again.`,
  );
}
