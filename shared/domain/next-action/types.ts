import type { PlainDate } from '../dates.ts';
import type { TemplateStage } from '../letters/stages.ts';

/**
 * What can be proposed for an overdue account. `mail` and `send_statement` are messages and pass the gate; `answer` is a
 * reply to what the customer wrote, in the person's own words; the others reach nobody.
 */
export const BEST_ACTION_KINDS = [
  'answer',
  'call',
  'mail',
  'send_statement',
  'chase_dispute',
  'apply_cash',
  'escalate_internally',
  'read_books',
  'wait',
] as const;
export type BestActionKind = (typeof BEST_ACTION_KINDS)[number];

/** The action that serves an account best, by the rules alone: a person may always do something else. */
export interface NextBestAction {
  readonly kind: BestActionKind;
  /** Which letter, for a mail. */
  readonly stage: TemplateStage | null;
  /** The day on which to do it: today, or the day up to which waiting is best. */
  readonly date: PlainDate;
  /** Why, in words for people, the decisive reason first; at least one. */
  readonly reasons: readonly string[];
}

/** Whether an action writes to the customer in the way that the gate decides about. */
export function isMessage(kind: BestActionKind): boolean {
  return kind === 'mail' || kind === 'send_statement';
}
