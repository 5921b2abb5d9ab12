import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  exactMinor,
  numberText,
  parseJson,
  wholeNumber,
} from '../../../../electron/engine/connectors/http/json.ts';
import { currencyCode, formatDecimal, minorUnits } from '../../../../shared/domain/money.ts';

const amountForm = z.object({ amount: numberText });
const amountIn = (json: string) => amountForm.parse(parseJson(json)).amount;

test('an amount keeps every digit that was sent, also beyond what a float holds', () => {
  expect(amountIn('{"amount": 9007199254740993.125}')).toBe('9007199254740993.125');
  expect(amountIn('{"amount": 0.10}')).toBe('0.10');
  expect(amountIn('{"amount": "17.50"}')).toBe('17.50');
});

test.each([
  ['1.25e2', '125'],
  ['1.25E+1', '12.5'],
  ['125e-3', '0.125'],
  ['-5e-1', '-0.5'],
  ['1e3', '1000'],
])('%s is read as %s: the point moves in the text', (written, digits) => {
  expect(amountIn(`{"amount": ${written}}`)).toBe(digits);
});

test('an exponent that would take gigabytes is refused', () => {
  expect(() => amountIn('{"amount": 1e999999999}')).toThrow();
  expect(() => amountIn('{"amount": "12,50"}')).toThrow();
});

test('whole numbers are whole and within what a number holds exactly', () => {
  expect(wholeNumber.parse(parseJson('42'))).toBe(42);
  expect(() => wholeNumber.parse(parseJson('4.2'))).toThrow();
  expect(() => wholeNumber.parse(parseJson('9007199254740993'))).toThrow();
});

test('every amount of every exponent comes back as it was sent', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
      fc.constantFrom('JPY', 'EUR', 'KWD'),
      (minor, code) => {
        const currency = currencyCode(code);
        const sent = formatDecimal(minorUnits(minor), currency);
        expect(exactMinor(amountIn(`{"amount": ${sent}}`), currency)).toBe(minorUnits(minor));
      },
    ),
  );
});

test('more decimals than the currency has are refused, zeros behind are not', () => {
  expect(() => exactMinor('1.005', currencyCode('EUR'))).toThrow('more decimals');
  expect(exactMinor('1.5000', currencyCode('EUR'))).toBe(150);
  expect(exactMinor('120.00', currencyCode('JPY'))).toBe(120);
});

test('what is no JSON, or nested without end, is a syntax error', () => {
  expect(() => parseJson('<html>')).toThrow(SyntaxError);
  expect(() => parseJson('['.repeat(300_000))).toThrow(SyntaxError);
  expect(() => parseJson('['.repeat(300_000) + ']'.repeat(300_000))).toThrow(SyntaxError);
});

test('every JSON text keeps its numbers, whatever stands around them', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const digits: string[] = [];
      const read = parseJson(text);
      const plain = (value: unknown): unknown => {
        if (value instanceof LosslessNumber) {
          digits.push(value.toString());
          return Number(value.toString());
        }
        if (Array.isArray(value)) return value.map(plain);
        if (typeof value !== 'object' || value === null) return value;
        return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
      };
      expect(plain(read)).toEqual(JSON.parse(text));
      for (const one of digits) expect(text).toContain(one);
    }),
  );
});

test('a name such as __proto__ is a name like any other', () => {
  const read = parseJson('{"__proto__": {"polluted": 1}}');
  expect(Object.keys(Object(read))).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});
