import type { PlainDate } from '../dates.ts';
import type { MinorUnits } from '../money.ts';
import type { PaymentHabit } from '../priority/facts.ts';

/** The lanes of the worklist, in the order in which they are worked. */
export const LANES = [
  'broken_promises',
  'promises_due',
  'quick_wins',
  'at_risk',
  'disputes',
  'regular',
  'small_balances',
  'waiting',
] as const;
export type Lane = (typeof LANES)[number];

export const LANE_LABELS: Readonly<Record<Lane, string>> = {
  broken_promises: 'Broken promises',
  promises_due: 'Promises due',
  quick_wins: 'Quick wins',
  at_risk: 'At risk',
  disputes: 'Disputes',
  regular: 'Regular',
  small_balances: 'Small balances',
  waiting: 'Waiting',
};

/** What the lane of an overdue account in one currency depends on. Amounts are 0 or more. */
export interface LaneFacts {
  readonly today: PlainDate;
  readonly overdueMinor: MinorUnits;
  readonly freeMinor: MinorUnits;
  readonly disputedMinor: MinorUnits;
  /** The level of the last promise where it was not kept and is not made good; else 0. */
  readonly brokenLevel: number;
  readonly promiseDue: PlainDate | null;
  /** Nothing can be done today: on hold, snoozed, or all of it waits. */
  readonly rests: boolean;
  readonly oldestDaysPastDue: number;
  readonly habit: PaymentHabit | null;
  readonly small: boolean;
}

/** Beyond this many days past due the money is at risk: the bucket that follows rarely pays by itself. */
const AT_RISK_DAYS = 60;
/** Up to this many days past due one message often does. */
const QUICK_DAYS = 30;
/** Whoever pays later than this on average is no quick win. */
const QUICK_HABIT_DAYS = 15;

interface LaneRule {
  readonly lane: Lane;
  readonly fits: (facts: LaneFacts) => boolean;
}

/** The first that fits decides, so that an account stands in exactly one lane. */
const LANE_RULES: readonly LaneRule[] = [
  { lane: 'broken_promises', fits: ({ brokenLevel }) => brokenLevel > 0 },
  { lane: 'promises_due', fits: ({ promiseDue, today }) => promiseDue !== null && promiseDue <= today },
  { lane: 'disputes', fits: ({ disputedMinor, freeMinor }) => disputedMinor > freeMinor },
  { lane: 'waiting', fits: ({ rests, freeMinor }) => rests || freeMinor === 0 },
  { lane: 'small_balances', fits: ({ small }) => small },
  { lane: 'at_risk', fits: ({ oldestDaysPastDue }) => oldestDaysPastDue > AT_RISK_DAYS },
  {
    lane: 'quick_wins',
    fits: ({ oldestDaysPastDue, habit }) =>
      oldestDaysPastDue <= QUICK_DAYS && (habit === null || habit.averageDaysLate <= QUICK_HABIT_DAYS),
  },
];

/** The lane of an account in one currency; null when nothing is overdue. */
export function laneOf(facts: LaneFacts): Lane | null {
  if (facts.overdueMinor === 0) return null;
  return LANE_RULES.find(({ fits }) => fits(facts))?.lane ?? 'regular';
}

/** A balance is small up to this share of what an overdue account of the currency owes on average. */
const SMALL_SHARE = 20;

/** Whether so little is overdue that it comes last: at most a twentieth of the average overdue account in its currency. */
export function isSmallBalance(
  overdueMinor: MinorUnits,
  others: { readonly overdueMinor: MinorUnits; readonly accounts: number },
): boolean {
  return overdueMinor > 0 && overdueMinor * SMALL_SHARE <= others.overdueMinor / Math.max(1, others.accounts);
}
