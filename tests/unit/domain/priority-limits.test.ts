import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import { priorityOf } from '../../../shared/domain/priority/priority.ts';
import { priorityWeights } from '../../../shared/domain/priority/weights.ts';
import { pointsOf, priorityFacts, reasonText, TODAY } from './priority-facts.ts';

const daysAgo = (days: number) => addDays(TODAY, -days);

describe('the amount overdue', () => {
  it.each([
    [100_000, 30],
    [10_000, 23],
    [1_000, 15],
    [100, 8],
    [11, 0],
    [0, 0],
  ])('of %i in a book of 100,000 gives %i points', (overdue, points) => {
    expect(pointsOf('overdue_amount', { overdueMinor: minorUnits(overdue) })).toBe(points);
  });

  it('counts in full where the book is smaller than it, or empty', () => {
    expect(pointsOf('overdue_amount', { bookMinor: minorUnits(1) })).toBe(30);
    expect(pointsOf('overdue_amount', { bookMinor: minorUnits(0) })).toBe(30);
  });

  it('is written in its own currency', () => {
    expect(reasonText('overdue_amount', { currency: currencyCode('JPY') })).toBe('¥10,000 overdue');
  });
});

describe('the age of the debt', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 1],
    [30, 6],
    [31, 6],
    [60, 13],
    [90, 19],
    [117, 24],
    [118, 25],
    [120, 25],
    [121, 25],
  ])('of %i days gives %i points', (days, points) => {
    expect(pointsOf('oldest_overdue', { oldestDaysPastDue: days })).toBe(points);
  });

  it('reaches its full strength at 120 days and not a day before', () => {
    const weights = priorityWeights({ oldest_overdue: 100 });
    const at = (days: number) =>
      priorityOf(priorityFacts({ oldestDaysPastDue: days }), weights).reasons.find(
        (one) => one.code === 'oldest_overdue',
      )?.points;
    expect([at(119), at(120)]).toEqual([99, 100]);
  });

  it('names one day in the singular', () => {
    const weights = priorityWeights({ oldest_overdue: 100 });
    const { reasons } = priorityOf(priorityFacts({ oldestDaysPastDue: 1 }), weights);
    expect(reasons.find((one) => one.code === 'oldest_overdue')?.text).toBe('1 day late');
  });
});

describe('the share of the book', () => {
  it.each([
    [4_999, 0],
    [5_000, 2],
    [12_500, 5],
    [25_000, 10],
    [99_000, 10],
  ])('of %i in 100,000 gives %i points', (overdue, points) => {
    expect(pointsOf('share_of_book', { overdueMinor: minorUnits(overdue) })).toBe(points);
  });

  it('is never called all of the book when something is owed by others', () => {
    expect(reasonText('share_of_book', { overdueMinor: minorUnits(99_900) })).toBe(
      '€999.00 is over 99 % of your book',
    );
    expect(reasonText('share_of_book', { overdueMinor: minorUnits(100_000) })).toBe(
      '€1,000.00 is 100 % of your book',
    );
  });
});

describe('an invoice that just fell due', () => {
  const fell = (minor: number, daysPastDue = 1) => ({
    newlyOverdue: { minor: minorUnits(minor), daysPastDue },
  });

  it.each([
    [999, 0],
    [1_000, 1],
    [5_000, 4],
    [9_000, 7],
    [10_000, 8],
    [50_000, 8],
  ])('of %i in a book of 100,000 gives %i points', (minor, points) => {
    expect(pointsOf('newly_overdue', fell(minor))).toBe(points);
  });

  it('is named with its amount and its days', () => {
    expect(reasonText('newly_overdue', fell(5_000))).toBe('an invoice of €50.00 fell due 1 day ago');
  });

  it('is no matter in an empty book', () => {
    expect(pointsOf('newly_overdue', { ...fell(5_000), bookMinor: minorUnits(0) })).toBe(0);
  });
});

describe('credits', () => {
  it.each([
    [0, 0],
    [166, 0],
    [167, -1],
    [5_000, -15],
    [9_999, -30],
    [10_000, -30],
    [20_000, -30],
  ])('of %i against 10,000 overdue give %i points', (credits, points) => {
    expect(pointsOf('credit_covers', { creditsMinor: minorUnits(credits) })).toBe(points);
  });

  it('say that they cover everything only when they do', () => {
    const text = (credits: number) => reasonText('credit_covers', { creditsMinor: minorUnits(credits) });
    expect(text(9_999)).toBe('€99.99 in credits and payments not applied covers over 99 % of it');
    expect(text(10_000)).toBe('€100.00 in credits and payments not applied covers all that is overdue');
  });

  it('are no matter when nothing is overdue', () => {
    const changes = { creditsMinor: minorUnits(500), overdueMinor: minorUnits(0) };
    expect(pointsOf('credit_covers', changes)).toBe(0);
  });
});

describe('a dispute', () => {
  it('gives its points from the first minor unit on', () => {
    expect([0, 1].map((disputed) => pointsOf('disputed', { disputedMinor: minorUnits(disputed) }))).toEqual([
      0, 5,
    ]);
  });
});

describe('the last contact', () => {
  it.each([
    [0, 0, -15],
    [1, 0, -11],
    [2, 0, -7],
    [3, 0, -4],
    [4, 0, 0],
    [5, 1, 0],
    [16, 5, 0],
    [17, 5, 0],
    [29, 10, 0],
    [30, 10, 0],
    [300, 10, 0],
  ])('of %i days ago gives %i points for the silence and %i for the contact', (days, silence, contact) => {
    const changes = { lastTouchOn: daysAgo(days) };
    expect([pointsOf('not_contacted', changes), pointsOf('contacted_recently', changes)]).toEqual([
      silence,
      contact,
    ]);
  });

  it('is long ago in full only after 30 days', () => {
    const weights = priorityWeights({ not_contacted: 100 });
    const at = (days: number) =>
      priorityOf(priorityFacts({ lastTouchOn: daysAgo(days) }), weights).reasons.find(
        (one) => one.code === 'not_contacted',
      )?.points;
    expect([at(4), at(29), at(30)]).toEqual([4, 96, 100]);
  });

  it('that lies ahead of the day that counts as today is neither', () => {
    const changes = { lastTouchOn: daysAgo(-1) };
    expect(pointsOf('not_contacted', changes)).toBe(0);
    expect(pointsOf('contacted_recently', changes)).toBe(0);
  });
});

describe('the habit of a customer', () => {
  const habit = (averageDaysLate: number, paidInvoices = 3) => ({ habit: { averageDaysLate, paidInvoices } });

  it.each([
    [3, 0],
    [3.4, 0],
    [3.5, 0],
    [5, 1],
    [23, 3],
    [45, 5],
    [90, 5],
  ])('to pay %d days late gives %i points', (late, points) => {
    expect(pointsOf('pays_late', habit(late))).toBe(points);
  });

  it('is on time up to three days and late from the fourth on', () => {
    const text = (late: number) => reasonText('habit_broken', { ...habit(late), oldestDaysPastDue: 40 });
    expect(text(3.4)).toBe('usually pays on time, now 40 days');
    expect(text(3.5)).toBe('usually pays 4 days late, now 40 days');
  });

  it.each([
    [17, 0],
    [18, 6],
    [20, 7],
    [24, 10],
    [25, 10],
    [200, 10],
  ])('of 10 days is broken by a debt of %i days with %i points', (days, points) => {
    expect(pointsOf('habit_broken', { ...habit(10), oldestDaysPastDue: days })).toBe(points);
  });

  it('to pay early is broken as that of one who pays on the day', () => {
    const of = (late: number) => pointsOf('habit_broken', { ...habit(late), oldestDaysPastDue: 8 });
    expect([of(-20), of(0)]).toEqual([6, 6]);
  });

  it('takes three paid invoices', () => {
    const of = (invoices: number) =>
      pointsOf('habit_broken', { ...habit(10, invoices), oldestDaysPastDue: 40 });
    expect([of(0), of(2), of(3)]).toEqual([0, 0, 10]);
  });
});

describe('what is planned', () => {
  const action = (days: number) => ({ nextAction: { kind: 'call', date: addDays(TODAY, days) } });

  it('counts from its day on and not before', () => {
    expect([-30, -1, 0, 1].map((days) => pointsOf('next_action_due', action(days)))).toEqual([15, 15, 15, 0]);
    expect(
      [action(-1), action(1), { nextAction: null }].map((one) => pointsOf('no_next_action', one)),
    ).toEqual([0, 0, 5]);
  });

  it('is snoozed until the day before it comes back', () => {
    const snoozed = (days: number) => pointsOf('snoozed', { snoozedUntil: addDays(TODAY, days) });
    expect([-1, 0, 1].map(snoozed)).toEqual([0, 0, -60]);
  });

  it('rests while any hold lasts, and the text is of one that does', () => {
    const past = { reason: 'audit', until: TODAY };
    const lasting = { reason: 'new owner', until: addDays(TODAY, 1) };
    expect(pointsOf('held', { holds: [past] })).toBe(0);
    expect(pointsOf('held', { holds: [past, lasting] })).toBe(-60);
    expect(reasonText('held', { holds: [past, lasting] })).toBe('on hold until 22 Nov: new owner');
  });
});
