import { type Instant, instant } from '../dates.ts';

/** How much a mailbox may send. Counted by attempts, since the provider counts those. */
export interface SendingLimits {
  readonly perMinute: number;
  readonly perDay: number;
}

/** Careful for any mailbox of a person; presets of providers say theirs. */
export const DEFAULT_LIMITS: SendingLimits = { perMinute: 20, perDay: 400 };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * When the next message may go out, at the earliest `now`.
 *
 * @param attempts instants of the attempts of the last 24 hours, oldest first.
 */
export function nextSlot(attempts: readonly Instant[], limits: SendingLimits, now: Instant): Instant {
  const times = attempts.map((at) => Date.parse(at));
  const free = Math.max(
    freeAt(times, limits.perMinute, MINUTE),
    freeAt(times, limits.perDay, DAY),
    Date.parse(now),
  );
  return instant(new Date(free).toISOString());
}

/** When each of the next `count` messages may go out, if nothing else is sent: what the outbox shows as its ETA. */
export function plannedSlots(
  attempts: readonly Instant[],
  limits: SendingLimits,
  now: Instant,
  count: number,
): readonly Instant[] {
  const planned: Instant[] = [];
  for (let index = 0; index < count; index += 1) {
    planned.push(nextSlot([...attempts, ...planned], limits, planned.at(-1) ?? now));
  }
  return planned;
}

/** The moment at which fewer than `limit` of the times lie within the window before it. */
function freeAt(times: readonly number[], limit: number, window: number): number {
  const blocking = times.at(-limit);
  return blocking === undefined ? 0 : blocking + window;
}
