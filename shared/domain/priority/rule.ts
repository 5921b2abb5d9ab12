import type { PriorityFacts } from './facts.ts';
import type { PriorityCode } from './weights.ts';

/** What a rule found: how strongly it applies (0 to 1 of its weight) and why, in words for people. */
export interface RuleFinding {
  readonly strength: number;
  readonly text: string;
}

/** One reason of the priority. `null` when it does not apply. Reads nothing but the facts. */
export interface PriorityRule {
  readonly code: PriorityCode;
  readonly find: (facts: PriorityFacts) => RuleFinding | null;
}

/** 0 at `from`, 1 at `to`, linear between and held outside. */
export function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
