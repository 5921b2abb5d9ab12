import type { Instant } from '../dates.ts';

/** What kind of debtor a customer is. A code is never renamed: logs carry it. */
export const DEBTOR_TYPES = ['company', 'sole_trader', 'consumer', 'public_body'] as const;
export type DebtorType = (typeof DEBTOR_TYPES)[number];

export const DEBTOR_TYPE_LABELS: Readonly<Record<DebtorType, string>> = {
  company: 'Company',
  sole_trader: 'Sole trader',
  consumer: 'Consumer',
  public_body: 'Public body',
};

/** Where a customer is, as far as it is known. */
export interface DebtorPlace {
  /** ISO 3166-1 code of two letters; null: not known. */
  readonly country: string | null;
  /** The country as people write it; what the books say where no country is recognised. */
  readonly countryName: string | null;
  /** State or province without the country, such as `MA`; null: not known. */
  readonly region: string | null;
  /** IANA name; null: the country has several and nothing says which one. */
  readonly timeZone: string | null;
}

/** What the rules of contact say about one moment, for mail and calls alike. */
export type ContactDecision = 'allow' | 'warn' | 'block';

/** Who is to be contacted, where, and what the workspace wants. */
export interface ContactSubject {
  readonly debtorType: DebtorType;
  readonly place: DebtorPlace;
}

/** One reason against a contact now: a sentence without its full stop. `rule`: the code of the rule that says so; null: the workspace's own courtesy. */
export interface ContactReason {
  readonly decision: Exclude<ContactDecision, 'allow'>;
  readonly rule: string | null;
  readonly text: string;
}

/** A judgement of one moment at the customer's place. */
export interface ContactJudgement {
  readonly decision: ContactDecision;
  readonly reasons: readonly ContactReason[];
  /** `Saturday 14:05` at the customer's place; null without a time zone. */
  readonly localTime: string | null;
  /** Until when contact stays allowed; null while it is not, and where nothing ends it. */
  readonly until: Instant | null;
  /** The next moment at which nothing speaks against it; now when nothing does; null when it is not known. */
  readonly nextAt: Instant | null;
  /** `Monday 8:00`: that moment at the customer's place; null when it is now or not known. */
  readonly nextText: string | null;
}
