import type { Coverage } from '../../../shared/contract/takeover.ts';
import { addDays, type Instant, type PlainDate } from '../../../shared/domain/dates.ts';
import { count } from '../../ui/format/count.ts';
import { dateText } from '../../ui/format/date-format.ts';

type Window = Pick<Coverage, 'from' | 'to' | 'state' | 'daysLeft'>;

/** How a window stands, in a few words. */
export function windowWords(window: Window, today: PlainDate, locale: string): string {
  switch (window.state) {
    case 'not_begun':
      return `begins ${dateText(window.from, today, locale)}`;
    case 'running':
      return window.daysLeft === 1 ? 'today is the last day' : `${count(window.daysLeft, 'day')} left`;
    case 'over':
      return `over since ${dateText(addDays(window.to, 1), today, locale)}`;
    case 'returned':
      return 'returned';
  }
}

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_HOURS = 24;

/** How long it took from one moment to another: `4 minutes`, `3 hours`, `2 days`. */
export function timeBetween(from: Instant, to: Instant): string {
  const minutes = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / MINUTE_MS));
  if (minutes < 2 * HOUR_MINUTES) return count(minutes, 'minute');
  const hours = Math.round(minutes / HOUR_MINUTES);
  return hours < 2 * DAY_HOURS ? count(hours, 'hour') : count(Math.round(hours / DAY_HOURS), 'day');
}
