import type { PlainDate } from '../dates.ts';
import type { NextActionFacts } from './facts.ts';

type StepFacts = Pick<
  NextActionFacts,
  'today' | 'parts' | 'planned' | 'snoozedUntil' | 'holds' | 'promiseLastDay' | 'disputeNextDate'
>;

/**
 * Whether something is going to happen on an overdue account without anybody remembering it. It is when a next action is
 * planned (a missed one too: it stands on top of Today until somebody does it), when the account is snoozed or on hold up
 * to a date, or when nothing is left to ask for and a date is set for the rest: the last day of an open promise, the next
 * date of a dispute, today or later. A hold without an end, a dispute without a date or with one that went by, and a
 * promise on a part only are none.
 */
export function hasNextStep(facts: StepFacts): boolean {
  const { parts, planned, snoozedUntil, holds, promiseLastDay, disputeNextDate, today } = facts;
  if (planned !== null || isAhead(snoozedUntil, today)) return true;
  if (holds.length > 0 && holds.every(({ until }) => isAhead(until, today))) return true;
  if (parts.free > 0) return false;
  if (parts.promised > 0 && promiseLastDay !== null && promiseLastDay >= today) return true;
  return parts.disputed > 0 && disputeNextDate !== null && disputeNextDate >= today;
}

function isAhead(date: PlainDate | null, today: PlainDate): boolean {
  return date !== null && date > today;
}
