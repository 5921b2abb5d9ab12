import type { z } from 'zod';
import type { reasonSchema } from '../../../shared/contract/worklist.ts';
import type { TagTone } from '../../ui/tag.tsx';

export type Reason = z.infer<typeof reasonSchema>;

/** Reasons that the columns beside them already show. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['overdue_amount', 'oldest_overdue', 'no_next_action']);

const TONES: Readonly<Record<string, TagTone>> = {
  next_action_due: 'red',
  habit_broken: 'red',
  disputed: 'amber',
  credit_covers: 'amber',
  held: 'neutral',
  snoozed: 'neutral',
};

/** Red needs the person now, amber waits for somebody; null: plain words. */
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
