import { addDays, type PlainDate } from '../dates.ts';
import { type MinorUnits, minorUnits } from '../money.ts';
import type { PromiseState } from './types.ts';

/** What the books say about a promise on a date. Amounts 0 or more, in the promise's currency. */
export interface PromiseFacts {
  readonly amountMinor: MinorUnits;
  readonly date: PlainDate;
  /** Days after the date in which a payment still keeps the promise. */
  readonly graceDays: number;
  readonly today: PlainDate;
  /** Received from the customer since the promise was made, dated up to its last day, on what it stands on. */
  readonly receivedMinor: MinorUnits;
  /** What could still be paid when it was made, less what credit notes have taken off since. */
  readonly expectableMinor: MinorUnits;
}

/** A transfer that is made on the promised day arrives on the next. */
export const DEFAULT_GRACE_DAYS = 1;

export type DecidedState = Extract<PromiseState, 'open' | 'kept' | 'partly_kept' | 'broken' | 'withdrawn'>;

/** The last day on which a payment keeps a promise: its date plus the days of grace. */
export function lastDayOf(date: PlainDate, graceDays: number): PlainDate {
  return addDays(date, graceDays);
}

/**
 * What a promise is on a date, from payments and never by hand. Kept as soon as its amount has arrived, or as much of
 * it as credit notes have left to pay; after its last day partly kept when something arrived, broken when nothing did.
 */
export function decidePromise(facts: PromiseFacts): DecidedState {
  const due = minorUnits(Math.min(facts.amountMinor, facts.expectableMinor));
  if (due <= 0) return facts.receivedMinor > 0 ? 'kept' : 'withdrawn';
  if (facts.receivedMinor >= due) return 'kept';
  if (facts.today <= lastDayOf(facts.date, facts.graceDays)) return 'open';
  return facts.receivedMinor > 0 ? 'partly_kept' : 'broken';
}
