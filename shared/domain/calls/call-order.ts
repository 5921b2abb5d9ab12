import type { ContactJudgement } from '../contact-rules/types.ts';
import type { PlainDate } from '../dates.ts';

/** What the order of a call list looks at. */
export interface OrderedCall {
  readonly judgement: ContactJudgement;
  readonly planned: { readonly date: PlainDate } | null;
  readonly score: number;
}

const RANKS = { allow: 0, warn: 1, block: 2 } as const;

/**
 * The order in which to call: who may be called now comes first, then who is better left for later, then who may not be called;
 * within each what somebody planned, the oldest first, and then the highest priority. Those who have to wait stand by
 * the moment at which they may be called.
 */
export function compareCalls(left: OrderedCall, right: OrderedCall): number {
  const rank = RANKS[left.judgement.decision] - RANKS[right.judgement.decision];
  if (rank !== 0) return rank;
  if (left.judgement.decision === 'block') {
    const wait = compareTexts(left.judgement.nextAt ?? LAST, right.judgement.nextAt ?? LAST);
    if (wait !== 0) return wait;
  }
  const planned = compareTexts(left.planned?.date ?? LAST, right.planned?.date ?? LAST);
  return planned === 0 ? right.score - left.score : planned;
}

/** After every date and instant. */
const LAST = '~';

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
