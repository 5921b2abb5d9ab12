import { expect, test } from 'vitest';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { closes, isHeldOn } from '../../../../shared/domain/holds/active.ts';

test('a hold rests up to the day before its resume date', () => {
  const hold = { until: plainDate('2026-12-01') };
  expect(isHeldOn(hold, plainDate('2026-11-30'))).toBe(true);
  expect(isHeldOn(hold, plainDate('2026-12-01'))).toBe(false);
});

test('a hold without a resume date rests until it is lifted', () => {
  expect(isHeldOn({ until: null }, plainDate('2099-01-01'))).toBe(true);
});

test('a closed channel is closed alone, all of them together', () => {
  expect(closes('mail', 'mail')).toBe(true);
  expect(closes('mail', 'call')).toBe(false);
  expect(closes('all', 'call')).toBe(true);
});
