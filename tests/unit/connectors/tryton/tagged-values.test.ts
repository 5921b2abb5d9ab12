import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../electron/engine/connectors/http/json.ts';
import {
  changedAt,
  timeTag,
  trytonDate,
  trytonDecimal,
  trytonFlag,
  trytonText,
  trytonTime,
} from '../../../../electron/engine/connectors/tryton/tagged-values.ts';

const decimal = (digits: string) => parseJson(JSON.stringify({ __class__: 'Decimal', decimal: digits }));
const time = (microsecond: number) =>
  parseJson(
    JSON.stringify({
      __class__: 'datetime',
      ...{ year: 2026, month: 3, day: 9, hour: 4, minute: 5, second: 6, microsecond },
    }),
  );

describe('values that Tryton tags', () => {
  it('keeps every digit of a decimal, also of one that no float can hold', () => {
    expect(trytonDecimal.parse(decimal('12345678901234567890.123'))).toBe('12345678901234567890.123');
    expect(trytonDecimal.parse(decimal('-0.005'))).toBe('-0.005');
  });

  it('writes out the exponents that Python gives to round numbers', () => {
    expect(trytonDecimal.parse(decimal('1E+3'))).toBe('1000');
    expect(trytonDecimal.parse(decimal('0E-8'))).toMatch(/^0(\.0*)?$/);
  });

  it.each(['NaN', 'Infinity', '1,5', '', '0x10'])('refuses %o as an amount', (digits) => {
    expect(trytonDecimal.safeParse(decimal(digits)).success).toBe(false);
  });

  it('takes the whole number that SQLite answers for a sum', () => {
    expect(trytonDecimal.parse(parseJson('0'))).toBe('0');
  });

  it('writes a date as a day and refuses one that does not exist', () => {
    const day = (month: number, date: number) =>
      parseJson(JSON.stringify({ __class__: 'date', year: 2026, month, day: date }));
    expect(trytonDate.parse(day(2, 3))).toBe('2026-02-03');
    expect(() => trytonDate.parse(day(2, 30))).toThrow('2026-02-30');
    expect(trytonDate.safeParse(day(2, 30)).success).toBe(false);
  });

  it('keeps the microseconds of a time, and texts compare as times do', () => {
    expect(trytonTime.parse(time(7))).toBe('2026-03-09T04:05:06.000007Z');
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999), (one, other) => {
        const [first, second] = [trytonTime.parse(time(one)), trytonTime.parse(time(other))];
        expect(first < second).toBe(one < other);
      }),
    );
  });

  it('sends a time back as it came', () => {
    fc.assert(
      fc.property(fc.nat(999_999), (microsecond) => {
        const tag = timeTag(trytonTime.parse(time(microsecond)));
        expect(trytonTime.parse(parseJson(JSON.stringify(tag)))).toBe(trytonTime.parse(time(microsecond)));
      }),
    );
    expect(() => timeTag('2026-03-09')).toThrow(RangeError);
  });

  it('dates a record that was never changed by its creation', () => {
    const created = '2026-01-01T00:00:00.000000Z';
    expect(changedAt({ create_date: created, write_date: null })).toBe(created);
    expect(changedAt({ create_date: created, write_date: '2026-02-01T00:00:00.000000Z' })).toContain('-02-');
  });

  it('understands the flags of both databases, and empty texts', () => {
    expect([true, false].map((value) => trytonFlag.parse(value))).toEqual([true, false]);
    expect(['1', '0'].map((value) => trytonFlag.parse(parseJson(value)))).toEqual([true, false]);
    expect([' ', null, ' PO 7 '].map((value) => trytonText.parse(value))).toEqual([null, null, 'PO 7']);
  });
});
