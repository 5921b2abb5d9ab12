import type { Instant } from '../../../shared/domain/dates.ts';

const MINUTE_MS = 60_000;
const MINUTES_OF_HOUR = 60;
const MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;

/** How long it took from one moment to another, in two units at most: `4 min`, `2 h 10 min`, `1 d 3 h`. */
export function lapseText(from: Instant, to: Instant): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / MINUTE_MS));
  if (minutes < 1) return 'less than a minute';
  if (minutes < MINUTES_OF_HOUR) return `${minutes} min`;
  if (minutes < MINUTES_OF_DAY) {
    return two([Math.floor(minutes / MINUTES_OF_HOUR), 'h'], [minutes % MINUTES_OF_HOUR, 'min']);
  }
  const hours = Math.floor((minutes % MINUTES_OF_DAY) / MINUTES_OF_HOUR);
  return two([Math.floor(minutes / MINUTES_OF_DAY), 'd'], [hours, 'h']);
}

type Part = readonly [number, string];

function two([large, largeUnit]: Part, [small, smallUnit]: Part): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
