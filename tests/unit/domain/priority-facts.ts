import { addDays, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import { currencyCode, minorUnits, ZERO } from '../../../shared/domain/money.ts';
import type { PriorityFacts } from '../../../shared/domain/priority/facts.ts';
import { priorityOf } from '../../../shared/domain/priority/priority.ts';
import type { PriorityCode } from '../../../shared/domain/priority/weights.ts';

export const TODAY: PlainDate = plainDate('2026-11-21');

/** An account that owes €100.00 of a book of €1,000.00, one day late, touched 3 days ago, with a call planned. */
export function priorityFacts(changes: Partial<PriorityFacts> = {}): PriorityFacts {
  return {
    today: TODAY,
    currency: currencyCode('EUR'),
    overdueMinor: minorUnits(10_000),
    askableMinor: changes.overdueMinor ?? minorUnits(10_000),
    oldestDaysPastDue: 1,
    bookMinor: minorUnits(100_000),
    lastTouchOn: addDays(TODAY, -3),
    habit: null,
    disputedMinor: ZERO,
    promisedMinor: ZERO,
    promiseDue: null,
    brokenPromise: null,
    unansweredReply: false,
    newlyOverdue: null,
    nextAction: { kind: 'call', date: addDays(TODAY, 3) },
    creditsMinor: ZERO,
    snoozedUntil: null,
    holds: [],
    ...changes,
  };
}

/** Points of one reason, 0 when it is not listed. */
export function pointsOf(code: PriorityCode, changes: Partial<PriorityFacts>): number {
  const found = priorityOf(priorityFacts(changes)).reasons.find((one) => one.code === code);
  return found?.points ?? 0;
}

export function reasonText(code: PriorityCode, changes: Partial<PriorityFacts>): string | undefined {
  return priorityOf(priorityFacts(changes)).reasons.find((one) => one.code === code)?.text;
}
