import { DEBT_RULES } from './debt-rules.ts';
import type { PriorityFacts } from './facts.ts';
import { PROMISE_RULES } from './promise-rules.ts';
import type { PriorityRule } from './rule.ts';
import { DEFAULT_PRIORITY_WEIGHTS, type PriorityCode, type PriorityWeights } from './weights.ts';
import { WORK_RULES } from './work-rules.ts';

/** One reason with its points; `text` reads on its own. */
export interface PriorityReason {
  readonly code: PriorityCode;
  readonly text: string;
  readonly points: number;
}

export interface Priority {
  /** The sum of the points of all reasons: a whole number, may be negative. */
  readonly score: number;
  /** Heaviest first, whichever way they weigh; reasons that came to no point are not listed. */
  readonly reasons: readonly PriorityReason[];
}

/** All rules; each looks only at the facts, so that their order does not matter. */
export const PRIORITY_RULES: readonly PriorityRule[] = [...DEBT_RULES, ...PROMISE_RULES, ...WORK_RULES];

/**
 * The priority of one account in one currency: every rule gives a share of its weight, rounded to whole points, and
 * the score is their plain sum, so that a person can check it.
 */
export function priorityOf(
  facts: PriorityFacts,
  weights: PriorityWeights = DEFAULT_PRIORITY_WEIGHTS,
): Priority {
  const reasons = PRIORITY_RULES.flatMap(({ code, find }) => {
    const finding = find(facts);
    const points = finding === null ? 0 : Math.round(finding.strength * weights[code]);
    return finding === null || points === 0 ? [] : [{ code, text: finding.text, points }];
  });
  reasons.sort((left, right) => Math.abs(right.points) - Math.abs(left.points));
  return { score: reasons.reduce((sum, reason) => sum + reason.points, 0), reasons };
}
