import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import { priorityOf } from '../../../shared/domain/priority/priority.ts';
import { ramp } from '../../../shared/domain/priority/rule.ts';
import {
  DEFAULT_PRIORITY_WEIGHTS,
  PRIORITY_CODES,
  priorityWeights,
} from '../../../shared/domain/priority/weights.ts';
import { priorityFacts, TODAY } from './priority-facts.ts';

/** Facts for which every reason applies that can apply together. */
const EVERYTHING = priorityFacts({
  oldestDaysPastDue: 120,
  overdueMinor: minorUnits(100_000),
  lastTouchOn: addDays(TODAY, -2),
  habit: { paidInvoices: 8, averageDaysLate: 50 },
  disputedMinor: minorUnits(100),
  newlyOverdue: { minor: minorUnits(20_000), daysPastDue: 2 },
  nextAction: { kind: 'call', date: TODAY },
  creditsMinor: minorUnits(100_000),
  snoozedUntil: addDays(TODAY, 1),
  holds: [{ reason: 'audit', until: null }],
});

describe('the score', () => {
  it('is the sum that a person can do: 30 + 25 + 10 + 10 + 5 + 5 + 8 + 15 − 7 − 30 − 60 − 60', () => {
    const { score, reasons } = priorityOf(EVERYTHING);
    expect(Object.fromEntries(reasons.map((one) => [one.code, one.points]))).toEqual({
      overdue_amount: 30,
      oldest_overdue: 25,
      share_of_book: 10,
      habit_broken: 10,
      pays_late: 5,
      disputed: 5,
      newly_overdue: 8,
      next_action_due: 15,
      contacted_recently: -7,
      credit_covers: -30,
      snoozed: -60,
      held: -60,
    });
    expect(score).toBe(-49);
  });

  it('lists the heaviest reason first, whichever way it weighs', () => {
    const codes = priorityOf(EVERYTHING).reasons.map((one) => one.code);
    expect(codes.slice(0, 4)).toEqual(['snoozed', 'held', 'overdue_amount', 'credit_covers']);
  });

  it('is zero without a reason, as with all weights at zero', () => {
    const none = priorityWeights(Object.fromEntries(PRIORITY_CODES.map((code) => [code, 0])));
    expect(priorityOf(EVERYTHING, none)).toEqual({ score: 0, reasons: [] });
  });

  it('turns round with the sign of a weight', () => {
    const reversed = priorityWeights({ disputed: -5, snoozed: 60 });
    const points = new Map(priorityOf(EVERYTHING, reversed).reasons.map((one) => [one.code, one.points]));
    expect([points.get('disputed'), points.get('snoozed')]).toEqual([-5, 60]);
  });

  it('changes by the points of one reason when that reason alone is turned off', () => {
    const all = priorityOf(EVERYTHING);
    for (const { code, points } of all.reasons) {
      expect(priorityOf(EVERYTHING, priorityWeights({ [code]: 0 })).score).toBe(all.score - points);
    }
  });

  it('never falls as a debt grows older or larger', () => {
    const facts = fc.record({
      days: fc.integer({ min: 1, max: 300 }),
      overdue: fc.integer({ min: 1, max: 90_000 }),
    });
    fc.assert(
      fc.property(facts, fc.nat(100), fc.nat(10_000), ({ days, overdue }, older, more) => {
        const score = (oldestDaysPastDue: number, minor: number) =>
          priorityOf(priorityFacts({ oldestDaysPastDue, overdueMinor: minorUnits(minor) })).score;
        expect(score(days + older, overdue)).toBeGreaterThanOrEqual(score(days, overdue));
        expect(score(days, overdue + more)).toBeGreaterThanOrEqual(score(days, overdue));
      }),
    );
  });
});

describe('the weights of a workspace', () => {
  it('are 17 whole numbers by default, as the settings show them', () => {
    expect(DEFAULT_PRIORITY_WEIGHTS).toEqual({
      overdue_amount: 30,
      oldest_overdue: 25,
      share_of_book: 10,
      not_contacted: 10,
      contacted_recently: -15,
      habit_broken: 10,
      pays_late: 5,
      broken_promise: 170,
      promised: -40,
      unanswered_reply: 25,
      disputed: 5,
      newly_overdue: 8,
      no_next_action: 5,
      next_action_due: 15,
      credit_covers: -30,
      snoozed: -60,
      held: -60,
    });
  });

  it('drop what is no number and cut off fractions towards zero', () => {
    const own = { held: Number.POSITIVE_INFINITY, snoozed: Number.NaN, disputed: 7.9, pays_late: -7.9 };
    const weights = priorityWeights(own);
    expect([weights.held, weights.snoozed, weights.disputed, weights.pays_late]).toEqual([-60, -60, 7, -7]);
  });
});

describe('a ramp', () => {
  it('is held at both ends and straight between', () => {
    expect([-1, 0, 5, 10, 11].map((value) => ramp(value, 0, 10))).toEqual([0, 0, 0.5, 1, 1]);
    expect(ramp(Number.NEGATIVE_INFINITY, -4, 0)).toBe(0);
  });
});
