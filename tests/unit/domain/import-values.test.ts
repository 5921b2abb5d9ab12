import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, fromDayNumber, plainDate } from '../../../shared/domain/dates.ts';
import { amountMarkEvidence, readAmount } from '../../../shared/domain/imports/amount-text.ts';
import { cellText, cleanText, isBlankText } from '../../../shared/domain/imports/blank.ts';
import { currencyOfText } from '../../../shared/domain/imports/currency-text.ts';
import { datePattern, fullYear } from '../../../shared/domain/imports/date-pattern.ts';
import { orderEvidence, readDate } from '../../../shared/domain/imports/date-text.ts';
import { monthOfName } from '../../../shared/domain/imports/month-names.ts';
import { plainNumber, spreadsheetNumber } from '../../../shared/domain/imports/plain-number.ts';
import { quoted } from '../../../shared/domain/imports/quoted.ts';
import { dateOfSerial } from '../../../shared/domain/imports/serial-date.ts';
import { daysOfTerms } from '../../../shared/domain/imports/terms.ts';
import { currencyCode, parseDecimal } from '../../../shared/domain/money.ts';

function messageOf(result: ReturnType<typeof readAmount> | ReturnType<typeof readDate>): string {
  return result.ok ? 'read' : `${result.code}: ${result.message}`;
}

function dateOfText(text: string, format: string | null = null, order: 'dmy' | 'mdy' | null = null) {
  return readDate(text, { pattern: format === null ? null : datePattern(format), order });
}

describe('a date in a file', () => {
  it.each([
    ['1/1/1900', '1900-01-01'],
    ['12/31/2199', '2199-12-31'],
    ['2/29/2024', '2024-02-29'],
    ['2/29/2000', '2000-02-29'],
    ['1/1/79', '2079-01-01'],
    ['1/1/80', '1980-01-01'],
    ['1/1/00', '2000-01-01'],
    ['12/31/99', '1999-12-31'],
  ])('%s is %s', (text, date) => {
    expect(dateOfText(text, null, 'mdy')).toEqual({ ok: true, date });
  });

  it.each([
    ['12/31/1899', null, '"12/31/1899" has a year outside 1900–2199.'],
    ['1/1/2200', null, '"1/1/2200" has a year outside 1900–2199.'],
    ['2/29/2026', null, '"2/29/2026" is no date: that month has no day 29.'],
    ['2/29/2100', null, '"2/29/2100" is no date: that month has no day 29.'],
    ['13/1/2026', 'M/d/yyyy', '"13/1/2026" is no date: there is no month 13.'],
    ['0/1/2026', 'M/d/yyyy', '"0/1/2026" is no date: there is no month 0.'],
    ['4/0/2026', 'M/d/yyyy', '"4/0/2026" is no date: that month has no day 0.'],
    ['1/1/26', 'M/d/yyyy', '"1/1/26" does not fit the date format "M/d/yyyy".'],
    ['soon', null, '"soon" is not a date this import knows.'],
  ])('%s is refused with what is wrong with it', (text, format, message) => {
    expect(messageOf(dateOfText(text, format, 'mdy'))).toBe(`bad_date: ${message}`);
  });

  it('whose order nobody knows is refused with the two ways to read it', () => {
    expect(messageOf(dateOfText('12/11/2026'))).toBe(
      'ambiguous_date: "12/11/2026" can be day/month or month/day.',
    );
    expect(dateOfText('12/12/2026')).toEqual({ ok: true, date: '2026-12-12' });
    expect(dateOfText('13/12/2026')).toEqual({ ok: true, date: '2026-12-13' });
  });

  it('tells its order from the thirteenth day on', () => {
    expect(['12/1/26', '13/1/26', '1/12/26', '1/13/26'].map(orderEvidence)).toEqual([
      'either',
      'dmy',
      'either',
      'mdy',
    ]);
  });

  it('has a month by any name of six languages, long or short, with or without its accent', () => {
    const december = [
      'December',
      'Dec',
      'DEZEMBER',
      'Dez',
      'décembre',
      'diciembre',
      'dic',
      'dicembre',
      'december',
    ];
    expect(december.map(monthOfName)).toEqual(december.map(() => 12));
    expect(['Mär', 'März', 'maerz', 'fév', 'août', 'ene', 'mei', 'giugno'].map(monthOfName)).toEqual([
      3, 3, 3, 2, 8, 1, 5, 6,
    ]);
    expect(['', 'Smarch', 'de', 'constructor'].map(monthOfName)).toEqual([null, null, null, null]);
  });

  it('of two digits of a year is between 1980 and 2079', () => {
    fc.assert(
      fc.property(fc.nat(99), (year) => {
        const full = fullYear(String(year).padStart(2, '0'));
        expect(full % 100).toBe(year);
        expect(full).toBeGreaterThanOrEqual(1980);
        expect(full).toBeLessThanOrEqual(2079);
      }),
    );
    expect(fullYear('0050')).toBe(50);
  });
});

describe('a serial number of a spreadsheet', () => {
  it('goes to the last day of the year 9999 in both calendars and no further', () => {
    expect([dateOfSerial('2958465', '1900'), dateOfSerial('2958466', '1900')]).toEqual(['9999-12-31', null]);
    expect([dateOfSerial('2957003', '1904'), dateOfSerial('2957004', '1904')]).toEqual(['9999-12-31', null]);
  });

  it('begins with the first day of each calendar', () => {
    expect([dateOfSerial('1', '1900'), dateOfSerial('0', '1900')]).toEqual(['1900-01-01', null]);
    expect([dateOfSerial('0', '1904'), dateOfSerial('-1', '1904')]).toEqual(['1904-01-01', null]);
  });

  it('is none when the cell is empty or holds another text', () => {
    for (const text of ['', ' ', 'x', '1/2', 'Infinity']) {
      expect([dateOfSerial(text, '1900'), dateOfSerial(text, '1904')]).toEqual([null, null]);
    }
  });

  it('lies 1,462 days further on in the calendar of 1904', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_900_000 }), (serial) => {
        const [old, later] = [dateOfSerial(String(serial), '1900'), dateOfSerial(String(serial), '1904')];
        expect(dayNumber(plainDate(later ?? ''))).toBe(dayNumber(plainDate(old ?? '')) + 1_462);
      }),
    );
  });

  it('in a text column is a date of the years 1955 to 2099 only', () => {
    expect(dateOfText('20089')).toMatchObject({ ok: false });
    expect(dateOfText('20090')).toEqual({ ok: true, date: '1955-01-01' });
    expect(dateOfText('73050')).toEqual({ ok: true, date: '2099-12-31' });
    expect(dateOfText('73051')).toMatchObject({ ok: false });
  });

  it('reads back every day since March 1900', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 61, max: 2_958_465 }),
        fc.integer({ min: 0, max: 999 }),
        (serial, time) => {
          expect(dateOfSerial(`${serial}.${String(time).padStart(3, '0')}`, '1900')).toBe(
            fromDayNumber(serial - 25_569),
          );
        },
      ),
    );
  });
});

describe('an amount in a file', () => {
  it.each([
    ['12.34.56', '"12.34.56" has two decimal marks, or digits grouped in a way nobody writes.'],
    ['1,234', '"1,234" can be read with a decimal point or a decimal comma.'],
    ['n.v.t.', '"n.v.t." is not an amount.'],
    ['(-5.00) CR', '"(-5.00) CR" is not an amount.'],
  ])('%j is refused with what is wrong with it', (text, message) => {
    expect(messageOf(readAmount(text, 'auto'))).toContain(message);
  });

  it('is negative by one sign only', () => {
    for (const text of ['(40.00) CR', '-(40.00)', '(40.00-)', '-40.00-', '+-40.00', '-40.00 CR']) {
      expect(readAmount(text, 'auto')).toMatchObject({ ok: false, code: 'not_an_amount' });
    }
    expect(readAmount('-40.00 DR', 'auto')).toMatchObject({ ok: true, decimal: '-40.00' });
  });

  it('shows its decimal mark by anything but exactly three digits behind one mark', () => {
    const marks = ['0,123', '1234,567', '1,23', '1,2345', '12,345', '123,456', '.123'].map(
      amountMarkEvidence,
    );
    expect(marks).toEqual([',', ',', ',', ',', 'either', 'either', '.']);
  });

  it('of every amount in a currency reads back to the minor unit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e15, max: 1e15 }),
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        (minor, code) => {
          const currency = currencyCode(code);
          const exponent = { EUR: 2, JPY: 0, KWD: 3 }[code];
          const digits = Math.abs(minor)
            .toString()
            .padStart(exponent + 1, '0');
          const whole = digits.slice(0, digits.length - exponent);
          const text = `${minor < 0 ? '-' : ''}${whole}${exponent === 0 ? '' : `.${digits.slice(-exponent)}`}`;
          const read = readAmount(text, '.');
          expect(read.ok && parseDecimal(read.decimal, currency)).toEqual({ minor, rounded: false });
        },
      ),
    );
  });

  it('names a currency with or without a point behind it', () => {
    expect(['EUR', 'Kč', 'zł.', 'Rs.', 'US$', 'usd', 'EUR: Euro', 'USD $'].map(currencyOfText)).toEqual([
      'EUR',
      'CZK',
      'PLN',
      'INR',
      'USD',
      'USD',
      'EUR',
      'USD',
    ]);
    expect(['', '.', 'kr.', 'NET - 30', 'EURO-ZONE', 'ABC (x)'].map(currencyOfText)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('a number of a spreadsheet', () => {
  it('has 15 digits that count and loses the sixteenth', () => {
    expect(spreadsheetNumber('123456789012.345')).toBe('123456789012.345');
    expect(spreadsheetNumber('1234567890123.455')).toBe('1234567890123.46');
    expect(spreadsheetNumber('0.1499999999999999')).toBe('0.15');
    expect(spreadsheetNumber('-19.989999999999998')).toBe('-19.99');
  });

  it('is the float that it was, to 15 digits, for any float', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
        const text = spreadsheetNumber(String(value));
        expect(Number(text)).toBe(Number(Number(plainNumber(String(value))).toPrecision(15)));
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      }),
    );
  });
});

describe('terms of payment', () => {
  it.each([
    ['Net 0', 0],
    ['net 120', 120],
    ['Net 30 EOM', null],
    ['30 days end of month', null],
    ['fin de mois 45 jours', null],
    ['2% 10 days, 30 days net', 30],
    ['2% 10 days, net 30 days', 30],
    ['10 Tage 2% Skonto, 30 Tage netto', 30],
    ['30 jours nets', 30],
    ['Immediate', 0],
    ['Due upon receipt', 0],
    ['Receipt in 30 pieces', null],
  ])('%j are %j days', (terms, days) => {
    expect(daysOfTerms(terms)).toBe(days);
  });
});

describe('a cell', () => {
  it('is quoted in full up to 60 characters and shortened beyond', () => {
    expect(quoted('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`);
    expect(quoted('x'.repeat(61))).toBe(`"${'x'.repeat(59)}…"`);
    expect(quoted('')).toBe('""');
  });

  it('is cleaned once: cleaning again changes nothing', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'É', 'e\u0301', ' ', '\t', '\n', '\u00A0', '\u202E', '\u0000', '0'),
    });
    fc.assert(
      fc.property(text, (raw) => {
        const clean = cleanText(raw);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).not.toMatch(/^\s|\s$|\s\s|\u202E/u);
      }),
    );
  });

  it('is blank by the words of exports only in the ways exports write them', () => {
    expect(['', 'NaN', '#N/A', '<NA>', '\\N'].every(isBlankText)).toBe(true);
    expect(['none', 'NONE', 'nil', '0', 'n', 'nanny'].some(isBlankText)).toBe(false);
    expect(cellText("'-5")).toBe('-5');
    expect(cellText("'")).toBe("'");
  });
});
