import type { PlainDate } from '../dates.ts';
import type { DocumentId } from '../ids.ts';
import type { CurrencyCode, MinorUnits } from '../money.ts';

/** An open invoice or credit note of one customer. Amounts are positive; `kind` carries the direction. */
export interface CashItem {
  readonly id: DocumentId;
  readonly kind: 'invoice' | 'credit_note';
  readonly number: string;
  readonly currency: CurrencyCode;
  readonly totalMinor: MinorUnits;
  readonly openMinor: MinorUnits;
  readonly issueDate: PlainDate | null;
  readonly dueDate: PlainDate | null;
  /** Terms of payment as the books write them; a cash discount is read from them. */
  readonly terms: string | null;
}

/** Money that came in. The amount is positive; what a customer got back is no payment. */
export interface CashPayment {
  readonly amountMinor: MinorUnits;
  readonly currency: CurrencyCode;
  /** The day that the bank or the books booked it. */
  readonly date: PlainDate;
  /** All that the payer wrote: reference, remittance lines. May be empty. */
  readonly text: string;
}

/** A line of a remittance advice with money in it. A deduction or a credit note may be negative. */
export interface AdviceAmount {
  /** Its place in the pasted text, from 1 on. */
  readonly line: number;
  readonly text: string;
  readonly amountMinor: MinorUnits;
}

/** Items that were asked for together, in a letter or statement. */
export interface CashStatement {
  /** As it is told to people, e.g. `the reminder of 2026-11-02`. */
  readonly label: string;
  readonly items: readonly DocumentId[];
}

/** Why less came than was open. */
export const SHORT_PAY_REASONS = [
  'rounding',
  'cash_discount',
  'cash_discount_late',
  'withholding_tax',
  'bank_fee',
  'deduction',
] as const;
export type ShortPayReason = (typeof SHORT_PAY_REASONS)[number];

/** Limits of the search and of what counts as a small difference. */
export interface CashSettings {
  /** The most items that one combination may have. */
  readonly mostItems: number;
  /** The most items that are combined at all: those due first. */
  readonly mostCandidates: number;
  /** The most steps that the search for combinations takes. */
  readonly mostSteps: number;
  /** The most combinations that are shown beside each other. */
  readonly mostShown: number;
  /** A difference up to so many minor units is rounding. */
  readonly roundingMinor: number;
  /** A difference up to so many whole units of the currency can be a bank's fee. */
  readonly bankFeeUnits: number;
  /** Usual shares of tax that customers withhold, in hundredths of a percent. */
  readonly withholdingShares: readonly number[];
  /** Days after the end of a cash discount in which it is still taken as in time: for the bank's way. */
  readonly discountGraceDays: number;
}

export const DEFAULT_CASH_SETTINGS: CashSettings = {
  mostItems: 8,
  mostCandidates: 60,
  mostSteps: 200_000,
  mostShown: 5,
  roundingMinor: 5,
  bankFeeUnits: 30,
  withholdingShares: [100, 150, 200, 300, 500, 750, 1_000, 1_500, 2_000],
  discountGraceDays: 3,
};

/** What of the payment goes to one item. For a credit note `amountMinor` is what is used of it. Never negative. */
export interface CashAllocation {
  readonly itemId: DocumentId;
  readonly kind: CashItem['kind'];
  readonly number: string;
  readonly amountMinor: MinorUnits;
  /** What stays unpaid of an invoice that the payer took for settled, and why; 0 and null for none. */
  readonly shortMinor: MinorUnits;
  readonly shortReason: ShortPayReason | null;
}

/** How the items were found; the order is the order of trust. */
export const MATCH_KINDS = [
  'numbers',
  'one_item',
  'all_open',
  'all_overdue',
  'statement',
  'combination',
  'short_pay',
] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

/**
 * `exact`: numbers and amount agree. `likely`: one of the two, and nothing else fits as well. `possible`: a guess to be
 * checked. `ambiguous`: other proposals fit just as well, so that a person has to choose.
 */
export const MATCH_CONFIDENCES = ['exact', 'likely', 'possible', 'ambiguous'] as const;
export type MatchConfidence = (typeof MATCH_CONFIDENCES)[number];

/**
 * A way to apply a payment. Invoices' amounts less credit notes' amounts plus `restMinor` are the payment, to the
 * minor unit.
 */
export interface CashProposal {
  readonly kind: MatchKind;
  readonly confidence: MatchConfidence;
  readonly allocations: readonly CashAllocation[];
  /** What stays on the customer's account. */
  readonly restMinor: MinorUnits;
  /** In words, the strongest first. */
  readonly reasons: readonly string[];
}

/** What was found for a payment, best first, and what a person should know about the search. */
export interface CashProposals {
  readonly proposals: readonly CashProposal[];
  /** E.g. that the search for combinations gave up, or that a number in the text fits two items. */
  readonly remarks: readonly string[];
}
