import Holidays, { type HolidaysTypes } from 'date-holidays';
import { addDays, dateInZone, type Instant, instant, type PlainDate } from '../dates.ts';
import type { DebtorPlace } from './types.ts';

/** Working a year of holidays out takes milliseconds, and a list asks for thousands of days. */
const years = new Map<string, ReadonlyMap<PlainDate, string>>();
const HOUR = 3_600_000;

/**
 * The public holiday that a date is at a place, by its English name where there is one; null on other days and where
 * country or time zone are not known. Source: date-holidays, which knows states and provinces as well.
 */
export function holidayOn(place: DebtorPlace, date: PlainDate): string | null {
  if (place.country === null || place.timeZone === null) return null;
  const year = Number(date.slice(0, 4));
  const key = `${place.country}|${place.region ?? ''}|${place.timeZone}|${year}`;
  const known = years.get(key) ?? holidaysOf(place.country, place.region, place.timeZone, year);
  years.set(key, known);
  return known.get(date) ?? null;
}

function holidaysOf(
  country: string,
  region: string | null,
  timezone: string,
  year: number,
): ReadonlyMap<PlainDate, string> {
  const options = { timezone, types: ['public' as const] };
  const calendar = region === null ? new Holidays(country, options) : new Holidays(country, region, options);
  return new Map(
    calendar
      .getHolidays(year, 'en')
      .flatMap((holiday) => daysOf(holiday, timezone).map((date) => [date, holiday.name] as const)),
  );
}

/** The days at the place whose noon lies in the holiday: some begin at sunset of the day before. */
function daysOf({ start, end }: HolidaysTypes.Holiday, timeZone: string): readonly PlainDate[] {
  const first = dateInZone(noonAfter(start), timeZone);
  const days: PlainDate[] = [];
  for (let date = first; dateInZone(noonBefore(end), timeZone) >= date; date = addDays(date, 1))
    days.push(date);
  return days;
}

const noonAfter = (start: Date): Instant => instant(new Date(start.getTime() + 12 * HOUR).toISOString());
const noonBefore = (end: Date): Instant => instant(new Date(end.getTime() - 12 * HOUR).toISOString());
