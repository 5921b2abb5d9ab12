import { describe, expect, test } from 'vitest';
import { addDays, plainDate } from '../../../../shared/domain/dates.ts';
import { ageBand, cycleTime } from '../../../../shared/domain/disputes/cycle-time.ts';
import { booksDispute, disputedAmount } from '../../../../shared/domain/disputes/disputed-amount.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';

const amount = (value: number | null) => ({ amountMinor: value === null ? null : minorUnits(value) });
const start = plainDate('2026-09-01');

describe('disputes', () => {
  test('cycle times of 4, 11 and 30 days have the mean 15 and the median 11', () => {
    const resolved = [30, 4, 11].map((days) => ({ openedOn: start, resolvedOn: addDays(start, days) }));
    expect(cycleTime(resolved)).toEqual({ disputes: 3, meanDays: 15, medianDays: 11 });
  });

  test('the median of an even number lies between the two in the middle', () => {
    const resolved = [4, 11].map((days) => ({ openedOn: start, resolvedOn: addDays(start, days) }));
    expect(cycleTime(resolved)?.medianDays).toBe(7.5);
  });

  test('no resolved dispute has no cycle time', () => {
    expect(cycleTime([])).toBeNull();
  });

  test('together take no more of an invoice than is open', () => {
    const open = minorUnits(1000);
    expect(disputedAmount(open, [])).toBe(0);
    expect(disputedAmount(open, [amount(300), amount(200)])).toBe(500);
    expect(disputedAmount(open, [amount(800), amount(700)])).toBe(1000);
    expect(disputedAmount(open, [amount(100), amount(null)])).toBe(1000);
  });

  test('settled here, the mark that the books still show does not count', () => {
    expect(booksDispute({ markedInBooks: true, settledHere: false })).toBe(true);
    expect(booksDispute({ markedInBooks: true, settledHere: true })).toBe(false);
    expect(booksDispute({ markedInBooks: false, settledHere: false })).toBe(false);
  });

  test('are aged in bands from the day they were logged', () => {
    const bands = [0, 7, 8, 14, 15, 30, 31, 60, 61].map((days) => ageBand(start, addDays(start, days)));
    expect(bands).toEqual(['0–7', '0–7', '8–14', '8–14', '15–30', '15–30', '31–60', '31–60', '61+']);
  });
});
