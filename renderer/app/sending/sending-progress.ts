import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import type { Instant } from '../../../shared/domain/dates.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { isOnTheWay, needsPerson } from './use-open-messages.ts';

/** How far a batch has come. Stopped ones are none of it any more. */
export interface SendingProgress {
  readonly total: number;
  readonly sent: number;
  readonly needsYou: number;
  /** When the last one is expected to go out; null when nobody can say, or all are out. */
  readonly lastAt: Instant | null;
}

/** Reads a batch against the messages that are not at their end: one that is not among them was sent. */
export function progressOf(
  batch: readonly OutboxMessageId[],
  open: readonly Pick<OutboxMessage, 'id' | 'state' | 'expectedAt'>[],
): SendingProgress {
  const mine = open.filter(({ id }) => batch.includes(id));
  const waiting = mine.filter(isOnTheWay);
  const needsYou = mine.filter(needsPerson).length;
  const total = batch.length - (mine.length - waiting.length - needsYou);
  const times = waiting.flatMap(({ expectedAt }) => (expectedAt === null ? [] : [expectedAt])).sort();
  const known = waiting.length > 0 && times.length > 0;
  return {
    total,
    sent: total - waiting.length - needsYou,
    needsYou,
    lastAt: known ? (times.at(-1) ?? null) : null,
  };
}

export function isAtItsEnd(progress: SendingProgress): boolean {
  return progress.sent + progress.needsYou >= progress.total;
}
