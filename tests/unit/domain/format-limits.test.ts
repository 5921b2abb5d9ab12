import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instant, plainDate } from '../../../shared/domain/dates.ts';
import {
  formatDate,
  formatExactDate,
  formatExactInstant,
  formatInstant,
  formatRelativeDate,
} from '../../../shared/domain/format/dates.ts';
import { formatMoney, formatTotal } from '../../../shared/domain/format/money.ts';
import { countDays, countOf, formatShare, listOf } from '../../../shared/domain/format/words.ts';
import { currencyCode, formatDecimal, minorUnits, parseDecimal } from '../../../shared/domain/money.ts';

const TODAY = plainDate('2026-11-21');
const MOST = Number.MAX_SAFE_INTEGER;

function money(minor: number, currency: string, locale?: string): string {
  return formatMoney(minorUnits(minor), currencyCode(currency), locale).replaceAll(/\s/g, ' ');
}

function total(minor: number, currency: string): string {
  return formatTotal(minorUnits(minor), currencyCode(currency)).replaceAll(/\s/g, ' ');
}

describe('an amount for people', () => {
  it.each([
    [1, 'EUR', '€0.01'],
    [-1, 'EUR', '−€0.01'],
    [-1, 'JPY', '−¥1'],
    [1, 'KWD', 'KWD 0.001'],
    [-12_345, 'CLF', '−CLF 1.2345'],
    [99_999, 'EUR', '€999.99'],
    [100_000, 'EUR', '€1,000.00'],
    [MOST, 'JPY', '¥9,007,199,254,740,991'],
    [-MOST, 'EUR', '−€90,071,992,547,409.91'],
  ])('of %i minor units of %s is %s', (minor, currency, text) => {
    expect(money(minor, currency)).toBe(text);
  });

  it('tells dollars, crowns and pounds of different countries apart', () => {
    const codes = [
      'USD',
      'AUD',
      'CAD',
      'NZD',
      'HKD',
      'SGD',
      'MXN',
      'NOK',
      'SEK',
      'DKK',
      'GBP',
      'EGP',
      'JPY',
      'CNY',
    ];
    const texts = codes.map((code) => money(12_300, code).replace(/[\d.,]/g, ''));
    expect(new Set(texts).size).toBe(codes.length);
  });

  it('keeps currency and locale apart, however often and in what order they are written', () => {
    const all = () => [
      money(123_456, 'EUR', 'de-DE'),
      money(123_456, 'USD', 'en-US'),
      money(123_456, 'EUR', 'en-GB'),
      money(123_456, 'GBP', 'en-GB'),
    ];
    expect(all()).toEqual(['1.234,56 €', '$1,234.56', '€1,234.56', '£1,234.56']);
    expect(all()).toEqual(all());
  });

  it('reads back as the same amount in every currency', () => {
    const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF', 'USD').map(currencyCode);
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (minor, code) => {
        const text = formatMoney(minorUnits(minor), code);
        const digits = text.replace('−', '-').replace(/[^\d.-]/g, '');
        expect(parseDecimal(digits, code)).toEqual({ minor, rounded: false });
      }),
    );
  });
});

describe('a total in a list', () => {
  it.each([
    [1_000_000, 'EUR', '€10,000.00'],
    [1_000_001, 'EUR', '€10,000'],
    [-1_000_001, 'EUR', '−€10,000'],
    [1_000_050, 'EUR', '€10,001'],
    [10_000_000, 'KWD', 'KWD 10,000.000'],
    [10_000_001, 'KWD', 'KWD 10,000'],
    [1_000_001, 'KWD', 'KWD 1,000.001'],
    [10_001, 'JPY', '¥10,001'],
    [0, 'EUR', '€0.00'],
  ])('of %i minor units of %s is %s', (minor, currency, text) => {
    expect(total(minor, currency)).toBe(text);
  });

  it('is off by less than one whole unit, and below 10,000 by nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (minor) => {
        const shown = Number(
          total(minor, 'EUR')
            .replace('−', '-')
            .replace(/[^\d.-]/g, ''),
        );
        expect(Math.abs(shown * 100 - minor)).toBeLessThan(51);
        if (Math.abs(minor) <= 1_000_000) {
          expect(shown.toFixed(2)).toBe(formatDecimal(minorUnits(minor), currencyCode('EUR')));
        }
      }),
    );
  });
});

describe('a date for people', () => {
  it.each([
    ['2024-02-29', '29 Feb 2024'],
    ['2026-12-31', '31 Dec 2026'],
    ['9999-12-31', '31 Dec 9999'],
    ['2000-01-01', '1 Jan 2000'],
  ])('of %s is exactly %s', (date, text) => {
    expect(formatExactDate(plainDate(date))).toBe(text);
  });

  it('has its year from New Year on, in either direction', () => {
    expect(formatDate(plainDate('2027-01-01'), plainDate('2026-12-01'))).toBe('1 Jan 2027');
    expect(formatDate(plainDate('2026-12-31'), plainDate('2027-01-31'))).toBe('31 Dec 2026');
    expect(formatDate(plainDate('2026-12-31'), plainDate('2026-01-01'))).toBe('31 Dec');
  });

  it('is named by its distance across the end of a month and of a year', () => {
    expect(formatRelativeDate(plainDate('2026-12-31'), plainDate('2027-01-01'))).toBe('yesterday');
    expect(formatRelativeDate(plainDate('2024-03-01'), plainDate('2024-02-28'))).toBe('in 2 days');
    expect(formatRelativeDate(plainDate('2026-12-24'), plainDate('2027-01-01'))).toBe('24 Dec 2026');
  });

  it('is far away in either direction after a week', () => {
    const texts = [-8, -7, 7, 8].map((days) => formatRelativeDate(addDays(TODAY, days), TODAY));
    expect(texts).toEqual(['13 Nov', '7 days ago', 'in 7 days', '29 Nov']);
  });

  it('is named in each locale anew', () => {
    const names = ['en-GB', 'de-DE', 'en-GB'].map((locale) => formatRelativeDate(TODAY, TODAY, locale));
    expect(names).toEqual(['today', 'heute', 'today']);
    const dates = ['en-GB', 'en-US', 'en-GB'].map((locale) => formatExactDate(TODAY, locale));
    expect(dates).toEqual(['21 Nov 2026', 'Nov 21, 2026', '21 Nov 2026']);
  });
});

describe('an instant for people', () => {
  const at = instant('2026-11-21T05:07:00.000Z');

  it('has hours and minutes of two digits', () => {
    expect(formatInstant(at, 'UTC', TODAY)).toBe('today 05:07');
    expect(formatInstant(instant('2026-11-21T00:00:00.000Z'), 'UTC', TODAY)).toBe('today 00:00');
  });

  it('is of each time zone in turn', () => {
    const texts = ['UTC', 'America/New_York', 'Asia/Kolkata', 'UTC'].map((zone) =>
      formatExactInstant(at, zone),
    );
    expect(texts).toEqual([
      '21 Nov 2026 05:07',
      '21 Nov 2026 00:07',
      '21 Nov 2026 10:37',
      '21 Nov 2026 05:07',
    ]);
  });

  it('shows the hour that clocks skip and the one that they repeat as they stood', () => {
    const clock = (text: string) => formatExactInstant(instant(text), 'Europe/Berlin').slice(-5);
    expect(clock('2026-03-29T00:59:00.000Z')).toBe('01:59');
    expect(clock('2026-03-29T01:00:00.000Z')).toBe('03:00');
    expect(clock('2026-10-25T00:30:00.000Z')).toBe('02:30');
    expect(clock('2026-10-25T01:30:00.000Z')).toBe('02:30');
  });
});

describe('words around numbers', () => {
  it('count nothing in the plural', () => {
    expect([countDays(0), countDays(1), countDays(2)]).toEqual(['0 days', '1 day', '2 days']);
    expect(countOf(1_234_567, 'row', 'rows')).toBe('1,234,567 rows');
  });

  it.each([
    [0, 10_000, '0 %'],
    [1, 10_000, 'under 1 %'],
    [49, 10_000, 'under 1 %'],
    [50, 10_000, '1 %'],
    [9_949, 10_000, '99 %'],
    [9_950, 10_000, 'over 99 %'],
    [9_999, 10_000, 'over 99 %'],
    [10_000, 10_000, '100 %'],
    [11_000, 10_000, '110 %'],
    [MOST - 1, MOST, 'over 99 %'],
  ])('name %i of %i as %s', (part, whole, text) => {
    expect(formatShare(part, whole)).toBe(text);
  });

  it('list five names and no more', () => {
    expect(listOf(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C, D and E');
    expect(listOf(['A', 'B', 'C', 'D', 'E', 'F'])).toBe('A, B, C, D, E and 1 more');
    expect(listOf(['A', 'B', 'C'], 1)).toBe('A and 2 more');
  });
});
