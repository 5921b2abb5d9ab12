import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { floatMinor } from '../../../../electron/engine/connectors/http/float-money.ts';
import { currencyCode, formatDecimal, minorUnits } from '../../../../shared/domain/money.ts';

const EUR = currencyCode('EUR');
const KWD = currencyCode('KWD');
const JPY = currencyCode('JPY');

describe('amounts that were worked out with binary fractions', () => {
  test.each([
    ['0.30000000000000004', EUR, 30],
    ['1234.5599999999999', EUR, 123_456],
    ['-77.770000000000003', EUR, -7_777],
    ['12.3450000001', KWD, 12_345],
    ['9800000.0', JPY, 9_800_000],
    ['9799999.9999999', JPY, 9_800_000],
    ['0.9999999999', EUR, 100],
    ['5', EUR, 500],
  ])('%s %s is %d minor units', (text, currency, minor) => {
    expect(floatMinor(text, currency)).toBe(minor);
  });

  test.each([
    ['12.345', EUR],
    ['12.340001', EUR],
    ['0.5', JPY],
    ['1.0005', KWD],
  ])('%s %s is off by more than noise and is not rounded', (text, currency) => {
    expect(() => floatMinor(text, currency)).toThrow(/more decimals/);
  });

  test('any amount keeps its value when less than a millionth of a unit is added or taken away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e13 }),
        fc.constantFrom(EUR, KWD),
        fc.constantFrom('0000009', '00000000001', ''),
        (value, currency, noise) => {
          expect(floatMinor(`${formatDecimal(minorUnits(value), currency)}${noise}`, currency)).toBe(value);
        },
      ),
    );
  });

  test('what JavaScript itself works out comes back to the cent', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 30 }), (cents) => {
        const float = cents.reduce((sum, one) => sum + one / 100, 0);
        const text = Math.abs(float) < 1e-6 ? '0' : String(float);
        expect(floatMinor(text, EUR)).toBe(cents.reduce((sum, one) => sum + one, 0));
      }),
    );
  });
});
