import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';

export interface Rest {
  /** In one word; `until` follows it. */
  readonly text: string;
  readonly until: PlainDate | null;
  readonly reason: string | null;
}

/** How the reason of an account begins that somebody else looks after; their name follows. */
const HANDED = 'Handed to ';

/**
 * What a row rests on, for its "Next": a hold, a snooze, or a promise that covers all of it. A part that is promised or
 * disputed leaves the rest to be asked for, and stands under "Why now".
 */
export function restOf(item: Pick<WorklistItem, 'holds' | 'rests'>): Rest | null {
  const on = (code: string) => item.holds.find((hold) => hold.code === code);
  const held = on('held');
  if (held?.reason?.startsWith(HANDED)) {
    const [firstName] = held.reason.slice(HANDED.length).split(' ');
    return { text: `with ${firstName}`, until: null, reason: held.reason };
  }
  if (held)
    return { text: held.until === null ? 'on hold' : 'held to', until: held.until, reason: held.reason };
  const snoozed = on('snoozed');
  if (snoozed) return { text: 'until', until: snoozed.until, reason: snoozed.reason };
  const promised = on('promised');
  if (promised && item.rests) return { text: 'promise', until: promised.until, reason: promised.reason };
  return null;
}
