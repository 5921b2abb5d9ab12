import { Temporal } from 'temporal-polyfill';
import type { Brand } from './brand.ts';

/** A calendar date as ISO text, `YYYY-MM-DD`: issue, due and payment dates. Never a timestamp, no time zone. */
export type PlainDate = Brand<string, 'PlainDate'>;

/** A point in time as ISO 8601 UTC text with milliseconds, `2026-11-21T08:12:00.000Z`. */
export type Instant = Brand<string, 'Instant'>;

/** Thrown for a text that is no date, or no date that exists. */
export class DateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DateError';
  }
}

/** The last day that four digits of a year can say; texts of later ones would not sort. */
export const LAST_DATE = '9999-12-31' as PlainDate;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.parse('0000-01-01') / DAY_MS;
const LAST_DAY = Date.parse(LAST_DATE) / DAY_MS;
const DATE_FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Checks and brands an ISO date; throws `DateError` for another form or a day that does not exist. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new DateError(`"${text}" is not a date of the form YYYY-MM-DD that exists.`);
  return text;
}

export function isPlainDate(text: string): text is PlainDate {
  if (!DATE_FORM.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Builds a date from its parts; throws `DateError` when that day does not exist. */
export function dateOf(year: number, month: number, day: number): PlainDate {
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return plainDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

/** Days in a month of the Gregorian calendar (month 1–12). */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days since 1970-01-01; the plain arithmetic that aging of large ledgers runs on. */
export function dayNumber(date: PlainDate): number {
  return Date.parse(date) / DAY_MS;
}

/** The date of a day number; throws `DateError` outside the years 0000 to 9999, which four digits cannot say. */
export function fromDayNumber(days: number): PlainDate {
  if (!(days >= FIRST_DAY && days < LAST_DAY + 1)) {
    throw new DateError(`Day ${days} from 1970-01-01 on is outside the years 0000 to 9999.`);
  }
  return new Date(days * DAY_MS).toISOString().slice(0, 10) as PlainDate;
}

/** `later` − `earlier` in whole days; negative when `later` is in fact earlier. */
export function daysBetween(earlier: PlainDate, later: PlainDate): number {
  return dayNumber(later) - dayNumber(earlier);
}

/** The date that lies so many days after (or, when negative, before) a date; throws `DateError` as `fromDayNumber`. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Checks and brands an instant; the text must be what `Date.prototype.toISOString` writes. */
export function instant(text: string): Instant {
  const time = Date.parse(text);
  if (Number.isNaN(time) || new Date(time).toISOString() !== text) {
    throw new DateError(`"${text}" is not an ISO 8601 UTC instant with milliseconds.`);
  }
  return text as Instant;
}

/** The calendar date of an instant in an IANA time zone: what "today" means for a workspace. */
export function dateInZone(at: Instant, timeZone: string): PlainDate {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString() as PlainDate;
}

/** The time of day of an instant in an IANA time zone, to the minute: `08:12`. */
export function timeInZone(at: Instant, timeZone: string): string {
  return Temporal.Instant.from(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute', roundingMode: 'floor' });
}

/** The instant at which a date begins in an IANA time zone; where the clocks skip midnight, the first one after it. */
export function startOfDay(date: PlainDate, timeZone: string): Instant {
  const { epochMilliseconds } = Temporal.PlainDate.from(date).toZonedDateTime(timeZone);
  return new Date(epochMilliseconds).toISOString() as Instant;
}

/** The last millisecond of a date in an IANA time zone. */
export function endOfDay(date: PlainDate, timeZone: string): Instant {
  if (date >= LAST_DATE) return `${LAST_DATE}T23:59:59.999Z` as Instant;
  return new Date(Date.parse(startOfDay(addDays(date, 1), timeZone)) - 1).toISOString() as Instant;
}

/** True for a time zone that this runtime knows, e.g. `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The same day a year before; 28 February for 29 February. */
export function aYearBefore(date: PlainDate): PlainDate {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  return dateOf(year - 1, month, Math.min(day, daysInMonth(year - 1, month)));
}
