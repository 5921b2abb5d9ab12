import type { z } from 'zod';
import type { reasonSchema } from '../../../shared/contract/worklist.ts';
import type { TagTone } from '../../ui/tag.tsx';

export type Reason = z.infer<typeof reasonSchema>;

/** Reasons that the row, or the sentence above them, already shows. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set([
  'overdue_amount',
  'oldest_overdue',
  'no_next_action',
  'next_action_due',
]);

const TONES: Readonly<Record<string, TagTone>> = {
  disputed: 'amber',
  credit_covers: 'amber',
  held: 'neutral',
  snoozed: 'neutral',
};

const SHORT: Readonly<Record<string, string>> = {
  disputed: 'disputed',
  credit_covers: 'open credit',
  held: 'on hold',
  snoozed: 'snoozed',
};

/** The reason as a tag in a list; the whole sentence is in the tooltip. */
export function shortReason(reason: Reason): string {
  return SHORT[reason.code] ?? reason.text;
}

/** Amber waits for somebody, neutral holds back; null: plain words. */
export function reasonTone(reason: Reason): TagTone | null {
  return TONES[reason.code] ?? null;
}

/** Reasons for one line: those that weigh most first, without what stands in the row anyway. */
export function tellingReasons(reasons: readonly Reason[]): readonly Reason[] {
  const byWeight = [...reasons].sort((left, right) => Math.abs(right.points) - Math.abs(left.points));
  const telling = byWeight.filter((reason) => !SHOWN_ELSEWHERE.has(reason.code));
  const toned = telling.filter((reason) => reasonTone(reason) !== null);
  const plain = telling.filter((reason) => reasonTone(reason) === null);
  return telling.length > 0 ? [...toned, ...plain] : byWeight;
}
