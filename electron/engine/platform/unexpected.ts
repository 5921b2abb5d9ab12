import { EngineError } from './engine-error.ts';
import type { Logger } from './logger.ts';

const WORDS = 'Something unexpected went wrong.';

/**
 * Makes of anything thrown an error for people. What a person can act on comes back as it is. Everything else, and
 * what the engine itself calls `internal`, leaves one line in the program's log, with `where` it happened (a name
 * from our code), and comes back as `internal` with the line's `reference` in its words and details. What has a reference
 * already was noted further inside and is not noted again.
 */
export function noteUnexpected(error: unknown, logger: Logger, event: string, where: string): EngineError {
  if (error instanceof EngineError && error.code !== 'internal') return error;
  if (error instanceof EngineError && typeof error.details.reference === 'string') return error;
  const operation = error instanceof EngineError ? error.details.operation : undefined;
  const reference = logger.error(event, error, {
    where,
    ...(typeof operation === 'string' ? { operation } : {}),
  });
  const words = error instanceof EngineError ? error.message : WORDS;
  return new EngineError(
    'internal',
    `${words} The local log says more under ${reference}.`,
    { reference },
    error,
  );
}
