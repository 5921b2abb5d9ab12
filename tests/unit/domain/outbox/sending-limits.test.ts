import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../../../shared/domain/dates.ts';
import {
  DEFAULT_LIMITS,
  nextSlot,
  plannedTimes,
  type SendingLimits,
} from '../../../../shared/domain/outbox/sending-limits.ts';

const NOON = Date.parse('2026-11-21T12:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const at = (milliseconds: number): Instant => instant(new Date(NOON + milliseconds).toISOString());
const time = (moment: Instant) => Date.parse(moment) - NOON;

const limits: fc.Arbitrary<SendingLimits> = fc.record({
  perMinute: fc.integer({ min: 1, max: 6 }),
  perDay: fc.integer({ min: 1, max: 15 }),
});
/** Any history, however much it was sent before the limits were lowered. */
const history = fc
  .array(fc.integer({ min: -DAY, max: 0 }), { maxLength: 40 })
  .map((times) => times.toSorted((one, other) => one - other));

/** The most that lies in any window of that length which ends with one of the new ones. */
function mostIn(window: number, all: readonly number[], from: number): number {
  return Math.max(
    0,
    ...all.slice(from).map((end, index) => {
      const before = all.slice(0, from + index + 1);
      return before.filter((moment) => moment > end - window).length;
    }),
  );
}

describe('the next slot', () => {
  it('is now while the limits leave room', () => {
    expect(nextSlot([], DEFAULT_LIMITS, at(0))).toBe(at(0));
    const some = Array.from({ length: 19 }, (_, index) => at(-30_000 + index));
    expect(nextSlot(some, DEFAULT_LIMITS, at(0))).toBe(at(0));
  });

  it('is a minute after the twentieth last attempt, a day after the 400th last', () => {
    const minute = Array.from({ length: 20 }, (_, index) => at(-20_000 + index * 1_000));
    expect(nextSlot(minute, DEFAULT_LIMITS, at(0))).toBe(at(40_000));
    const day = Array.from({ length: 400 }, (_, index) => at(-DAY + 5_000 + index * 60_000));
    expect(nextSlot(day, DEFAULT_LIMITS, at(0))).toBe(at(5_000));
  });

  it('never lies in the past', () => {
    fc.assert(
      fc.property(history, limits, (past, allowed) => {
        expect(time(nextSlot(past.map(at), allowed, at(0)))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

/** Each message's own wait: none, a time that is over, or one ahead. */
const waits = (most: number) =>
  fc.array(fc.option(fc.integer({ min: -MINUTE, max: 2 * DAY })), { minLength: 1, maxLength: most });

describe('the planned times', () => {
  const plan = (past: readonly number[], allowed: SendingLimits, own: readonly (number | null)[]) =>
    plannedTimes(
      past.map(at),
      allowed,
      at(0),
      own.map((wait) => (wait === null ? null : at(wait))),
    ).map(time);
  const rising = (times: readonly number[]) => times.toSorted((one, other) => one - other);

  it('never put more into any minute or any day than the limits allow, whatever went before', () => {
    fc.assert(
      fc.property(history, limits, waits(25), (past, allowed, own) => {
        const planned = rising(plan(past, allowed, own));
        const all = [...past, ...planned];
        expect(planned).toHaveLength(own.length);
        expect(mostIn(MINUTE, all, past.length)).toBeLessThanOrEqual(allowed.perMinute);
        expect(mostIn(DAY, all, past.length)).toBeLessThanOrEqual(allowed.perDay);
      }),
    );
  });

  it('are never before the own time of a message, and keep the order of the queue among those that are due', () => {
    fc.assert(
      fc.property(history, limits, waits(20), (past, allowed, own) => {
        const planned = plan(past, allowed, own);
        planned.forEach((moment, place) => {
          expect(moment).toBeGreaterThanOrEqual(Math.max(0, own[place] ?? 0));
        });
        const due = planned.filter((_, place) => (own[place] ?? 0) <= 0);
        expect(rising(due)).toEqual(due);
      }),
    );
  });

  it('are none later than they must be: a message that waits takes no slot from the others', () => {
    fc.assert(
      fc.property(history, limits, waits(12), (past, allowed, own) => {
        const planned = plan(past, allowed, own);
        planned.forEach((moment, place) => {
          const earlier = moment - 1;
          if (earlier < Math.max(0, own[place] ?? 0)) return;
          const before = [...past, ...planned.filter((other) => other <= earlier)];
          const inMinute = before.filter((other) => other > earlier - MINUTE).length;
          const inDay = before.filter((other) => other > earlier - DAY).length;
          expect(inMinute >= allowed.perMinute || inDay >= allowed.perDay).toBe(true);
        });
      }),
    );
  });

  it('let the second go first when the first has to wait', () => {
    expect(plan([], { perMinute: 1, perDay: 10 }, [5 * MINUTE, null, null])).toEqual([5 * MINUTE, 0, MINUTE]);
  });
});

describe('after the clock was put back', () => {
  const ahead = Array.from({ length: 20 }, (_, index) => at(60 * MINUTE + index));

  it('attempts that lie ahead block no minute', () => {
    expect(nextSlot(ahead, DEFAULT_LIMITS, at(0))).toBe(at(0));
  });

  it('and still count for the day', () => {
    expect(nextSlot(ahead, { perMinute: 20, perDay: 20 }, at(0))).toBe(at(DAY));
  });
});
