import { EngineError } from '../../platform/engine-error.ts';

/** A file that cannot be read: `what` says what is wrong and where, `advice` what to do. */
export function badFile(fileName: string, what: string, advice: string, cause?: unknown): EngineError {
  return new EngineError('bad_file', `${fileName}: ${what} ${advice}`, { fileName }, cause);
}

/** Throws `EngineError('cancelled')` when the signal has aborted. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new EngineError('cancelled', 'The import was cancelled. Nothing was changed.');
}

/** Lets other work of this thread run, then goes on unless the signal has aborted. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  stopIfCancelled(signal);
}
