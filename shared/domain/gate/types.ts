import type { ContactJudgement } from '../contact-rules/types.ts';
import type { PlainDate } from '../dates.ts';
import type { DisputeReason } from '../disputes/reasons.ts';
import type { HoldScope } from '../holds/types.ts';
import type { DocumentId } from '../ids.ts';
import type { CurrencyCode, MinorUnits } from '../money.ts';

/** Every reason for which a message is kept back or marked. A code is never renamed: logs and scripts carry it. */
export const GATE_CODES = [
  'paid',
  'claimed_payment',
  'promised',
  'disputed',
  'held',
  'do_not_contact',
  'undeliverable',
  'unanswered_reply',
  'credit_covers',
  'recent_contact',
  'unapproved_wording',
  'stale_data',
  'contact_hours',
  'no_address',
] as const;
export type GateCode = (typeof GATE_CODES)[number];

/** `block` leaves invoices out, `warn` lets them go with a remark, `allow` only tells what was looked at. */
export type GateDecision = 'allow' | 'warn' | 'block';

/** An invoice that the message would ask for. Amounts in the message's currency. */
export interface GateItem {
  readonly documentId: DocumentId;
  readonly number: string;
  readonly totalMinor: MinorUnits;
  readonly openMinor: MinorUnits;
  /**
   * What of it a person has approved as paid, deductions that the payer took included, and the books do not show yet;
   * absent for nothing.
   */
  readonly claimedMinor?: MinorUnits;
  /** Open disputes about it; absent for none. */
  readonly disputes?: readonly GateDispute[];
  /** Open promises that cover something of it; absent for none. */
  readonly promises?: readonly GatePromise[];
  /** Holds that rest on it: its own, its account's, the workspace's; absent for none. */
  readonly holds?: readonly GateHold[];
}

export interface GateDispute {
  /** `null`: all that is open. */
  readonly amountMinor: MinorUnits | null;
  /** `null`: the books mark the invoice and say no reason. */
  readonly reason: DisputeReason | null;
  readonly since: PlainDate | null;
  /** Who settles it, outside accounts receivable. */
  readonly owner: string | null;
}

export interface GatePromise {
  readonly date: PlainDate;
  /** The last day on which a payment keeps it. */
  readonly lastDay: PlainDate;
  readonly level: number;
  /** What it covers of the invoice. */
  readonly coveredMinor: MinorUnits;
}

export interface GateHold {
  readonly scope: HoldScope;
  readonly reason: string;
  /** The first day without it; `null`: until it is lifted. */
  readonly until: PlainDate | null;
  readonly setBy: string;
}

/** Somebody asked not to get mail: the whole account (`email` is null), or one address of it. */
export interface GateClosed {
  readonly email: string | null;
  readonly reason: string;
}

/** A mail to this address came back. */
export interface GateUndeliverable {
  readonly address: string;
  readonly since: PlainDate;
}

/** The customer wrote, and nobody has answered yet. */
export interface GateUnanswered {
  readonly since: PlainDate;
  readonly about: string;
}

/** A touch of the account by anyone; `date` is the calendar date in the workspace's time zone. */
export interface GateContact {
  readonly date: PlainDate;
  /** `handed`: had the account up to that day and has not told yet what was done. */
  readonly kind: 'mail' | 'letter' | 'call' | 'sms' | 'meeting' | 'handed';
  readonly actor: string;
}

/** How old the figures are that a connection read. */
export interface GateSync {
  readonly connection: string;
  /** Whole hours since the moment that they speak of; `null` before the first whole read. */
  readonly ageHours: number | null;
}

export interface GateWording {
  /** True when the template's current version is approved. */
  readonly approved: boolean;
  /** Sentences of the final text that are not in the approved wording. */
  readonly changedSentences: readonly string[];
}

/** Limits that a workspace can change; the defaults are `DEFAULT_GATE_SETTINGS`. */
export interface GateSettings {
  /** A contact this many days ago or less is recent. */
  readonly recentContactDays: number;
  /** Figures older than this many days are marked. */
  readonly staleWarnDays: number;
  /** Figures older than this many days stop the message. */
  readonly staleBlockDays: number;
  /** The same for figures that a connection reads, in hours. */
  readonly syncWarnHours: number;
  readonly syncBlockHours: number;
  readonly unapprovedWording: 'warn' | 'block';
}

/** All that a check may look at. It reads no clock and no database. */
export interface GateContext {
  readonly today: PlainDate;
  readonly account: { readonly name: string };
  readonly currency: CurrencyCode;
  /** The invoices that were picked, of one account and one currency, each once. */
  readonly items: readonly GateItem[];
  /** Open credit notes of the account in this currency, 0 or more. */
  readonly creditsMinor: MinorUnits;
  /** Payments of the account in this currency that are not applied, 0 or more. */
  readonly unappliedMinor: MinorUnits;
  /** E-mail addresses that the message would go to. */
  readonly recipients: readonly string[];
  readonly contacts: readonly GateContact[];
  /** Who of the account asked not to get mail. */
  readonly closed: readonly GateClosed[];
  readonly undeliverable: readonly GateUndeliverable[];
  readonly unanswered: GateUnanswered | null;
  /** What the hours at the customer's place say; absent where the time does not matter, such as on a past date. */
  readonly hours?: ContactJudgement | null;
  /** The date that the figures of the books are from; `null` when unknown. */
  readonly figuresAsOf: PlainDate | null;
  /** Set when the books are read by a connection: then hours count instead of days. */
  readonly sync: GateSync | null;
  readonly wording: GateWording;
  readonly settings: GateSettings;
}

/** What one check found. `items` are those left out by a `block`, or those a remark is about (none: the message). */
export interface GateFinding {
  readonly code: GateCode;
  readonly decision: GateDecision;
  readonly text: string;
  readonly items: readonly GateItem[];
}

/** One small pure rule: the same context gives the same findings, whatever other checks say. */
export interface GateCheck {
  readonly code: GateCode;
  readonly run: (context: GateContext) => readonly GateFinding[];
}

/** A finding as it is shown, logged and printed: invoices by their numbers. */
export interface GateEntry {
  readonly code: GateCode;
  readonly decision: GateDecision;
  readonly text: string;
  readonly invoices: readonly string[];
}

export interface GateResult {
  /** What may be asked for, in the order it came in. Empty: there is nothing to send. */
  readonly items: readonly GateItem[];
  readonly entries: readonly GateEntry[];
}
