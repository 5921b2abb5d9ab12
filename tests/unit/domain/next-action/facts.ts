import { addDays, type PlainDate, plainDate } from '../../../../shared/domain/dates.ts';
import { currencyCode, minorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { NextActionFacts, OverdueParts } from '../../../../shared/domain/next-action/facts.ts';
import { nextBestAction } from '../../../../shared/domain/next-action/next-best-action.ts';
import type { NextBestAction } from '../../../../shared/domain/next-action/types.ts';

/** A Wednesday. */
export const TODAY: PlainDate = plainDate('2026-11-18');

export const inDays = (days: number): PlainDate => addDays(TODAY, days);

export function partsOf(changes: Partial<Record<keyof OverdueParts, number>> = {}): OverdueParts {
  const { claimed = 0, disputed = 0, held = 0, promised = 0, free = 0 } = changes;
  return {
    claimed: minorUnits(claimed),
    disputed: minorUnits(disputed),
    held: minorUnits(held),
    promised: minorUnits(promised),
    free: minorUnits(free),
  };
}

/** €1,200.00 is 20 days overdue, nothing was done yet and nothing speaks against a friendly reminder. */
export function factsOf(changes: Partial<NextActionFacts> = {}): NextActionFacts {
  return {
    today: TODAY,
    currency: currencyCode('EUR'),
    parts: partsOf({ free: 120_000 }),
    oldestFreeDays: 20,
    stage: 'friendly',
    lastLetter: null,
    letterUnderWay: null,
    lastContactOn: null,
    brokenPromise: null,
    promiseLastDay: null,
    disputeNextDate: null,
    holds: [],
    unansweredReply: false,
    reach: { address: true, mailClosed: false, callClosed: false, cameBack: false },
    creditsMinor: ZERO,
    habit: null,
    small: false,
    planned: null,
    snoozedUntil: null,
    figuresTooOld: false,
    courtesyDays: 3,
    letterGapDays: 7,
    ...changes,
  };
}

export function actionOf(changes: Partial<NextActionFacts> = {}): NextBestAction {
  const action = nextBestAction(factsOf(changes));
  if (action === null) throw new Error('Nothing is proposed.');
  return action;
}
