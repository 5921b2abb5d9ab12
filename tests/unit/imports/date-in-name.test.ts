import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber } from '../../../shared/domain/dates.ts';
import { dateInName } from '../../../shared/domain/imports/date-in-name.ts';

describe('the day in the name of a file', () => {
  it.each([
    ['open-items 2026-11-21.csv', '2026-11-21'],
    ['OP_20261121.xlsx', '2026-11-21'],
    ['aging_2026_11_21_final.csv', '2026-11-21'],
    ['Stand 21.11.2026.csv', '2026-11-21'],
    ['Stand 1.2.2026.csv', '2026-02-01'],
    ['2026.11.21 and again 20261121.csv', '2026-11-21'],
    ['20261121T0815.csv', '2026-11-21'],
  ])('of %s is %s', (name, day) => {
    expect(dateInName(name)).toBe(day);
  });

  it.each([
    ['none is there', 'open items.csv'],
    ['it can be read in two ways', 'items 11-12-2026.csv'],
    ['there are two', 'items 2026-11-01 to 2026-11-21.csv'],
    ['it does not exist', 'items 2026-02-30.csv'],
    ['the digits are part of a longer number', 'customer 120261121.csv'],
    ['it mixes its marks', 'items 2026-11_21.csv'],
    ['the digits are those of a number long ago', 'lot 12340101.csv'],
  ])('is unknown when %s', (_why, name) => {
    expect(dateInName(name)).toBeNull();
  });

  it('is found for every day, written year first or day first, between any words', () => {
    const days = fc.integer({ min: 7_305, max: 40_000 }).map(fromDayNumber);
    const words = fc.stringMatching(/^[a-z ]{0,8}$/);
    fc.assert(
      fc.property(days, words, words, (day, before, after) => {
        const [year, month, date] = day.split('-');
        for (const written of [day, `${year}${month}${date}`, `${date}.${month}.${year}`])
          expect(dateInName(`${before}${written}${after}.csv`)).toBe(day);
      }),
    );
  });
});
