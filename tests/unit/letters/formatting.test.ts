import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../shared/domain/dates.ts';
import { letterFormat } from '../../../shared/domain/letters/formatting.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';

const amount = (locale: string, currency: string, minor: number) =>
  letterFormat(locale, currencyCode(currency)).amount(minorUnits(minor));

describe('letterFormat', () => {
  it.each([
    ['en-GB', 'EUR', 4_821_000, '€48,210.00'],
    ['en-US', 'USD', 511_985, '$5,119.85'],
    ['en-GB', 'USD', 511_985, 'US$5,119.85'],
    ['en-GB', 'JPY', 120_000, 'JP¥120,000'],
    ['en-GB', 'EUR', -4_550, '-€45.50'],
    ['en-GB', 'GBP', 0, '£0.00'],
  ])('writes an amount of %s in %s with all its decimals', (locale, currency, minor, text) => {
    expect(amount(locale, currency, minor)).toBe(text);
  });

  it('keeps three decimals where the currency has them, and two where a locale would drop them', () => {
    expect(amount('en-GB', 'KWD', 1_234_567)).toMatch(/1,234\.567$/u);
    expect(amount('en-GB', 'HUF', 1_234_567)).toMatch(/12,345\.67$/u);
  });

  it('writes the largest amounts to the last cent', () => {
    expect(amount('en-GB', 'EUR', Number.MAX_SAFE_INTEGER)).toBe('€90,071,992,547,409.91');
  });

  it('writes dates so that no country reads another day', () => {
    const date = plainDate('2026-02-03');
    expect(letterFormat('en-GB', currencyCode('EUR')).date(date)).toBe('3 February 2026');
    expect(letterFormat('en-US', currencyCode('USD')).date(date)).toBe('February 3, 2026');
  });

  it('refuses a locale that is no locale', () => {
    expect(() => letterFormat('not a locale', currencyCode('EUR'))).toThrow(RangeError);
  });
});
