import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMinor,
  currencyCode,
  formatDecimal,
  MoneyError,
  minorUnits,
  negateMinor,
  parseDecimal,
  ZERO,
} from '../../../shared/domain/money.ts';

const MOST = Number.MAX_SAFE_INTEGER;
const CURRENCIES = ['JPY', 'EUR', 'KWD', 'CLF'].map(currencyCode);

function parsed(text: string, currency = 'EUR'): number {
  return parseDecimal(text, currencyCode(currency)).minor;
}

function written(minor: number, currency: string): string {
  return formatDecimal(minorUnits(minor), currencyCode(currency));
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof MoneyError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('a decimal text', () => {
  it.each([
    ['5119.85', 'EUR', 511_985],
    ['5119.8', 'EUR', 511_980],
    ['5119', 'EUR', 511_900],
    ['5119.', 'EUR', 511_900],
    ['.85', 'EUR', 85],
    ['+0.01', 'EUR', 1],
    ['-0.01', 'EUR', -1],
    ['-0.02', 'EUR', -2],
    ['  12.30 ', 'EUR', 1_230],
    ['007.50', 'EUR', 750],
    ['5119', 'JPY', 5_119],
    ['1.234', 'KWD', 1_234],
    ['-0.001', 'TND', -1],
    ['1.2345', 'CLF', 12_345],
  ])('%j %s is %i minor units, unrounded', (text, currency, minor) => {
    expect(parseDecimal(text, currencyCode(currency))).toEqual({ minor, rounded: false });
  });

  it.each([
    ['0.005', 'EUR', 0],
    ['0.015', 'EUR', 2],
    ['0.025', 'EUR', 2],
    ['0.0250001', 'EUR', 3],
    ['0.0249999', 'EUR', 2],
    ['-0.015', 'EUR', -2],
    ['-0.025', 'EUR', -2],
    ['1.005', 'EUR', 100],
    ['2.675', 'EUR', 268],
    ['0.5', 'JPY', 0],
    ['1.5', 'JPY', 2],
    ['2.5', 'JPY', 2],
    ['99.6', 'JPY', 100],
    ['0.0005', 'KWD', 0],
    ['0.0015', 'KWD', 2],
    ['54273.2850', 'EUR', 5_427_328],
    ['9.995', 'EUR', 1_000],
  ])('%j %s is rounded half-even to %i and says so', (text, currency, minor) => {
    expect(parseDecimal(text, currencyCode(currency))).toEqual({ minor, rounded: true });
  });

  it('with nothing but zeros beyond the decimals of its currency is not rounded', () => {
    expect(parseDecimal('54273.280', currencyCode('EUR'))).toEqual({ minor: 5_427_328, rounded: false });
    expect(parseDecimal('12.000', currencyCode('JPY'))).toEqual({ minor: 12, rounded: false });
  });

  it.each([
    '',
    ' ',
    '-',
    '+',
    '.',
    '-.',
    '1,5',
    '1 000',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '--1',
    '1.2.3',
    '٣',
  ])('%j is no number', (text) => {
    expect(codeOf(() => parsed(text))).toBe('not_a_number');
  });

  it('is told apart from zero with a minus: there is only one zero', () => {
    expect(Object.is(parsed('-0.00'), 0)).toBe(true);
    expect(Object.is(parsed('-0.004'), 0)).toBe(true);
  });

  it('holds the largest amount of each precision and refuses the next one', () => {
    expect(parsed('90071992547409.91')).toBe(MOST);
    expect(parsed('-90071992547409.91')).toBe(-MOST);
    expect(parsed('9007199254740991', 'JPY')).toBe(MOST);
    expect(parsed('9007199254740.991', 'KWD')).toBe(MOST);
    expect(codeOf(() => parsed('90071992547409.92'))).toBe('too_large');
    expect(codeOf(() => parsed('9007199254740993', 'JPY'))).toBe('too_large');
    expect(codeOf(() => parsed('-9007199254740.992', 'KWD'))).toBe('too_large');
    expect(codeOf(() => parsed('9'.repeat(400)))).toBe('too_large');
  });

  it('that rounds up beyond the largest amount is refused, and one that rounds down to it is not', () => {
    expect(codeOf(() => parsed('90071992547409.915'))).toBe('too_large');
    expect(parsed('90071992547409.914999')).toBe(MOST);
  });

  it('that is refused is named in the message, with its currency when it is too large', () => {
    expect(() => parsed('12,50')).toThrow('"12,50" is not a decimal number.');
    expect(() => parsed('1'.repeat(20), 'USD')).toThrow(
      `${'1'.repeat(20)} USD is larger than this application`,
    );
  });
});

describe('rounding', () => {
  const digits = fc.stringMatching(/^\d{1,9}$/);
  const sign = fc.constantFrom('', '-');

  it('is off by half a minor unit at most, and by exactly half only towards the even neighbour', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CURRENCIES),
        sign,
        digits,
        digits,
        (currency, minus, whole, fraction) => {
          const text = `${minus}${whole}.${fraction}`;
          const exponent = formatDecimal(ZERO, currency).replace(/^0\.?/, '').length;
          const scale = 10n ** BigInt(fraction.length);
          const exact = BigInt(`${minus}${whole}${fraction}`) * 10n ** BigInt(exponent);
          const { minor, rounded } = parseDecimal(text, currency);
          const off = exact - BigInt(minor) * scale;
          const twice = (off < 0n ? -off : off) * 2n;
          expect(twice <= scale).toBe(true);
          if (twice === scale) expect(minor % 2 === 0).toBe(true);
          expect(rounded).toBe(off !== 0n);
        },
      ),
    );
  });

  it('of the opposite amount is the opposite', () => {
    fc.assert(
      fc.property(digits, digits, (whole, fraction) => {
        expect(parsed(`-${whole}.${fraction}`)).toBe(negateMinor(minorUnits(parsed(`${whole}.${fraction}`))));
      }),
    );
  });
});

describe('an amount as decimal text', () => {
  it.each([
    [511_985, 'EUR', '5119.85'],
    [5, 'EUR', '0.05'],
    [-5, 'EUR', '-0.05'],
    [-100, 'EUR', '-1.00'],
    [0, 'EUR', '0.00'],
    [0, 'JPY', '0'],
    [-7, 'JPY', '-7'],
    [1, 'KWD', '0.001'],
    [-1_234, 'KWD', '-1.234'],
    [12_345, 'CLF', '1.2345'],
    [MOST, 'EUR', '90071992547409.91'],
    [-MOST, 'JPY', '-9007199254740991'],
  ])('of %i minor units of %s is %s', (minor, currency, text) => {
    expect(written(minor, currency)).toBe(text);
  });

  it('reads back as the same amount in every currency', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...CURRENCIES), (minor, currency) => {
        const text = formatDecimal(minorUnits(minor), currency);
        expect(parseDecimal(text, currency)).toEqual({ minor, rounded: false });
      }),
    );
  });
});

describe('sums', () => {
  const amount = fc.maxSafeInteger().map(minorUnits);

  it('of nothing are zero', () => {
    expect(addMinor()).toBe(0);
    expect(addMinor(ZERO, ZERO)).toBe(0);
  });

  it('reach the largest amount and refuse one more', () => {
    expect(addMinor(minorUnits(MOST - 1), minorUnits(1))).toBe(MOST);
    expect(codeOf(() => addMinor(minorUnits(MOST), minorUnits(1)))).toBe('too_large');
    expect(codeOf(() => addMinor(minorUnits(-MOST), minorUnits(-1)))).toBe('too_large');
  });

  it('come out the same in any order, also where a part of the sum would be too large', () => {
    expect(addMinor(minorUnits(MOST), minorUnits(1), minorUnits(-2))).toBe(MOST - 1);
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 5 }), (amounts) => {
        const sum = (parts: readonly (typeof ZERO)[]) => {
          const error = codeOf(() => addMinor(...parts));
          return error === 'no error' ? addMinor(...parts) : error;
        };
        const exact = amounts.reduce((total, one) => total + BigInt(one), 0n);
        const fits = exact >= -BigInt(MOST) && exact <= BigInt(MOST);
        expect(sum(amounts)).toBe(fits ? Number(exact) : 'too_large');
        expect(sum(amounts.toReversed())).toBe(sum(amounts));
      }),
    );
  });

  it('of an amount and its opposite are zero, without a minus', () => {
    fc.assert(
      fc.property(amount, (one) => {
        expect(Object.is(addMinor(one, negateMinor(one)), 0)).toBe(true);
        expect(negateMinor(negateMinor(one))).toBe(one);
      }),
    );
    expect(Object.is(negateMinor(ZERO), 0)).toBe(true);
  });
});

describe('minor units', () => {
  it.each([0.5, MOST + 1, -MOST - 1, Number.NaN, Number.POSITIVE_INFINITY])('are never %d', (value) => {
    expect(codeOf(() => minorUnits(value))).toBe('too_large');
  });

  it('know no negative zero', () => {
    expect(Object.is(minorUnits(-0), 0)).toBe(true);
  });
});
