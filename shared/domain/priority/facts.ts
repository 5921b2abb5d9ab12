import type { PlainDate } from '../dates.ts';
import type { CurrencyCode, MinorUnits } from '../money.ts';

/** How an account paid so far: invoices that are paid, with the days from due date to payment (negative: early). */
export interface PaymentHabit {
  readonly paidInvoices: number;
  readonly averageDaysLate: number;
}

/** What the priority of one account in one currency depends on. Amounts are 0 or more, in that currency. */
export interface PriorityFacts {
  readonly today: PlainDate;
  readonly currency: CurrencyCode;
  readonly overdueMinor: MinorUnits;
  /** What of it may be asked for today: neither claimed, disputed, held nor promised. */
  readonly askableMinor: MinorUnits;
  /** Days past due of the oldest overdue invoice. */
  readonly oldestDaysPastDue: number;
  /** Everything open in the workspace in this currency: the book that shares are taken of. */
  readonly bookMinor: MinorUnits;
  /** Date of the last touch by anyone, `null` when there was none. */
  readonly lastTouchOn: PlainDate | null;
  readonly habit: PaymentHabit | null;
  /** The overdue part that is disputed, with us or by a mark in the books. */
  readonly disputedMinor: MinorUnits;
  /** The overdue part that open promises cover, and the date of the one that is due next. */
  readonly promisedMinor: MinorUnits;
  readonly promiseDue: PlainDate | null;
  /** The last promise when it was not kept and is not made good, with its last day. */
  readonly brokenPromise: { readonly level: number; readonly on: PlainDate } | null;
  /** The customer wrote and has no answer. */
  readonly unansweredReply: boolean;
  /** The largest invoice that fell due within the last week, or `null`. */
  readonly newlyOverdue: { readonly minor: MinorUnits; readonly daysPastDue: number } | null;
  readonly nextAction: { readonly kind: string; readonly date: PlainDate } | null;
  /** Open credit notes and payments not applied, together. */
  readonly creditsMinor: MinorUnits;
  readonly snoozedUntil: PlainDate | null;
  /** Holds on the account; without `until` a hold is open-ended. */
  readonly holds: readonly { readonly reason: string; readonly until: PlainDate | null }[];
}
