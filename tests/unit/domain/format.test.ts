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
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';

const TODAY = plainDate('2026-11-21');

function money(minor: number, currency: string, locale?: string): string {
  return formatMoney(minorUnits(minor), currencyCode(currency), locale);
}

function total(minor: number, currency: string): string {
  return formatTotal(minorUnits(minor), currencyCode(currency));
}

describe('amounts for people', () => {
  it.each([
    [4_821_000, 'EUR', '€48,210.00'],
    [987_000, 'USD', '$9,870.00'],
    [1_200_400, 'GBP', '£12,004.00'],
    [1_204_000, 'JPY', '¥1,204,000'],
    [1_234_567, 'KWD', 'KWD 1,234.567'],
    [100, 'CAD', 'CA$1.00'],
    [0, 'EUR', '€0.00'],
  ])('writes %i %s as %s', (minor, currency, text) => {
    expect(money(minor, currency).replace('\u00a0', ' ')).toBe(text);
  });

  it('writes a negative amount with a real minus', () => {
    expect(money(-64_000, 'EUR')).toBe('−€640.00');
  });

  it('follows the locale', () => {
    expect(money(-4_821_050, 'EUR', 'de-DE').replaceAll('\u00a0', ' ')).toBe('−48.210,50 €');
  });

  it('keeps every decimal of the ISO currency where a locale would drop them', () => {
    expect(money(123_45, 'HUF')).toContain('123.45');
  });

  it('shows the largest amount exactly', () => {
    expect(money(Number.MAX_SAFE_INTEGER, 'EUR')).toBe('€90,071,992,547,409.91');
  });

  it('drops the cents of a list total above 10,000 and keeps them below', () => {
    expect(total(1_000_001, 'EUR')).toBe('€10,000');
    expect(total(1_000_000, 'EUR')).toBe('€10,000.00');
    expect(total(999_999, 'EUR')).toBe('€9,999.99');
    expect(total(-4_821_099, 'EUR')).toBe('−€48,211');
    expect(total(12_000, 'JPY')).toBe('¥12,000');
  });

  it('loses no digit of any amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (minor) => {
        const digits = money(minor, 'EUR').replace(/[^0-9]/g, '');
        expect(Number(digits)).toBe(Math.abs(minor));
      }),
    );
  });
});

describe('dates for people', () => {
  it.each([
    [0, 'today'],
    [-1, 'yesterday'],
    [1, 'tomorrow'],
    [-7, '7 days ago'],
    [7, 'in 7 days'],
    [-8, '13 Nov'],
    [8, '29 Nov'],
  ])('calls the day %i days from today %s', (days, text) => {
    expect(formatRelativeDate(addDays(TODAY, days), TODAY)).toBe(text);
  });

  it('names the year when it is another one', () => {
    expect(formatDate(plainDate('2026-01-03'), TODAY)).toBe('3 Jan');
    expect(formatDate(plainDate('2025-12-31'), TODAY)).toBe('31 Dec 2025');
    expect(formatExactDate(plainDate('2026-01-03'))).toBe('3 Jan 2026');
  });

  it('follows the locale', () => {
    expect(formatExactDate(plainDate('2026-01-03'), 'en-US')).toBe('Jan 3, 2026');
  });

  it('takes the day and the clock of the time zone', () => {
    const late = instant('2026-11-20T23:30:00.000Z');
    expect(formatInstant(late, 'UTC', TODAY)).toBe('yesterday 23:30');
    expect(formatInstant(late, 'Europe/Berlin', TODAY)).toBe('today 00:30');
    expect(formatExactInstant(late, 'Europe/Berlin')).toBe('21 Nov 2026 00:30');
  });

  it('names the same day whatever the time zone of the machine', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const date = addDays(TODAY, days);
        expect(formatExactDate(date)).toMatch(new RegExp(`^${Number(date.slice(8))} `));
      }),
    );
  });
});

describe('words', () => {
  it('counts in singular and plural', () => {
    expect([countDays(1), countDays(62), countOf(1_204, 'invoice', 'invoices')]).toEqual([
      '1 day',
      '62 days',
      '1,204 invoices',
    ]);
  });

  it('names shares without decimals', () => {
    expect([formatShare(9, 100), formatShare(1, 1_000), formatShare(0, 5), formatShare(5, 5)]).toEqual([
      '9 %',
      'under 1 %',
      '0 %',
      '100 %',
    ]);
  });

  it('lists a few names and counts the rest', () => {
    expect(listOf([])).toBe('');
    expect(listOf(['A'])).toBe('A');
    expect(listOf(['A', 'B'])).toBe('A and B');
    expect(listOf(['A', 'B', 'C', 'D'], 2)).toBe('A, B and 2 more');
  });
});
