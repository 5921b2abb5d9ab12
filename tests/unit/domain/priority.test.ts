import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import { currencyCode, minorUnits, ZERO } from '../../../shared/domain/money.ts';
import type { PriorityFacts } from '../../../shared/domain/priority/facts.ts';
import { PRIORITY_RULES, priorityOf } from '../../../shared/domain/priority/priority.ts';
import {
  DEFAULT_PRIORITY_WEIGHTS,
  PRIORITY_CODES,
  PRIORITY_LABELS,
  type PriorityCode,
  priorityWeights,
} from '../../../shared/domain/priority/weights.ts';

const TODAY = plainDate('2026-11-21');

function facts(changes: Partial<PriorityFacts> = {}): PriorityFacts {
  return {
    today: TODAY,
    currency: currencyCode('EUR'),
    overdueMinor: minorUnits(4_821_000),
    askableMinor: changes.overdueMinor ?? minorUnits(4_821_000),
    oldestDaysPastDue: 62,
    bookMinor: minorUnits(53_566_000),
    lastTouchOn: addDays(TODAY, -9),
    habit: null,
    disputedMinor: ZERO,
    promisedMinor: ZERO,
    promiseDue: null,
    brokenPromise: null,
    unansweredReply: false,
    newlyOverdue: null,
    nextAction: { kind: 'call', date: addDays(TODAY, 3) },
    creditsMinor: ZERO,
    snoozedUntil: null,
    holds: [],
    ...changes,
  };
}

function reason(code: PriorityCode, changes: Partial<PriorityFacts>) {
  return priorityOf(facts(changes)).reasons.find((one) => one.code === code);
}

function text(code: PriorityCode, changes: Partial<PriorityFacts> = {}): string | undefined {
  return reason(code, changes)?.text;
}

function points(code: PriorityCode, changes: Partial<PriorityFacts> = {}): number {
  return reason(code, changes)?.points ?? 0;
}

describe('the reasons of a priority, in words', () => {
  it('name amount, age and share of the book', () => {
    expect(text('overdue_amount')).toBe('€48,210 overdue');
    expect(text('oldest_overdue')).toBe('62 days late');
    expect(text('share_of_book')).toBe('€48,210 is 9 % of your book');
  });

  it('name the last contact, or that there was none', () => {
    expect(text('not_contacted')).toBe('last contact 12 Nov');
    expect(text('not_contacted', { lastTouchOn: addDays(TODAY, -5) })).toBe('last contact 5 days ago');
    expect(text('not_contacted', { lastTouchOn: null })).toBe('never contacted');
    expect(text('contacted_recently', { lastTouchOn: TODAY })).toBe('contacted today');
  });

  it('name the habit that is broken', () => {
    expect(text('habit_broken', { habit: { paidInvoices: 12, averageDaysLate: 8.4 } })).toBe(
      'usually pays 8 days late, now 62 days',
    );
    expect(text('habit_broken', { habit: { paidInvoices: 12, averageDaysLate: -2 } })).toBe(
      'usually pays on time, now 62 days',
    );
    expect(text('pays_late', { habit: { paidInvoices: 3, averageDaysLate: 20.6 } })).toBe(
      'pays 21 days late on average',
    );
  });

  it('name what just fell due, disputes and credits', () => {
    const newlyOverdue = { minor: minorUnits(1_206_000), daysPastDue: 3 };
    expect(text('newly_overdue', { newlyOverdue })).toBe('an invoice of €12,060 fell due 3 days ago');
    expect(text('disputed', { disputedMinor: minorUnits(210_000) })).toBe('€2,100.00 disputed');
    expect(text('credit_covers', { creditsMinor: minorUnits(482_100) })).toBe(
      '€4,821.00 in credits and payments not applied covers 10 % of it',
    );
  });

  it('name the next action', () => {
    expect(text('no_next_action', { nextAction: null })).toBe('no next action');
    expect(text('next_action_due', { nextAction: { kind: 'send_copy', date: TODAY } })).toBe(
      'next action due today: send copy',
    );
    expect(text('next_action_due', { nextAction: { kind: 'call', date: addDays(TODAY, -4) } })).toBe(
      'next action missed on 17 Nov: call',
    );
    expect(text('next_action_due')).toBeUndefined();
  });

  it('name what rests, and until when', () => {
    expect(text('snoozed', { snoozedUntil: addDays(TODAY, 3) })).toBe('snoozed until 24 Nov');
    expect(text('held', { holds: [{ reason: 'new owner', until: null }] })).toBe('on hold: new owner');
    expect(text('held', { holds: [{ reason: 'audit', until: addDays(TODAY, 10) }] })).toBe(
      'on hold until 1 Dec: audit',
    );
  });
});

describe('the points of a priority', () => {
  it('grow by the same step for each tenth part of the book', () => {
    const share = (percent: number) =>
      points('overdue_amount', { overdueMinor: minorUnits((53_566_000 * percent) / 100) });
    expect([share(100), share(10), share(1), share(0.1)]).toEqual([30, 23, 15, 8]);
  });

  it('are full for a debt of 120 days and more', () => {
    expect(points('oldest_overdue', { oldestDaysPastDue: 120 })).toBe(25);
    expect(points('oldest_overdue', { oldestDaysPastDue: 400 })).toBe(25);
    expect(points('oldest_overdue', { oldestDaysPastDue: 60 })).toBe(13);
  });

  it('give nothing for a small share of the book', () => {
    expect(points('share_of_book', { overdueMinor: minorUnits(2_600_000) })).toBe(0);
  });

  it('fall after a contact and rise again with time', () => {
    const at = (days: number) => priorityOf(facts({ lastTouchOn: addDays(TODAY, -days) })).score;
    const scores = [0, 1, 2, 3, 4, 10, 20, 30].map(at);
    expect(scores).toEqual([...scores].sort((left, right) => left - right));
    expect(at(30) - at(0)).toBe(25);
  });

  it('do not take two payments for a habit', () => {
    const habit = { paidInvoices: 2, averageDaysLate: 30 };
    expect(points('pays_late', { habit })).toBe(0);
    expect(points('habit_broken', { habit })).toBe(0);
  });

  it('do not call a habit broken that is kept', () => {
    const habit = { paidInvoices: 9, averageDaysLate: 58 };
    expect(points('habit_broken', { habit })).toBe(0);
    expect(points('pays_late', { habit })).toBe(5);
  });

  it('are lowered most when credits cover everything', () => {
    expect(points('credit_covers', { creditsMinor: minorUnits(4_821_000) })).toBe(-30);
    expect(points('credit_covers', { creditsMinor: minorUnits(9_000_000) })).toBe(-30);
    expect(points('credit_covers', { creditsMinor: minorUnits(2_410_500) })).toBe(-15);
  });

  it('end with the snooze or the hold', () => {
    expect(points('snoozed', { snoozedUntil: TODAY })).toBe(0);
    expect(points('held', { holds: [{ reason: 'audit', until: TODAY }] })).toBe(0);
    expect(points('held', { holds: [{ reason: 'audit', until: null }] })).toBe(-60);
  });

  it('are none for an account with nothing overdue in an empty book', () => {
    const idle = facts({ overdueMinor: ZERO, oldestDaysPastDue: 0, bookMinor: ZERO, lastTouchOn: TODAY });
    expect(priorityOf(idle).reasons.map((one) => one.code)).toEqual(['contacted_recently']);
  });
});

describe('the weights', () => {
  it('have a rule and a label for every code', () => {
    expect(PRIORITY_RULES.map((rule) => rule.code).sort()).toEqual([...PRIORITY_CODES].sort());
    for (const code of PRIORITY_CODES) expect(PRIORITY_LABELS[code].length).toBeGreaterThan(5);
  });

  it('turn a reason off at 0', () => {
    const weights = priorityWeights({ oldest_overdue: 0 });
    expect(priorityOf(facts(), weights).reasons.map((one) => one.code)).not.toContain('oldest_overdue');
  });

  it('are the defaults where a workspace has none, and whole numbers', () => {
    expect(priorityWeights({})).toEqual(DEFAULT_PRIORITY_WEIGHTS);
    expect(priorityWeights({ snoozed: -12.9, unknown: 7, held: Number.NaN })).toEqual({
      ...DEFAULT_PRIORITY_WEIGHTS,
      snoozed: -12,
    });
  });
});

describe('whatever the facts are', () => {
  const amount = fc.nat(10 ** 11).map(minorUnits);
  const day = fc.integer({ min: -120, max: 60 }).map((days) => addDays(TODAY, days));
  const anyFacts: fc.Arbitrary<PriorityFacts> = fc.record({
    today: fc.constant(TODAY),
    currency: fc.constantFrom(currencyCode('EUR'), currencyCode('JPY')),
    overdueMinor: amount,
    askableMinor: amount,
    oldestDaysPastDue: fc.integer({ min: -30, max: 900 }),
    bookMinor: amount,
    lastTouchOn: fc.option(day),
    habit: fc.option(
      fc.record({
        paidInvoices: fc.nat(40),
        averageDaysLate: fc.double({ min: -60, max: 300, noNaN: true }),
      }),
    ),
    disputedMinor: amount,
    promisedMinor: amount,
    promiseDue: fc.option(day),
    brokenPromise: fc.option(fc.record({ level: fc.integer({ min: 1, max: 5 }), on: day })),
    unansweredReply: fc.boolean(),
    newlyOverdue: fc.option(fc.record({ minor: amount, daysPastDue: fc.integer({ min: 1, max: 7 }) })),
    nextAction: fc.option(fc.record({ kind: fc.constantFrom('call', 'send_copy'), date: day })),
    creditsMinor: amount,
    snoozedUntil: fc.option(day),
    holds: fc.array(fc.record({ reason: fc.constant('audit'), until: fc.option(day) }), { maxLength: 2 }),
  });
  const anyWeights = fc
    .dictionary(fc.constantFrom(...PRIORITY_CODES), fc.integer({ min: -100, max: 100 }))
    .map(priorityWeights);

  it('the score is the whole-number sum of the points', () => {
    fc.assert(
      fc.property(anyFacts, anyWeights, (any, weights) => {
        const { score, reasons } = priorityOf(any, weights);
        expect(Number.isSafeInteger(score)).toBe(true);
        expect(reasons.reduce((sum, one) => sum + one.points, 0)).toBe(score);
      }),
    );
  });

  it('no reason gives more than its weight, and each reads as a phrase', () => {
    fc.assert(
      fc.property(anyFacts, anyWeights, (any, weights) => {
        for (const one of priorityOf(any, weights).reasons) {
          expect(Math.abs(one.points)).toBeLessThanOrEqual(Math.abs(weights[one.code]));
          expect(one.points).not.toBe(0);
          expect(one.text).not.toMatch(/NaN|undefined|null|Infinity|[.!]$/);
        }
      }),
    );
  });

  it('the heaviest reason comes first, and no reason comes twice', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const { reasons } = priorityOf(any);
        const weight = reasons.map((one) => Math.abs(one.points));
        expect(weight).toEqual([...weight].sort((left, right) => right - left));
        expect(new Set(reasons.map((one) => one.code)).size).toBe(reasons.length);
      }),
    );
  });
});
