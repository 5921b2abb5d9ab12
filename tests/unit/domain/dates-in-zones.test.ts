import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  DateError,
  dateInZone,
  endOfDay,
  fromDayNumber,
  instant,
  isTimeZone,
  LAST_DATE,
  plainDate,
  startOfDay,
} from '../../../shared/domain/dates.ts';

const HOUR = 3_600_000;

function hoursOf(date: string, zone: string): number {
  const [from, to] = [startOfDay(plainDate(date), zone), endOfDay(plainDate(date), zone)];
  return (Date.parse(to) + 1 - Date.parse(from)) / HOUR;
}

describe('an instant', () => {
  it('is UTC with milliseconds', () => {
    expect(instant('2026-11-21T08:12:00.000Z')).toBe('2026-11-21T08:12:00.000Z');
  });

  it.each([
    '2026-11-21T08:12:00Z',
    '2026-11-21T08:12:00.000',
    '2026-11-21T08:12:00.000+01:00',
    '2026-11-21',
    '2026-02-30T00:00:00.000Z',
    '2026-11-21T24:00:00.000Z',
    '21 Nov 2026 08:12:00 UTC',
    '',
  ])('is not written as %j, and the message names it', (text) => {
    expect(() => instant(text)).toThrow(DateError);
    expect(() => instant(text)).toThrow(`"${text}" is not an ISO 8601 UTC instant with milliseconds.`);
  });
});

describe('the date of an instant', () => {
  it.each([
    ['2026-11-20T23:30:00.000Z', 'UTC', '2026-11-20'],
    ['2026-11-20T23:30:00.000Z', 'Europe/Berlin', '2026-11-21'],
    ['2026-11-21T04:59:59.999Z', 'America/New_York', '2026-11-20'],
    ['2026-11-21T05:00:00.000Z', 'America/New_York', '2026-11-21'],
    ['2026-07-21T03:59:59.999Z', 'America/New_York', '2026-07-20'],
    ['2026-07-21T04:00:00.000Z', 'America/New_York', '2026-07-21'],
    ['2026-11-20T10:00:00.000Z', 'Pacific/Kiritimati', '2026-11-21'],
    ['2026-11-20T18:14:59.999Z', 'Asia/Kathmandu', '2026-11-20'],
    ['2026-11-20T18:15:00.000Z', 'Asia/Kathmandu', '2026-11-21'],
    ['2024-02-28T23:30:00.000Z', 'Europe/Berlin', '2024-02-29'],
    ['2025-12-31T23:30:00.000Z', 'Europe/Berlin', '2026-01-01'],
  ] as const)('%s in %s is %s', (at, zone, date) => {
    expect(dateInZone(instant(at), zone)).toBe(date);
  });
});

describe('a day in a time zone', () => {
  it.each([
    ['2026-11-21', 'UTC', '2026-11-21T00:00:00.000Z', '2026-11-21T23:59:59.999Z'],
    ['2026-11-21', 'Europe/Berlin', '2026-11-20T23:00:00.000Z', '2026-11-21T22:59:59.999Z'],
    ['2026-07-21', 'Europe/Berlin', '2026-07-20T22:00:00.000Z', '2026-07-21T21:59:59.999Z'],
    ['2026-11-21', 'Pacific/Kiritimati', '2026-11-20T10:00:00.000Z', '2026-11-21T09:59:59.999Z'],
  ] as const)('%s in %s begins and ends at its own midnight', (date, zone, from, to) => {
    expect(startOfDay(plainDate(date), zone)).toBe(from);
    expect(endOfDay(plainDate(date), zone)).toBe(to);
  });

  it('has 23 hours when the clocks go forward and 25 when they go back', () => {
    expect(hoursOf('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(hoursOf('2026-10-25', 'Europe/Berlin')).toBe(25);
    expect(hoursOf('2026-03-08', 'America/New_York')).toBe(23);
    expect(hoursOf('2026-11-01', 'America/New_York')).toBe(25);
    expect(hoursOf('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
    expect(hoursOf('2026-11-21', 'Europe/Berlin')).toBe(24);
  });

  it('begins at one where the clocks skip midnight', () => {
    expect(startOfDay(plainDate('2018-11-04'), 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
    expect(endOfDay(plainDate('2018-11-03'), 'America/Sao_Paulo')).toBe('2018-11-04T02:59:59.999Z');
  });

  it('ends with the last millisecond that can be written on the last day of all', () => {
    for (const zone of ['UTC', 'America/New_York', 'Asia/Tokyo']) {
      expect(endOfDay(LAST_DATE, zone)).toBe('9999-12-31T23:59:59.999Z');
    }
    expect(endOfDay(plainDate('9999-12-30'), 'UTC')).toBe('9999-12-30T23:59:59.999Z');
  });

  it('holds exactly the instants whose date it is', () => {
    const date = fc.integer({ min: 0, max: 30_000 }).map(fromDayNumber);
    const zone = fc.constantFrom(
      'UTC',
      'Europe/London',
      'America/Los_Angeles',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
    );
    fc.assert(
      fc.property(date, zone, (day, timeZone) => {
        const [from, to] = [startOfDay(day, timeZone), endOfDay(day, timeZone)];
        const before = new Date(Date.parse(from) - 1).toISOString();
        expect(dateInZone(from, timeZone)).toBe(day);
        expect(dateInZone(to, timeZone)).toBe(day);
        expect(dateInZone(instant(before), timeZone)).toBe(addDays(day, -1));
        expect(startOfDay(addDays(day, 1), timeZone)).toBe(new Date(Date.parse(to) + 1).toISOString());
      }),
      { numRuns: 60 },
    );
  });

  it('begins where the calendar says for any zone', () => {
    for (const timeZone of ['America/Havana', 'Asia/Beirut', 'Africa/Cairo', 'America/Asuncion']) {
      for (const text of ['2023-03-12', '2023-03-26', '2023-04-28', '2023-10-01', '2023-11-05']) {
        const start = Temporal.PlainDate.from(text).toZonedDateTime(timeZone).startOfDay();
        expect(Date.parse(startOfDay(plainDate(text), timeZone))).toBe(start.epochMilliseconds);
      }
    }
  });
});

describe('the name of a time zone', () => {
  it('is known or it is not', () => {
    expect(['UTC', 'Europe/Berlin', 'America/New_York'].every(isTimeZone)).toBe(true);
    expect(['', 'Berlin', 'Europe/Atlantis', 'Mars/Base', 'Europe/Berlin '].some(isTimeZone)).toBe(false);
  });
});
