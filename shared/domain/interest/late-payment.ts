import { addDays, dateOf, daysBetween, type PlainDate } from '../dates.ts';
import { addMinor, type MinorUnits, minorUnits } from '../money.ts';
import { type RateEntry, REFERENCE_RATES, type ReferenceRate } from './reference-rates.ts';
import { interestFraction, roundedInterest } from './simple-interest.ts';

/** A debt between businesses, unpaid on the as-of date. */
export interface LateDebt {
  /** In pence for `ukLatePayment`, in cents for `euLatePayment`; more than zero. */
  readonly principalMinor: MinorUnits;
  readonly dueDate: PlainDate;
  readonly asOf: PlainDate;
}

/** The rate that some days of interest were reckoned with, and where it comes from. */
export interface InterestSpan {
  /** The first day with interest. */
  readonly from: PlainDate;
  readonly days: number;
  /** Reference rate and statutory points together. */
  readonly basisPoints: number;
  readonly reference: RateEntry;
}

/** `no_rate`: the table has no entry for the date that is asked for; none is guessed. */
export type LatePayment =
  | {
      readonly kind: 'claim';
      readonly interestMinor: MinorUnits;
      /** The fixed sum for the cost of recovery. */
      readonly fixedSumMinor: MinorUnits;
      readonly totalMinor: MinorUnits;
      readonly spans: readonly InterestSpan[];
    }
  | { readonly kind: 'not_late' }
  | { readonly kind: 'no_rate'; readonly rate: ReferenceRate; readonly on: PlainDate };

const STATUTORY_POINTS = 800;

/**
 * Statutory interest and fixed sum of a debt between businesses in the United Kingdom: simple interest at 8 % over the
 * Bank of England's rate of the 30 June or 31 December before interest starts, fixed for the life of the debt, from the
 * day after the due date through the as-of date (Late Payment of Commercial Debts (Interest) Act 1998, SI 2002/1675).
 */
export function ukLatePayment(debt: LateDebt, rates: readonly RateEntry[] = REFERENCE_RATES): LatePayment {
  const days = daysBetween(debt.dueDate, debt.asOf);
  if (days <= 0 || debt.principalMinor <= 0) return { kind: 'not_late' };
  const from = addDays(debt.dueDate, 1);
  const on = lastHalfYearEnd(from);
  const reference = rateOn(rates, 'boe_bank_rate', on);
  if (reference === null) return { kind: 'no_rate', rate: 'boe_bank_rate', on };
  const basisPoints = reference.basisPoints + STATUTORY_POINTS;
  return claim(debt, [{ from, days, basisPoints, reference }], ukFixedSum(debt.principalMinor));
}

/** £40 up to £999.99, £70 up to £9,999.99, £100 from £10,000 on, per debt; amounts in pence. */
export function ukFixedSum(principalMinor: MinorUnits): MinorUnits {
  if (principalMinor < 100_000) return minorUnits(4_000);
  return minorUnits(principalMinor < 1_000_000 ? 7_000 : 10_000);
}

const EU_FIXED_SUM = minorUnits(4_000);

/**
 * The least interest that Directive 2011/7/EU gives between businesses: simple interest at 8 points over the rate of the
 * European Central Bank of the 1 January or 1 July before, for each half-year by itself, and a fixed sum of €40. A
 * country's own law may give more.
 */
export function euLatePayment(debt: LateDebt, rates: readonly RateEntry[] = REFERENCE_RATES): LatePayment {
  if (debt.asOf <= debt.dueDate || debt.principalMinor <= 0) return { kind: 'not_late' };
  const spans: InterestSpan[] = [];
  for (let from = addDays(debt.dueDate, 1); from <= debt.asOf; ) {
    const on = halfYearStart(from);
    const reference = rateOn(rates, 'ecb_main_refinancing', on);
    if (reference === null) return { kind: 'no_rate', rate: 'ecb_main_refinancing', on };
    const next = halfYearStart(addDays(on, 190));
    const end = next <= debt.asOf ? next : addDays(debt.asOf, 1);
    const basisPoints = reference.basisPoints + STATUTORY_POINTS;
    spans.push({ from, days: daysBetween(from, end), basisPoints, reference });
    from = end;
  }
  return claim(debt, spans, EU_FIXED_SUM);
}

function claim(
  { principalMinor }: LateDebt,
  spans: readonly InterestSpan[],
  fixedSumMinor: MinorUnits,
): LatePayment {
  const fractions = spans.map(({ basisPoints, days }) => interestFraction(principalMinor, basisPoints, days));
  const interestMinor = roundedInterest(fractions.reduce((sum, one) => sum + one, 0n));
  const totalMinor = addMinor(interestMinor, fixedSumMinor);
  return { kind: 'claim', interestMinor, fixedSumMinor, totalMinor, spans };
}

function rateOn(rates: readonly RateEntry[], rate: ReferenceRate, on: PlainDate): RateEntry | null {
  return rates.find((entry) => entry.rate === rate && entry.on === on) ?? null;
}

/** The 30 June or 31 December before a date. */
function lastHalfYearEnd(date: PlainDate): PlainDate {
  return addDays(halfYearStart(date), -1);
}

/** The 1 January or 1 July on or before a date. */
function halfYearStart(date: PlainDate): PlainDate {
  return dateOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)) < 7 ? 1 : 7, 1);
}
