import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber } from '../../../shared/domain/dates.ts';
import { datePattern } from '../../../shared/domain/imports/date-pattern.ts';
import { isNoDate, orderEvidence, readDate } from '../../../shared/domain/imports/date-text.ts';
import { dateOfSerial } from '../../../shared/domain/imports/serial-date.ts';

function read(text: string, format: string | null = null, order: 'dmy' | 'mdy' | null = null): string {
  const pattern = format === null ? null : datePattern(format);
  if (format !== null) expect(pattern).not.toBeNull();
  const date = readDate(text, { pattern, order });
  return date.ok ? date.date : date.code;
}

describe('readDate', () => {
  it.each([
    ['2026-07-15', '2026-07-15'],
    ['2026/7/5', '2026-07-05'],
    ['2026.07.15', '2026-07-15'],
    ['20200210', '2020-02-10'],
    ['20200210.0', '2020-02-10'],
    ['2020-01-26 00:00:00', '2020-01-26'],
    ['2020-01-26T23:59:59.999Z', '2020-01-26'],
    ['2020-01-26T23:59:59+02:00', '2020-01-26'],
    ['15-JAN-2024', '2024-01-15'],
    ['15-Jan-24', '2024-01-15'],
    ['15 Jul 2026', '2026-07-15'],
    ['15. März 2024', '2024-03-15'],
    ['3 août 2025', '2025-08-03'],
    ['15 de julio de 2026', '2026-07-15'],
    ['Jul 15, 2026', '2026-07-15'],
    ['July 4th, 2026', '2026-07-04'],
    ['Friday, May 15, 2026', '2026-05-15'],
    ['45292', '2024-01-01'],
    ['45292.75', '2024-01-01'],
    ['25/12/2025', '2025-12-25'],
    ['12/25/2025', '2025-12-25'],
    ['2/2/2020', '2020-02-02'],
  ])('reads %j without being told how', (text, date) => {
    expect(read(text)).toBe(date);
  });

  it('does not guess the order of day and month', () => {
    expect(read('3/4/2026')).toBe('ambiguous_date');
    expect(read('3/4/2026', null, 'dmy')).toBe('2026-04-03');
    expect(read('3/4/2026', null, 'mdy')).toBe('2026-03-04');
  });

  it.each([
    ['1/2/2013', 'M/d/yyyy', '2013-01-02'],
    ['01/02/2013', 'M/d/yyyy', '2013-01-02'],
    ['1/2/2013', 'MM/dd/yyyy', '2013-01-02'],
    ['1/2/2013 12:00:00 AM', 'M/d/yyyy', '2013-01-02'],
    ['1/2/2013', 'dd/MM/yyyy', '2013-02-01'],
    ['1.2.2013', 'dd.MM.yyyy', '2013-02-01'],
    ['13-02-01', 'yy-MM-dd', '2013-02-01'],
    ['01022013', 'ddMMyyyy', '2013-02-01'],
    ['2 Feb 2013', 'd MMM yyyy', '2013-02-02'],
    ['2013-02-01 10:11:12', 'yyyy-MM-dd HH:mm:ss', '2013-02-01'],
    ['01/02/2013', 'DD/MM/YYYY', '2013-02-01'],
  ])('reads %j by the format %s', (text, format, date) => {
    expect(read(text, format)).toBe(date);
  });

  it('takes forms that can only be read one way beside any format', () => {
    expect(read('2020-02-11 00:00:00', 'M/d/yyyy')).toBe('2020-02-11');
    expect(read('20200210', 'dd/MM/yyyy')).toBe('2020-02-10');
  });

  it.each([
    ['2/30/2013', 'M/d/yyyy'],
    ['13/45/2013', 'M/d/yyyy'],
    ['13/1/2013', 'M/d/yyyy'],
    ['2/29/2013', 'M/d/yyyy'],
    ['0/1/2013', 'M/d/yyyy'],
    ['2013-02-30', null],
    ['31/31/2020', null],
    ['20201301', null],
    ['31-FEB-2024', null],
    ['1/2/0213', 'M/d/yyyy'],
    ['yesterday', null],
    ['12', null],
    ['99999', null],
    ['15 Foo 2026', null],
    [`${'1'.repeat(80)}`, null],
  ])('refuses %j, a day that does not exist', (text, format) => {
    expect(read(text, format)).toBe('bad_date');
  });

  it('knows the ways in which a date cell says "none"', () => {
    expect(['', '0', '00000000', '0000-00-00', '0000-00-00 00:00:00', '-'].every(isNoDate)).toBe(true);
    expect(isNoDate('2020-01-01')).toBe(false);
  });

  it('reads back every day in every form', () => {
    const day = fc.integer({ min: -25_000, max: 70_000 }).map(fromDayNumber);
    fc.assert(
      fc.property(day, (date) => {
        const [year, month, dayOfMonth] = date.split('-');
        const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
        expect(read(`${dayOfMonth}/${month}/${year}`, 'd/M/yyyy')).toBe(date);
        expect(read(`${Number(month)}/${Number(dayOfMonth)}/${year}`, null, 'mdy')).toBe(date);
        expect(read(`${dayOfMonth}-${names[Number(month) - 1]?.toUpperCase()}-${year}`)).toBe(date);
        expect(read(`${year}${month}${dayOfMonth}`)).toBe(date);
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789/-.: TJan') })),
        (text) => {
          const date = readDate(text, { pattern: null, order: null });
          if (date.ok) expect(date.date).toMatch(/^\d{4}-\d\d-\d\d$/);
        },
      ),
    );
  });
});

describe('datePattern', () => {
  it.each(['', 'foo', 'M/d', 'yyyy-MM', 'dd/dd/yyyy', 'M/d/yyyy/yyyy'])('refuses %j', (format) => {
    expect(datePattern(format)).toBeNull();
  });
});

describe('orderEvidence', () => {
  it('tells the order only from a day above twelve', () => {
    expect(orderEvidence('25/12/2025')).toBe('dmy');
    expect(orderEvidence('12/25/2025')).toBe('mdy');
    expect(orderEvidence('3/4/2025')).toBe('either');
    expect(orderEvidence('4/4/2025')).toBe('none');
    expect(orderEvidence('13/45/2025')).toBe('none');
    expect(orderEvidence('2025-04-03')).toBe('none');
  });
});

describe('dateOfSerial', () => {
  it('counts days as spreadsheets do, without the 29 February 1900', () => {
    expect(dateOfSerial('1', '1900')).toBe('1900-01-01');
    expect(dateOfSerial('59', '1900')).toBe('1900-02-28');
    expect(dateOfSerial('60', '1900')).toBeNull();
    expect(dateOfSerial('61', '1900')).toBe('1900-03-01');
    expect(dateOfSerial('45292.999', '1900')).toBe('2024-01-01');
  });

  it('counts from 1904 in workbooks of that system', () => {
    expect(dateOfSerial('0', '1904')).toBe('1904-01-01');
    expect(dateOfSerial('43830', '1904')).toBe('2024-01-01');
  });

  it('gives no date for a time of day or a number out of range', () => {
    expect(dateOfSerial('0.5', '1900')).toBeNull();
    expect(dateOfSerial('-3', '1900')).toBeNull();
    expect(dateOfSerial('99999999', '1900')).toBeNull();
    expect(dateOfSerial('x', '1900')).toBeNull();
  });
});
