import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../../../shared/domain/dates.ts';
import {
  DEFAULT_LIMITS,
  nextSlot,
  plannedSlots,
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

describe('the planned slots', () => {
  it('never put more into any minute or any day than the limits allow, whatever went before', () => {
    fc.assert(
      fc.property(history, limits, fc.integer({ min: 1, max: 25 }), (past, allowed, count) => {
        const planned = plannedSlots(past.map(at), allowed, at(0), count).map(time);
        const all = [...past, ...planned];
        expect(planned).toHaveLength(count);
        expect(mostIn(MINUTE, all, past.length)).toBeLessThanOrEqual(allowed.perMinute);
        expect(mostIn(DAY, all, past.length)).toBeLessThanOrEqual(allowed.perDay);
      }),
    );
  });

  it('come one after the other, and none is later than it must be', () => {
    fc.assert(
      fc.property(history, limits, fc.integer({ min: 2, max: 12 }), (past, allowed, count) => {
        const planned = plannedSlots(past.map(at), allowed, at(0), count).map(time);
        expect(planned.toSorted((one, other) => one - other)).toEqual(planned);
        planned.forEach((slot, index) => {
          const before = [...past, ...planned.slice(0, index)];
          const earlier = slot - 1;
          if (earlier < (planned[index - 1] ?? 0)) return;
          const inMinute = before.filter((moment) => moment > earlier - MINUTE).length;
          const inDay = before.filter((moment) => moment > earlier - DAY).length;
          expect(inMinute >= allowed.perMinute || inDay >= allowed.perDay).toBe(true);
        });
      }),
    );
  });
});
