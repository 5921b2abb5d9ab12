import { daysBetween, type Instant, type PlainDate } from '../../../shared/domain/dates.ts';

/** A date as people say it: relative within a week, then day and month, with the year when that is needed. */
export function dateText(date: PlainDate, today: PlainDate, locale: string): string {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  if (days > 1 && days < 7) return `in ${days} days`;
  if (days < -1 && days > -7) return `${-days} days ago`;
  return shortDate(date, today, locale);
}

/** From this many days on another year has to be said. */
const FAR_DAYS = 180;

/** Day and month; with the year when it is another one and far enough to be mistaken. */
export function shortDate(date: PlainDate, today: PlainDate, locale: string): string {
  const plain = date.slice(0, 4) === today.slice(0, 4) || Math.abs(daysBetween(today, date)) < FAR_DAYS;
  return write(date, locale, { day: 'numeric', month: 'short', ...(plain ? {} : { year: 'numeric' }) });
}

/** The date in full, for the tooltip: `Friday, 20 November 2026`. */
export function exactDate(date: PlainDate, locale: string): string {
  return write(date, locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** A moment: the time alone on the same day, else the date as people say it with the time. */
export function instantText(at: Instant, today: PlainDate, locale: string): string {
  const day = localDay(at);
  return day === today ? timeOfDay(at, locale) : `${dateText(day, today, locale)} ${timeOfDay(at, locale)}`;
}

/** The moment in full, for the tooltip, in this computer's time zone. */
export function exactInstant(at: Instant, locale: string): string {
  return writeHere(at, locale, { dateStyle: 'full', timeStyle: 'short' });
}

export function timeOfDay(at: Instant, locale: string): string {
  return writeHere(at, locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** The calendar day of a moment on this computer. */
export function localDay(at: Instant): PlainDate {
  const date = new Date(at);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}` as PlainDate;
}

function write(date: PlainDate, locale: string, options: Intl.DateTimeFormatOptions): string {
  return formatter(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** In this computer's time zone, also after it was changed: one with the same offset writes the same. */
function writeHere(at: Instant, locale: string, options: Intl.DateTimeFormatOptions): string {
  const moment = new Date(at);
  return formatter(locale, options, moment.getTimezoneOffset()).format(moment);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes much longer than writing with it, and a list writes hundreds of dates. */
function formatter(
  locale: string,
  options: Intl.DateTimeFormatOptions,
  offset: number | null = null,
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options, offset]);
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}
