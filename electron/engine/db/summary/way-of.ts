import { dateInZone, type Instant, type PlainDate } from '../../../../shared/domain/dates.ts';
import { isSmallBalance, type Lane, laneOf } from '../../../../shared/domain/lanes/lanes.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { LetterUnderWay, NextActionFacts, Reach } from '../../../../shared/domain/next-action/facts.ts';
import { nextBestAction } from '../../../../shared/domain/next-action/next-best-action.ts';
import { hasNextStep } from '../../../../shared/domain/next-action/next-step.ts';
import type { NextBestAction } from '../../../../shared/domain/next-action/types.ts';
import type { PaymentHabit } from '../../../../shared/domain/priority/facts.ts';
import type { BalanceStanding, StandingHold } from '../hold-fire/standing.ts';
import type { OverdueOfAll } from './overdue-averages.ts';
import type { PlannedAction, Snooze } from './work-facts.ts';

/** What the way of working an account in one currency is made out of. */
export interface WayFacts {
  readonly asOf: PlainDate;
  readonly timeZone: string;
  readonly currency: CurrencyCode;
  readonly overdue: MinorUnits;
  readonly oldestDays: number;
  readonly oldestFreeDays: number;
  readonly free: MinorUnits;
  readonly rests: boolean;
  readonly standing: BalanceStanding;
  readonly holds: readonly StandingHold[];
  readonly stage: TemplateStage;
  readonly lastStage: { readonly stage: TemplateStage; readonly at: Instant } | undefined;
  readonly letterUnderWay: LetterUnderWay | null;
  readonly contactAt: Instant | undefined;
  readonly habit: PaymentHabit | null;
  readonly credits: MinorUnits;
  readonly reach: Reach;
  readonly disputeDate: PlainDate | null;
  readonly nextAction: PlannedAction | null;
  readonly snooze: Snooze | null;
  readonly others: OverdueOfAll | undefined;
  readonly courtesyDays: number;
  readonly letterGapDays: number;
}

export interface Way {
  readonly lane: Lane | null;
  readonly proposal: NextBestAction | null;
  readonly hasStep: boolean;
}

/**
 * Lane, proposal and whether a step is set, of one account in one currency. The age of the figures is not looked at: it
 * grows while nothing is written, so that whoever reads a kept proposal asks for it (`onOldFigures`).
 */
export function wayOf(facts: WayFacts): Way {
  const { standing, holds, overdue } = facts;
  const small = facts.others !== undefined && isSmallBalance(overdue, facts.others);
  const onHold = holds.filter(({ code }) => code === 'held');
  const day = (at: Instant) => dateInZone(at, facts.timeZone);
  const known: NextActionFacts = {
    today: facts.asOf,
    currency: facts.currency,
    parts: standing.parts,
    oldestFreeDays: facts.oldestFreeDays,
    stage: facts.stage,
    lastLetter:
      facts.lastStage === undefined ? null : { stage: facts.lastStage.stage, on: day(facts.lastStage.at) },
    letterUnderWay: facts.letterUnderWay,
    lastContactOn: facts.contactAt === undefined ? null : day(facts.contactAt),
    brokenPromise: standing.brokenOn === null ? null : { level: standing.brokenLevel, on: standing.brokenOn },
    promiseLastDay: holds.find(({ code }) => code === 'promised')?.until ?? null,
    disputeNextDate: facts.disputeDate,
    holds: onHold.map(({ reason, until }) => ({ reason: reason ?? '', until })),
    unansweredReply: holds.some(({ code }) => code === 'unanswered_reply'),
    reach: facts.reach,
    creditsMinor: facts.credits,
    habit: facts.habit,
    small,
    planned: facts.nextAction,
    snoozedUntil: facts.snooze?.until ?? null,
    figuresTooOld: false,
    courtesyDays: facts.courtesyDays,
    letterGapDays: facts.letterGapDays,
  };
  return {
    lane: laneOf({
      today: facts.asOf,
      overdueMinor: overdue,
      freeMinor: facts.free,
      disputedMinor: standing.parts.disputed,
      brokenLevel: standing.brokenLevel,
      promiseDue: standing.promiseDue,
      rests: facts.rests || facts.snooze !== null,
      oldestDaysPastDue: facts.oldestDays,
      habit: facts.habit,
      small,
    }),
    proposal: nextBestAction(known),
    hasStep: overdue === 0 || hasNextStep(known),
  };
}
