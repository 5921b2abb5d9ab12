import type { DebtorType } from './types.ts';

/** Where a rule is written, and the day on which we read it there. */
interface Written {
  readonly code: string;
  readonly debtorTypes: readonly DebtorType[];
  /** ISO country code; null: kept everywhere, also where no law asks for it. */
  readonly country: string | null;
  /** State or province; null: the whole country. */
  readonly region: string | null;
  readonly text: string;
  readonly source: string;
  /** ISO date. */
  readonly readOn: string;
}

/** No contact before or after these local times, at any day. */
export interface HoursRule extends Written {
  readonly kind: 'hours';
  /** `HH:MM` at the customer's place; `closes` is the first minute that is too late. */
  readonly opens: string;
  readonly closes: string;
}

/** No more than `most` call attempts in `days` consecutive days, today included. */
export interface CallsRule extends Written {
  readonly kind: 'calls';
  readonly most: number;
  readonly days: number;
}

/** After a conversation no call in so many consecutive days, its own day included. */
export interface AfterTalkRule extends Written {
  readonly kind: 'after_talk';
  readonly days: number;
}

/** What a person has to know and nothing can check here. */
export interface StatedRule extends Written {
  readonly kind: 'stated';
}

export type ContactRule = HoursRule | CallsRule | AfterTalkRule | StatedRule;

const REG_F = 'Regulation F, 12 CFR 1006';

/**
 * The rules of contact that no workspace can change. Regulation F binds collectors of consumer debt in the United States;
 * consumers elsewhere get the same care here.
 */
export const CONTACT_RULES: readonly ContactRule[] = [
  {
    kind: 'hours',
    code: 'us_reg_f_hours',
    debtorTypes: ['consumer'],
    country: null,
    region: null,
    opens: '08:00',
    closes: '21:00',
    text: 'A consumer is contacted between 8:00 and 21:00 at their place.',
    source: `${REG_F}.6(b)(1)(i)`,
    readOn: '2026-11-22',
  },
  {
    kind: 'calls',
    code: 'us_reg_f_attempts',
    debtorTypes: ['consumer'],
    country: null,
    region: null,
    most: 7,
    days: 7,
    text: 'A consumer is called at most 7 times in 7 days about a debt.',
    source: `${REG_F}.14(b)(2)(i)(A)`,
    readOn: '2026-11-22',
  },
  {
    kind: 'after_talk',
    code: 'us_reg_f_after_talk',
    debtorTypes: ['consumer'],
    country: null,
    region: null,
    days: 7,
    text: 'After a conversation a consumer is not called about the debt for 7 days, unless they asked for it.',
    source: `${REG_F}.14(b)(2)(i)(B) and (b)(3)`,
    readOn: '2026-11-22',
  },
  {
    kind: 'calls',
    code: 'us_ma_calls',
    debtorTypes: ['consumer'],
    country: 'US',
    region: 'MA',
    most: 2,
    days: 7,
    text: 'In Massachusetts a consumer is called at most twice in 7 days about a debt.',
    source: '940 CMR 7.04(1)(f)',
    readOn: '2026-11-22',
  },
  {
    kind: 'stated',
    code: 'us_records',
    debtorTypes: ['consumer'],
    country: 'US',
    region: null,
    text: 'Records of the collection are kept for 3 years after the last activity.',
    source: `${REG_F}.100(a)`,
    readOn: '2026-11-22',
  },
  {
    kind: 'stated',
    code: 'uk_letter_of_claim',
    debtorTypes: ['consumer', 'sole_trader'],
    country: 'GB',
    region: null,
    text: 'Before a claim in court, a letter of claim has to be sent and 30 days given for the reply.',
    source: 'Pre-Action Protocol for Debt Claims',
    readOn: '2026-11-22',
  },
];

/** The rules that apply to a debtor of this type at this place. */
export function rulesFor(
  debtorType: DebtorType,
  place: { readonly country: string | null; readonly region: string | null },
): readonly ContactRule[] {
  return CONTACT_RULES.filter(
    (rule) =>
      rule.debtorTypes.includes(debtorType) &&
      (rule.country === null || rule.country === place.country) &&
      (rule.region === null || rule.region === place.region),
  );
}
