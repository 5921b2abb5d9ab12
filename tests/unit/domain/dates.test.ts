import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  DateError,
  dateOf,
  dayNumber,
  daysBetween,
  daysInMonth,
  fromDayNumber,
  isPlainDate,
  LAST_DATE,
  type PlainDate,
  plainDate,
} from '../../../shared/domain/dates.ts';

const FIRST_DATE = plainDate('0000-01-01');
const anyDate = fc
  .integer({ min: dayNumber(FIRST_DATE), max: dayNumber(LAST_DATE) })
  .map((days) => fromDayNumber(days));

describe('a date', () => {
  it.each([
    '2024-02-29',
    '2000-02-29',
    '2026-02-28',
    '2026-01-31',
    '2026-04-30',
    '2026-11-30',
    '2026-12-31',
    '9999-12-31',
    '0000-01-01',
  ])('%s exists', (text) => {
    expect(plainDate(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2024-02-30',
    '2026-04-31',
    '2026-06-31',
    '2026-09-31',
    '2026-11-31',
    '2026-01-32',
    '2026-01-00',
    '2026-00-10',
    '2026-13-01',
  ])('%s does not exist, and the message names it', (text) => {
    expect(isPlainDate(text)).toBe(false);
    expect(() => plainDate(text)).toThrow(DateError);
    expect(() => plainDate(text)).toThrow(`"${text}" is not a date of the form YYYY-MM-DD that exists.`);
  });

  it.each([
    '',
    '2026-1-01',
    '2026/01/01',
    '20260101',
    '01-01-2026',
    ' 2026-01-01',
    '2026-01-01\n',
    '2026-01-01T00:00:00Z',
    '+010000-01-01',
    '٢٠٢٦-٠١-٠١',
    'today',
  ])('is not written as %j', (text) => {
    expect(isPlainDate(text)).toBe(false);
  });

  it('is made of year, month and day', () => {
    expect(dateOf(2024, 2, 29)).toBe('2024-02-29');
    expect(dateOf(214, 7, 1)).toBe('0214-07-01');
  });

  it.each([
    [2026, 2, 29],
    [2026, 13, 1],
    [2026, 0, 1],
    [2026, 4, 31],
    [10_000, 1, 1],
    [-1, 1, 1],
    [2026, 1.5, 1],
  ])('is not made of %d, %d and %d', (year, month, day) => {
    expect(() => dateOf(year, month, day)).toThrow(DateError);
  });
});

describe('the length of a month', () => {
  it('is that of the calendar in every month of every kind of year', () => {
    for (const year of [1900, 1999, 2000, 2023, 2024, 2026, 2100, 2400]) {
      for (let month = 1; month <= 12; month++) {
        expect(daysInMonth(year, month)).toBe(Temporal.PlainYearMonth.from({ year, month }).daysInMonth);
      }
    }
  });
});

describe('days between dates', () => {
  it('are 82 from 31 August and 112 from 1 August to 21 November 2026', () => {
    const asOf = plainDate('2026-11-21');
    expect(daysBetween(plainDate('2026-08-31'), asOf)).toBe(82);
    expect(daysBetween(plainDate('2026-08-01'), asOf)).toBe(112);
  });

  it.each([
    ['2024-02-28', '2024-03-01', 2],
    ['2026-02-28', '2026-03-01', 1],
    ['2100-02-28', '2100-03-01', 1],
    ['2025-12-31', '2026-01-01', 1],
    ['2026-07-01', '2026-10-01', 92],
    ['2024-01-01', '2025-01-01', 366],
    ['2026-03-28', '2026-03-30', 2],
    ['2026-10-24', '2026-10-26', 2],
    ['2026-11-21', '2026-11-21', 0],
    ['2026-11-21', '2026-11-20', -1],
    ['1969-12-31', '1970-01-01', 1],
    ['0099-12-31', '0100-01-01', 1],
    ['0000-01-01', '9999-12-31', 3_652_424],
  ] as const)('from %s to %s are %i', (earlier, later, days) => {
    expect(daysBetween(plainDate(earlier), plainDate(later))).toBe(days);
    expect(addDays(plainDate(earlier), days)).toBe(later);
  });

  it('are those of the calendar for any two dates', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (one, other) => {
        const days = Temporal.PlainDate.from(one).until(other, { largestUnit: 'day' }).days;
        expect(daysBetween(one, other)).toBe(days);
      }),
    );
  });

  it('do not depend on the time zone of the machine', () => {
    const before = process.env.TZ;
    try {
      for (const zone of ['Pacific/Kiritimati', 'America/St_Johns', 'Europe/London']) {
        process.env.TZ = zone;
        expect(daysBetween(plainDate('2026-03-28'), plainDate('2026-03-30'))).toBe(2);
        expect(fromDayNumber(dayNumber(plainDate('2026-03-29')))).toBe('2026-03-29');
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});

describe('days added to a date', () => {
  it('lead to the date of the calendar, and back', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5_000, max: 5_000 }), (date, days) => {
        const expected = Temporal.PlainDate.from(date).add({ days });
        fc.pre(expected.year >= 0 && expected.year <= 9999);
        expect(addDays(date, days)).toBe(expected.toString());
        expect(addDays(addDays(date, days), -days)).toBe(date);
      }),
    );
  });

  it('reach the last day of the year 9999 and no further', () => {
    expect(addDays(plainDate('9999-12-30'), 1)).toBe(LAST_DATE);
    expect(() => addDays(LAST_DATE, 1)).toThrow(DateError);
    expect(() => addDays(LAST_DATE, 1)).toThrow('outside the years 0000 to 9999');
  });

  it('reach back to the first day of the year 0 and no further', () => {
    expect(addDays(plainDate('0000-01-02'), -1)).toBe(FIRST_DATE);
    expect(() => addDays(FIRST_DATE, -1)).toThrow(DateError);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300])(
    'that are %d lead to no date',
    (days) => {
      expect(() => fromDayNumber(days)).toThrow(DateError);
    },
  );
});

describe('the number of a day', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-03-01', 11_017],
    ['0001-01-01', -719_162],
    ['0050-06-15', -701_100],
    ['9999-12-31', 2_932_896],
  ] as const)('of %s is %i', (date, days) => {
    expect(dayNumber(plainDate(date))).toBe(days);
    expect(fromDayNumber(days)).toBe(date);
  });

  it('orders dates as their texts do', () => {
    const sign = (one: PlainDate, other: PlainDate) => Math.sign(dayNumber(one) - dayNumber(other));
    fc.assert(
      fc.property(anyDate, anyDate, (one, other) => {
        expect(sign(one, other)).toBe(one < other ? -1 : Number(one > other));
      }),
    );
  });
});
