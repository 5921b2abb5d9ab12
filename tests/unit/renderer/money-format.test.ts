import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hidesCents,
  listMoneyText,
  moneyForSheet,
  moneyParts,
  moneyText,
} from '../../../renderer/ui/format/money-format.ts';
import { allCurrencyCodes } from '../../../shared/domain/currencies.ts';
import { currencyCode, minorUnits, parseDecimal } from '../../../shared/domain/money.ts';

const EUR = currencyCode('EUR');
const JPY = currencyCode('JPY');
const KWD = currencyCode('KWD');

describe('an amount on the screen', () => {
  it('is written by the locale with the decimals of its currency', () => {
    expect(moneyText(minorUnits(4_821_000), EUR, 'en-GB')).toBe('€48,210.00');
    expect(moneyText(minorUnits(4_821_000), EUR, 'de-DE')).toBe('48.210,00\u00a0€');
    expect(moneyText(minorUnits(1_204_000), JPY, 'en-GB')).toBe('¥1,204,000');
    expect(moneyText(minorUnits(1_234_567), KWD, 'en-GB')).toBe('KWD\u00a01,234.567');
  });

  it('has a real minus sign', () => {
    expect(moneyText(minorUnits(-64_000), EUR, 'en-GB')).toBe('−€640.00');
  });

  it('is exact up to the largest amount there can be', () => {
    expect(moneyText(minorUnits(Number.MAX_SAFE_INTEGER), EUR, 'en-GB')).toBe('€90,071,992,547,409.91');
  });

  it('is the sum of its parts', () => {
    const codes = fc.constantFrom(...allCurrencyCodes().map((code) => currencyCode(code)));
    const locales = fc.constantFrom('en-GB', 'de-DE', 'fr-FR', 'ar-EG', 'en-IN');
    fc.assert(
      fc.property(fc.maxSafeInteger(), codes, locales, (value, code, locale) => {
        const parts = moneyParts(minorUnits(value), code, locale);
        expect(parts.lead + parts.cents + parts.trail).toBe(moneyText(minorUnits(value), code, locale));
      }),
    );
  });
});

describe('an amount in a list', () => {
  it('is rounded to whole units from 10,000 on', () => {
    expect(listMoneyText(minorUnits(1_000_000), EUR, 'en-GB')).toBe('€10,000');
    expect(listMoneyText(minorUnits(999_999), EUR, 'en-GB')).toBe('€9,999.99');
    expect(listMoneyText(minorUnits(2_673_098), EUR, 'en-GB')).toBe('€26,731');
    expect(listMoneyText(minorUnits(-4_821_000), EUR, 'de-DE')).toBe('−48.210\u00a0€');
  });

  it('counts whole units, whatever the decimals of the currency', () => {
    expect(hidesCents(minorUnits(10_000), JPY)).toBe(true);
    expect(hidesCents(minorUnits(9_999_999), KWD)).toBe(false);
    expect(hidesCents(minorUnits(10_000_000), KWD)).toBe(true);
  });
});

describe('an amount for a spreadsheet', () => {
  it('is a plain number with the decimal mark of the locale', () => {
    expect(moneyForSheet(minorUnits(-4_821_050), EUR, 'en-GB')).toBe('-48210.50');
    expect(moneyForSheet(minorUnits(4_821_050), EUR, 'de-DE')).toBe('48210,50');
  });

  it('reads back to the same amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const text = moneyForSheet(minorUnits(value), EUR, 'en-GB');
        expect(parseDecimal(text, EUR).minor).toBe(minorUnits(value));
      }),
    );
  });
});
