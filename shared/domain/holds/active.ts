import type { PlainDate } from '../dates.ts';
import type { ContactChannel } from './types.ts';

/** Whether a hold still rests on a date: its resume date is the first day without it. */
export function isHeldOn(hold: { readonly until: PlainDate | null }, date: PlainDate): boolean {
  return hold.until === null || date < hold.until;
}

/** Whether a do-not-contact closes a way. */
export function closes(channel: ContactChannel, way: Exclude<ContactChannel, 'all'>): boolean {
  return channel === 'all' || channel === way;
}
