import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import { pointsOf, reasonText, TODAY } from './priority-facts.ts';

const broken = (level: number) => ({ brokenPromise: { level, on: addDays(TODAY, -1) } });

describe('the priority of what a customer said', () => {
  it('rises with every promise that was broken, and says which one it was', () => {
    expect([1, 2, 3, 9].map((level) => pointsOf('broken_promise', broken(level)))).toEqual([
      153, 162, 170, 170,
    ]);
    expect(reasonText('broken_promise', broken(1))).toBe('promise broken on 20 Nov');
    expect(reasonText('broken_promise', broken(3))).toBe('promise no. 3 broken on 20 Nov');
  });

  it('falls by as much as is promised', () => {
    const promised = (minor: number) => ({
      promisedMinor: minorUnits(minor),
      promiseDue: addDays(TODAY, 4),
      askableMinor: minorUnits(10_000 - minor),
    });
    expect(pointsOf('promised', promised(10_000))).toBe(-40);
    expect(pointsOf('promised', promised(2_500))).toBe(-10);
    expect(reasonText('promised', promised(2_500))).toBe('€25.00 promised for 25 Nov (25 % of it)');
  });

  it('counts only what may be asked for of what is overdue', () => {
    const half = { askableMinor: minorUnits(5_000) };
    expect(pointsOf('overdue_amount', half)).toBeLessThan(pointsOf('overdue_amount', {}));
    expect(reasonText('overdue_amount', half)).toBe('€100.00 overdue, €50.00 of it to be asked for');
    expect(pointsOf('overdue_amount', { askableMinor: minorUnits(0) })).toBe(0);
  });

  it('rises while the customer waits for an answer', () => {
    expect(pointsOf('unanswered_reply', { unansweredReply: true })).toBe(25);
    expect(pointsOf('unanswered_reply', {})).toBe(0);
  });
});
