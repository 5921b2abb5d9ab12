import type { EngineError } from '../../platform/engine-error.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import { failureReason } from '../connector-failure.ts';
import type { Timing } from './timing.ts';

/** Tries in all, the first included. */
export const TRIES = 5;
/** Longer than this nobody waits inside a run: the error says when to come again. Milliseconds. */
export const LONGEST_WAIT = 5 * 60_000;
const FIRST = 1_000;
const LAST = 60_000;

interface Policy {
  readonly repeats: boolean;
  readonly renew: ((signal: AbortSignal) => Promise<boolean>) | undefined;
  readonly timing: Timing;
}

/**
 * Tries again what may succeed the next time: the network, 5xx, 429 (accounting systems' published advice). The time that
 * the system asks for wins (`details.waitMs`); otherwise a random part of 1 s, doubled with each try, at most 60 s
 * ("full jitter"). 403 never, 401 only with a new proof and once.
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  policy: Policy,
  signal: AbortSignal,
): Promise<T> {
  let renewed = false;
  for (let tried = 1; ; tried += 1) {
    try {
      signal.throwIfAborted();
      return await attempt();
    } catch (error) {
      if (signal.aborted || !isEngineError(error)) throw error;
      if (failureReason(error) === 'auth_expired' && !renewed && policy.repeats) {
        renewed = true;
        if ((await policy.renew?.(signal)) === true) continue;
      }
      const wait = waitBefore(error, tried, policy);
      if (wait === null) throw error;
      await policy.timing.sleep(wait, signal);
    }
  }
}

function waitBefore(error: EngineError, tried: number, { repeats, timing }: Policy): number | null {
  const reason = failureReason(error);
  const passing = reason === 'network_down' || reason === 'server_error' || reason === 'rate_limited';
  if (!repeats || !passing || tried >= TRIES) return null;
  const { waitMs } = error.details;
  if (typeof waitMs === 'number') return waitMs <= LONGEST_WAIT ? waitMs : null;
  return timing.random() * Math.min(LAST, FIRST * 2 ** (tried - 1));
}
