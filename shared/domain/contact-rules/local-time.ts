import { Temporal } from 'temporal-polyfill';
import { dateInZone, daysBetween, type Instant, instant, type PlainDate, timeInZone } from '../dates.ts';
import { formatDate } from '../format/dates.ts';
import { weekdayOf } from './weekends.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const LAST_NAMED_DAY = 6;

/** The moment at which the clocks of a time zone show `HH:MM` on a date; where they skip it, as much later. */
export function instantAt(date: PlainDate, time: string, timeZone: string): Instant {
  const { epochMilliseconds } = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from(time),
  });
  return instant(new Date(epochMilliseconds).toISOString());
}

/** `Saturday`: the name of the day of a date. */
export function weekdayName(date: PlainDate): string {
  return WEEKDAYS[weekdayOf(date)] ?? '';
}

/** `8:00` for `08:00`. */
export function clockText(time: string): string {
  return time.replace(/^0(?=\d)/u, '');
}

/** `Saturday 14:05`: a moment at a place. */
export function localTimeText(at: Instant, timeZone: string): string {
  return `${weekdayName(dateInZone(at, timeZone))} ${clockText(timeInZone(at, timeZone))}`;
}

/** `Monday 8:00`, beyond a week `Monday 7 Dec 8:00`: a later moment at a place, seen from an earlier one. */
export function laterText(later: Instant, from: Instant, timeZone: string): string {
  const [date, today] = [dateInZone(later, timeZone), dateInZone(from, timeZone)];
  const day = daysBetween(today, date) > LAST_NAMED_DAY ? ` ${formatDate(date, today)}` : '';
  return `${weekdayName(date)}${day} ${clockText(timeInZone(later, timeZone))}`;
}

/** `New York` for `America/New_York`: what a time zone is called after. */
export function cityOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
