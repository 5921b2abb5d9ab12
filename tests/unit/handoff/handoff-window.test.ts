import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requireWindow } from '../../../electron/engine/services/handoff/handoff-order.ts';
import { addDays, LAST_DATE, plainDate } from '../../../shared/domain/dates.ts';

const TODAY = plainDate('2026-11-23');
const window = (from: number, to: number) => ({ from: addDays(TODAY, from), to: addDays(TODAY, to) });

describe('the window of a handoff', () => {
  it.each([
    ['of one day', window(0, 0)],
    ['that runs already', window(-3, 2)],
    ['of a year', window(0, 365)],
  ])('may be one %s', (_, days) => {
    expect(() => requireWindow(days, TODAY)).not.toThrow();
  });

  it.each([
    ['that ends before it begins', window(5, 4)],
    ['that is over', window(-9, -1)],
    ['of more than a year', window(0, 366)],
    ['that begins in years', window(800, 801)],
    ['without an end', { from: TODAY, to: LAST_DATE }],
    ['at the end of the calendar', { from: LAST_DATE, to: LAST_DATE }],
    ['without a beginning', { from: plainDate('1970-01-01'), to: TODAY }],
  ])('may be none %s', (_, days) => {
    expect(() => requireWindow(days, TODAY)).toThrow(
      expect.objectContaining({ code: 'validation', details: { field: 'to' } }),
    );
  });

  it('has a day after it, on which the accounts are ours again', () => {
    const day = fc.integer({ min: -400, max: 1200 });
    fc.assert(
      fc.property(day, day, (from, to) => {
        const days = window(from, to);
        try {
          requireWindow(days, TODAY);
        } catch {
          return;
        }
        expect(addDays(days.to, 1) > TODAY).toBe(true);
        expect(to - from).toBeLessThan(366);
      }),
    );
  });
});
