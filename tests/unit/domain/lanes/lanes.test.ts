import { describe, expect, it } from 'vitest';
import {
  isSmallBalance,
  LANE_LABELS,
  LANES,
  type LaneFacts,
  laneOf,
} from '../../../../shared/domain/lanes/lanes.ts';
import { minorUnits, ZERO } from '../../../../shared/domain/money.ts';
import { inDays, TODAY } from '../next-action/facts.ts';

const laneWith = (changes: Partial<LaneFacts> = {}) =>
  laneOf({
    today: TODAY,
    overdueMinor: minorUnits(100_000),
    freeMinor: minorUnits(100_000),
    disputedMinor: ZERO,
    brokenLevel: 0,
    promiseDue: null,
    rests: false,
    oldestDaysPastDue: 20,
    habit: null,
    small: false,
    ...changes,
  });
const NOTHING_FREE = { freeMinor: ZERO, rests: true };

describe('the lane of an account', () => {
  it('is none when nothing is overdue', () => {
    expect(laneWith({ overdueMinor: ZERO })).toBeNull();
  });

  it('is that of broken promises before every other', () => {
    const all = { disputedMinor: minorUnits(100_000), ...NOTHING_FREE, small: true, oldestDaysPastDue: 90 };
    expect(laneWith({ ...all, brokenLevel: 1 })).toBe('broken_promises');
  });

  it('is that of promises due from the promised day on', () => {
    expect(laneWith({ ...NOTHING_FREE, promiseDue: inDays(1) })).toBe('waiting');
    expect(laneWith({ ...NOTHING_FREE, promiseDue: TODAY })).toBe('promises_due');
    expect(laneWith({ ...NOTHING_FREE, promiseDue: inDays(-1) })).toBe('promises_due');
  });

  it('is that of disputes when more is disputed than can be asked for', () => {
    expect(laneWith({ disputedMinor: minorUnits(60_000), freeMinor: minorUnits(40_000) })).toBe('disputes');
    expect(laneWith({ disputedMinor: minorUnits(40_000), freeMinor: minorUnits(60_000) })).toBe('quick_wins');
  });

  it('is waiting when nothing can be done', () => {
    expect(laneWith({ rests: true })).toBe('waiting');
    expect(laneWith({ freeMinor: ZERO })).toBe('waiting');
  });

  it('is at risk beyond sixty days, a quick win up to thirty, regular between', () => {
    expect(laneWith({ oldestDaysPastDue: 61 })).toBe('at_risk');
    expect(laneWith({ oldestDaysPastDue: 60 })).toBe('regular');
    expect(laneWith({ oldestDaysPastDue: 31 })).toBe('regular');
    expect(laneWith({ oldestDaysPastDue: 30 })).toBe('quick_wins');
  });

  it('is no quick win of somebody who always pays late', () => {
    expect(laneWith({ habit: { paidInvoices: 3, averageDaysLate: 16 } })).toBe('regular');
    expect(laneWith({ habit: { paidInvoices: 3, averageDaysLate: 15 } })).toBe('quick_wins');
  });

  it('is small before it is old', () => {
    expect(laneWith({ small: true, oldestDaysPastDue: 200 })).toBe('small_balances');
  });

  it('has a name for people', () => {
    expect(new Set(LANES.map((lane) => LANE_LABELS[lane])).size).toBe(LANES.length);
  });
});

describe('a balance is small', () => {
  const others = { overdueMinor: minorUnits(1_000_000), accounts: 10 };

  it('up to a twentieth of the average overdue account', () => {
    expect(isSmallBalance(minorUnits(5_000), others)).toBe(true);
    expect(isSmallBalance(minorUnits(5_001), others)).toBe(false);
  });

  it('never when nothing is overdue, or nothing else is', () => {
    expect(isSmallBalance(ZERO, others)).toBe(false);
    expect(isSmallBalance(minorUnits(10), { overdueMinor: minorUnits(10), accounts: 1 })).toBe(false);
    expect(isSmallBalance(minorUnits(10), { overdueMinor: ZERO, accounts: 0 })).toBe(false);
  });
});
