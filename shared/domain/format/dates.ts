import { dateInZone, dayNumber, daysBetween, type Instant, type PlainDate } from '../dates.ts';
import { DEFAULT_LOCALE } from './locale.ts';

/** Within this many days of today a date is named by its distance. */
const RELATIVE_WITHIN_DAYS = 7;

/** `19 Nov`, with the year (`19 Nov 2025`) when it is not the year of `today`. Both are calendar dates. */
export function formatDate(date: PlainDate, today: PlainDate, locale = DEFAULT_LOCALE): string {
  const sameYear = date.slice(0, 4) === today.slice(0, 4);
  return writeDate(date, locale, sameYear ? SHORT : LONG);
}

/** `19 Nov 2026`: the exact date, for hovers, letters and tables that are kept. */
export function formatExactDate(date: PlainDate, locale = DEFAULT_LOCALE): string {
  return writeDate(date, locale, LONG);
}

/** `today`, `yesterday`, `in 3 days`, `6 days ago` within a week; beyond that the date itself. */
export function formatRelativeDate(date: PlainDate, today: PlainDate, locale = DEFAULT_LOCALE): string {
  const days = daysBetween(today, date);
  if (Math.abs(days) > RELATIVE_WITHIN_DAYS) return formatDate(date, today, locale);
  return distances(locale).format(days, 'day');
}

/**
 * A point in time for people, in the workspace's time zone: `today 16:02`, `2 days ago 16:02`, `3 Oct 16:02`.
 * `today` is the calendar date in the same time zone.
 */
export function formatInstant(
  at: Instant,
  timeZone: string,
  today: PlainDate,
  locale = DEFAULT_LOCALE,
): string {
  return `${formatRelativeDate(dateInZone(at, timeZone), today, locale)} ${clockTime(at, timeZone, locale)}`;
}

/** The same moment without any shortening: `19 Nov 2026 16:02`. */
export function formatExactInstant(at: Instant, timeZone: string, locale = DEFAULT_LOCALE): string {
  return `${formatExactDate(dateInZone(at, timeZone), locale)} ${clockTime(at, timeZone, locale)}`;
}

const SHORT: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
const LONG: Intl.DateTimeFormatOptions = { ...SHORT, year: 'numeric' };

function writeDate(date: PlainDate, locale: string, form: Intl.DateTimeFormatOptions): string {
  return formatter(locale, form, 'UTC').format(dayNumber(date) * 86_400_000);
}

function clockTime(at: Instant, timeZone: string, locale: string): string {
  return formatter(locale, { hour: '2-digit', minute: '2-digit' }, timeZone).format(Date.parse(at));
}

/** Making a formatter costs far more than using it, and lists write thousands of dates. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const relative = new Map<string, Intl.RelativeTimeFormat>();

function formatter(locale: string, form: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${Object.keys(form).join()}`;
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...form, timeZone });
  formatters.set(key, made);
  return made;
}

function distances(locale: string): Intl.RelativeTimeFormat {
  const made = relative.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  relative.set(locale, made);
  return made;
}
