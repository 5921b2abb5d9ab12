import { EngineError, isEngineError } from '../../../platform/engine-error.ts';

const ASK_AGAIN = 'Ask the sender for a new copy.';

/** The pack is not whole, not genuine, or not made by Duebook. `what` completes "This pack …". */
export function badPack(
  what: string,
  details: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): EngineError {
  return new EngineError('bad_pack', `This pack ${what}`, details, cause);
}

/** Bytes that do not fit together: there is nothing to tell but to fetch the pack again. */
export function damagedPack(what: string, cause?: unknown): EngineError {
  return badPack(`is damaged or was changed: ${what}. ${ASK_AGAIN}`, {}, cause);
}

/** The pack is encrypted for somebody else, or the passphrase is another one. */
export function wrongRecipient(message: string): EngineError {
  return new EngineError('wrong_recipient', message);
}

/** Passes on what already speaks to people; everything else that goes wrong over bytes of a pack is damage. */
export function asPackError(error: unknown, what: string): EngineError {
  return isEngineError(error) ? error : damagedPack(what, error);
}

/** Throws `cancelled` when somebody stopped the work. */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new EngineError('cancelled', 'The work on the pack was stopped. Nothing was changed.');
}
