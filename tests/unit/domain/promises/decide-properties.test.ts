import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, plainDate } from '../../../../shared/domain/dates.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import {
  type DecidedState,
  decidePromise,
  lastDayOf,
} from '../../../../shared/domain/promises/decide-promise.ts';

const DATE = plainDate('2026-07-10');
const amount = fc.nat(3_000).map(minorUnits);
const anyFacts = fc.record({
  amountMinor: fc.integer({ min: 1, max: 3_000 }).map(minorUnits),
  date: fc.constant(DATE),
  graceDays: fc.nat(5),
  today: fc.integer({ min: -10, max: 10 }).map((days) => addDays(DATE, days)),
  receivedMinor: amount,
  expectableMinor: amount,
});
/** What a customer would rather be called, the better the higher. */
const RANK: Readonly<Record<DecidedState, number>> = {
  broken: 0,
  withdrawn: 0,
  partly_kept: 1,
  open: 2,
  kept: 3,
};

describe('of whatever promise', () => {
  test('more money never makes it worse, and a longer wait never better', () => {
    fc.assert(
      fc.property(anyFacts, amount, fc.nat(10), (facts, more, days) => {
        const rank = RANK[decidePromise(facts)];
        const richer = { ...facts, receivedMinor: minorUnits(facts.receivedMinor + more) };
        expect(RANK[decidePromise(richer)]).toBeGreaterThanOrEqual(rank);
        expect(RANK[decidePromise({ ...facts, today: addDays(facts.today, days) })]).toBeLessThanOrEqual(
          rank,
        );
      }),
    );
  });

  test('none is open after its last day, and none broken or kept in part before its end', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const state = decidePromise(facts);
        const isOver = facts.today > lastDayOf(facts.date, facts.graceDays);
        if (state === 'open') expect(isOver).toBe(false);
        if (state === 'broken' || state === 'partly_kept') expect(isOver).toBe(true);
      }),
    );
  });

  test('it is kept exactly when what was promised, or all that is left of it to pay, has come', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const due = Math.min(facts.amountMinor, facts.expectableMinor);
        const isKept = facts.receivedMinor >= due && facts.receivedMinor > 0;
        expect(decidePromise(facts) === 'kept').toBe(isKept);
      }),
    );
  });
});
