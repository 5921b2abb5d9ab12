import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import {
  decidePromise,
  lastDayOf,
  type PromiseFacts,
} from '../../../../shared/domain/promises/decide-promise.ts';

function promise(facts: Partial<PromiseFacts>): PromiseFacts {
  return {
    amountMinor: minorUnits(200_000),
    date: plainDate('2026-11-20'),
    graceDays: 1,
    today: plainDate('2026-11-19'),
    receivedMinor: minorUnits(0),
    expectableMinor: minorUnits(500_000),
    ...facts,
  };
}

describe('a promise to pay', () => {
  test('is open up to its date and through the days of grace', () => {
    expect(decidePromise(promise({}))).toBe('open');
    expect(decidePromise(promise({ today: plainDate('2026-11-20') }))).toBe('open');
    expect(decidePromise(promise({ today: plainDate('2026-11-21') }))).toBe('open');
    expect(lastDayOf(plainDate('2026-11-20'), 1)).toBe('2026-11-21');
  });

  test('is broken on the day after its last day when nothing arrived', () => {
    expect(decidePromise(promise({ today: plainDate('2026-11-22') }))).toBe('broken');
    expect(decidePromise(promise({ today: plainDate('2026-11-21'), graceDays: 0 }))).toBe('broken');
  });

  test('is partly kept when less than promised arrived by its last day, and open before that', () => {
    const received = { receivedMinor: minorUnits(120_000) };
    expect(decidePromise(promise(received))).toBe('open');
    expect(decidePromise(promise({ ...received, today: plainDate('2026-11-22') }))).toBe('partly_kept');
  });

  test('is kept as soon as all of it arrived', () => {
    expect(decidePromise(promise({ receivedMinor: minorUnits(200_000) }))).toBe('kept');
    expect(decidePromise(promise({ receivedMinor: minorUnits(199_999) }))).toBe('open');
  });

  test('is kept by less when a credit note took the rest off', () => {
    const credited = { expectableMinor: minorUnits(150_000) };
    expect(decidePromise(promise({ ...credited, receivedMinor: minorUnits(150_000) }))).toBe('kept');
  });

  test('says nothing about the customer when the invoice was credited whole', () => {
    expect(decidePromise(promise({ expectableMinor: minorUnits(0) }))).toBe('withdrawn');
  });
});
