import type { PlainDate } from '../dates.ts';
import type { TemplateStage } from '../letters/stages.ts';
import type { CurrencyCode, MinorUnits } from '../money.ts';
import type { PaymentHabit } from '../priority/facts.ts';

/** Whether the customer can be reached, and by which way not. */
export interface Reach {
  /** Some contact has an e-mail address. */
  readonly address: boolean;
  /** Somebody among the recipients of letters asked not to get mail. */
  readonly mailClosed: boolean;
  /** The account asked not to be called. */
  readonly callClosed: boolean;
  /** Mail to all recipients of letters came back. */
  readonly cameBack: boolean;
}

/**
 * Where a letter is that was approved or handed over, and did not go out yet.
 *
 * - `outbox`: approved, queued or being sent.
 * - `review`: kept back by the gate or refused by the mail server; a person decides.
 * - `unknown`: handed to the mail server, which gave no answer.
 * - `drafts_folder`: to be saved to the drafts folder of a mailbox, or could not be saved there yet.
 */
export type LetterPlace = 'outbox' | 'review' | 'unknown' | 'drafts_folder';

export interface LetterUnderWay {
  readonly place: LetterPlace;
  /** When it was approved, as day and time in the zone of the workspace; null for the drafts folder. */
  readonly approved: { readonly on: PlainDate; readonly time: string } | null;
}

/** The overdue invoices parted, see `partsOf`: together they are all that is overdue. */
export interface OverdueParts {
  readonly claimed: MinorUnits;
  readonly disputed: MinorUnits;
  readonly held: MinorUnits;
  readonly promised: MinorUnits;
  readonly free: MinorUnits;
}

/** What the next best action of one account in one currency depends on. Amounts are 0 or more, in that currency. */
export interface NextActionFacts {
  readonly today: PlainDate;
  readonly currency: CurrencyCode;
  readonly parts: OverdueParts;
  /** Days past due of the oldest invoice of which something may be asked for; 0 without one. */
  readonly oldestFreeDays: number;
  /** The letter that the steps of dunning propose. */
  readonly stage: TemplateStage;
  /** The last letter that went out in this currency, with its date. */
  readonly lastLetter: { readonly stage: TemplateStage; readonly on: PlainDate } | null;
  /** A letter in this currency that is on its way and did not go out yet. */
  readonly letterUnderWay: LetterUnderWay | null;
  /** The last call, mail or other contact by anyone, whatever it was about. */
  readonly lastContactOn: PlainDate | null;
  /** The last promise when it was not kept and is not made good, with its last day. */
  readonly brokenPromise: { readonly level: number; readonly on: PlainDate } | null;
  /** The last day on which the promise that is due next can be kept; null without an open one. */
  readonly promiseLastDay: PlainDate | null;
  /** The earliest next date of an open dispute that lies ahead or is today; null without one. */
  readonly disputeNextDate: PlainDate | null;
  /** Holds on the account or on everything; without `until` a hold is open-ended. */
  readonly holds: readonly { readonly reason: string; readonly until: PlainDate | null }[];
  /** The customer wrote and has no answer. */
  readonly unansweredReply: boolean;
  readonly reach: Reach;
  /** Open credit notes and payments not applied, together. */
  readonly creditsMinor: MinorUnits;
  readonly habit: PaymentHabit | null;
  /** Little beside the other accounts, see `isSmallBalance`. */
  readonly small: boolean;
  readonly planned: { readonly kind: string; readonly date: PlainDate } | null;
  readonly snoozedUntil: PlainDate | null;
  /** The figures are so old that the gate stops every message. */
  readonly figuresTooOld: boolean;
  /** For so many days after any contact the customer is left alone, and no letter follows another one sooner. */
  readonly courtesyDays: number;
  readonly letterGapDays: number;
}
