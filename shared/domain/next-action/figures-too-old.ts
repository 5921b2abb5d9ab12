import { dateInZone, daysBetween, type PlainDate } from '../dates.ts';
import type { Figures } from '../figures.ts';
import type { GateSettings } from '../gate/types.ts';

const HOURS = 24;

/**
 * Whether the gate stops every message on a day because of the age of the figures. It knows the day and not the hour:
 * figures of a connection count as read at the start of their day, so that it never calls fresh what the gate will stop.
 */
export function figuresTooOld(
  { at, from }: Figures,
  on: { readonly today: PlainDate; readonly timeZone: string },
  limits: Pick<GateSettings, 'staleBlockDays' | 'syncBlockHours'>,
): boolean {
  if (at === null) return from !== null;
  const days = daysBetween(dateInZone(at, on.timeZone), on.today);
  return from === null ? days > limits.staleBlockDays : (days + 1) * HOURS > limits.syncBlockHours;
}
