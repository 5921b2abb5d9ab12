/**
 * The time from which changes are asked for, as the site writes times: without a zone, in its own.
 *
 * With the zone known it is looked back five minutes, and further where clocks are about to be put back: the hour that
 * comes twice would hide changes. Without it 26 hours: whatever the zone is, the site's clock is not further off.
 *
 * @param began UTC in ISO form.
 * @param zone IANA name.
 */
export function lookBack(began: string, zone: string | null): string {
  const time = Date.parse(began);
  if (zone === null) return written(time - WHOLE_DAY_AND_MORE);
  const from = time - OVERLAP;
  const offset = Math.min(offsetAt(from, zone), offsetAt(time + SOON, zone));
  return written(from + offset);
}

const MINUTE = 60_000;
const OVERLAP = 5 * MINUTE;
const SOON = 120 * MINUTE;
const WHOLE_DAY_AND_MORE = 26 * 60 * MINUTE;

/** Whether the zone is one that this computer knows. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

/** Milliseconds by which local time is ahead of UTC. */
function offsetAt(time: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(time);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return local - Math.floor(time / MINUTE) * MINUTE;
}

/** Whether the site's clock is behind a time that it told before, by more than is looked back. Both UTC in ISO form. */
export function isBefore(clock: string, began: string): boolean {
  return Date.parse(clock) < Date.parse(began) - OVERLAP;
}

function written(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
