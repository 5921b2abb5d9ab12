import { describe, expect, it } from 'vitest';
import { allCurrencyCodes, exponentOf, isCurrencyCode } from '../../../shared/domain/currencies.ts';
import { currencyCode, MoneyError } from '../../../shared/domain/money.ts';

describe('currencies', () => {
  it.each([
    [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
    [3, 'BHD IQD JOD KWD LYD OMR TND'],
    [4, 'CLF UYW'],
  ])('with %i decimals are exactly those of ISO 4217', (exponent, codes) => {
    expect(allCurrencyCodes().filter((code) => exponentOf(code) === exponent)).toEqual(codes.split(' '));
  });

  it('have two decimals otherwise, also where prices are written without them', () => {
    for (const code of ['EUR', 'GBP', 'USD', 'CHF', 'HUF', 'IDR', 'COP', 'TWD', 'MRU', 'MGA', 'XCG']) {
      expect(exponentOf(code)).toBe(2);
    }
  });

  it('agree with the currencies that the runtime knows', () => {
    const known = new Set(Intl.supportedValuesOf('currency'));
    const common =
      'AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS INR JPY KRW KWD MXN NOK NZD PLN SEK SGD THB TND TRY USD ZAR';
    for (const code of common.split(' ')) {
      expect(known.has(code)).toBe(true);
      expect(isCurrencyCode(code)).toBe(true);
    }
  });

  it('are listed once each and in alphabetical order', () => {
    const codes = allCurrencyCodes();
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
    expect(codes.length).toBeGreaterThan(150);
  });

  it('are named in any case and with space around', () => {
    expect(currencyCode(' usd ')).toBe('USD');
    expect(currencyCode('Eur')).toBe('EUR');
  });

  it.each(['', '€', 'EURO', 'US', 'XXX', 'DEM', 'constructor'])(
    '%j is none, and the message says so',
    (text) => {
      expect(isCurrencyCode(text)).toBe(false);
      expect(() => currencyCode(text)).toThrow(MoneyError);
      expect(() => currencyCode(text)).toThrow(`"${text}" is not an ISO 4217 currency code.`);
    },
  );

  it('that are unknown have no number of decimals to fall back on', () => {
    expect(() => exponentOf('DEM')).toThrow(RangeError);
    expect(() => exponentOf('eur')).toThrow('"eur" is not an ISO 4217 currency code.');
  });
});
