import { describe, expect, test } from 'vitest';
import { minorUnits } from '../../../../shared/domain/money.ts';
import { keptRate } from '../../../../shared/domain/promises/kept-rate.ts';

const settled = (amount: number, received: number) => ({
  amountMinor: minorUnits(amount * 100),
  receivedMinor: minorUnits(received * 100),
});

describe('the promise kept rate', () => {
  test('of five promises, three kept: 60 % by count, 66.7 % by value, 74.7 % by cash', () => {
    const rate = keptRate([
      settled(5000, 5000),
      settled(3000, 0),
      settled(2000, 1200),
      settled(4000, 4000),
      settled(1000, 1000),
    ]);
    expect(rate).toMatchObject({ promises: 5, kept: 3 });
    expect(rate?.byCount).toBeCloseTo(0.6, 4);
    expect(rate?.byValue).toBeCloseTo(0.6667, 4);
    expect(rate?.byCash).toBeCloseTo(0.7467, 4);
  });

  test('counts more than was promised as what was promised', () => {
    expect(keptRate([settled(100, 250), settled(100, 0)])?.byCash).toBe(0.5);
  });

  test('is unknown, not zero, when no promise fell due', () => {
    expect(keptRate([])).toBeNull();
  });
});
