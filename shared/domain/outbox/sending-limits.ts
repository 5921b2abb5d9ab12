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
 * When the next message may go out, at the earliest `now`. Attempts that lie ahead were made before the clock was put
 * back: nobody knows how long ago, so they count for the day and not for the minute.
 *
 * @param attempts instants of the attempts of the last 24 hours, oldest first.
 */
export function nextSlot(attempts: readonly Instant[], limits: SendingLimits, now: Instant): Instant {
  return instantAt(slotAfter(windowsOf(attempts, now), limits, Date.parse(now)));
}

/**
 * When each queued message may go out, if nothing else is sent: what the outbox shows as its ETA. A message that has to
 * wait for its own time takes no slot before it; those behind it go first.
 *
 * @param waiting the time before which each message does not go out (null: none), in the order of the queue.
 * @returns the expected times in the same order.
 */
export function plannedTimes(
  attempts: readonly Instant[],
  limits: SendingLimits,
  now: Instant,
  waiting: readonly (Instant | null)[],
): readonly Instant[] {
  const windows = windowsOf(attempts, now);
  const due = waiting.map((at, place) => ({ place, at: at === null ? 0 : Date.parse(at) }));
  const later = due.toSorted((one, other) => other.at - one.at || other.place - one.place);
  const ready: number[] = [];
  const planned: number[] = waiting.map(() => 0);
  let time = Date.parse(now);
  for (let left = waiting.length; left > 0; left -= 1) {
    time = slotAfter(windows, limits, time);
    if (ready.length === 0) time = Math.max(time, later.at(-1)?.at ?? time);
    for (let next = later.at(-1); next !== undefined && next.at <= time; next = later.at(-1)) {
      insertSorted(ready, next.place);
      later.pop();
    }
    planned[ready.shift() ?? 0] = time;
    windows.minute.push(time);
    windows.day.push(time);
  }
  return planned.map(instantAt);
}

/** Attempts that count for each limit, in milliseconds, oldest first. */
interface Windows {
  readonly minute: number[];
  readonly day: number[];
}

function windowsOf(attempts: readonly Instant[], now: Instant): Windows {
  const present = Date.parse(now);
  const times = attempts.map((at) => Date.parse(at));
  return {
    minute: times.filter((time) => time <= present),
    day: times.map((time) => Math.min(time, present)),
  };
}

function slotAfter({ minute, day }: Windows, limits: SendingLimits, earliest: number): number {
  return Math.max(freeAt(minute, limits.perMinute, MINUTE), freeAt(day, limits.perDay, DAY), earliest);
}

/** The moment at which fewer than `limit` of the times lie within the window before it. */
function freeAt(times: readonly number[], limit: number, window: number): number {
  const blocking = times.at(-limit);
  return blocking === undefined ? 0 : blocking + window;
}

function insertSorted(numbers: number[], added: number): void {
  let from = 0;
  let to = numbers.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((numbers[middle] ?? 0) < added) from = middle + 1;
    else to = middle;
  }
  numbers.splice(from, 0, added);
}

function instantAt(milliseconds: number): Instant {
  return instant(new Date(milliseconds).toISOString());
}
