import type { MinorUnits } from '../money.ts';

/** Receivables at both ends of a period and the credit sales in it, in minor units of one currency. */
export interface PeriodBalances {
  readonly openingMinor: MinorUnits;
  readonly creditSalesMinor: MinorUnits;
  /** All receivables at the end. */
  readonly closingMinor: MinorUnits;
  /** Of them, what is not yet due. */
  readonly closingCurrentMinor: MinorUnits;
}

/**
 * Collection effectiveness index, a share from 0 to 1: what was collected ÷ what could have been, that is
 * (opening + credit sales − closing) ÷ (opening + credit sales − closing not yet due). `null` when nothing could be.
 */
export function collectionEffectiveness(balances: PeriodBalances): number | null {
  const { openingMinor, creditSalesMinor, closingMinor, closingCurrentMinor } = balances;
  const collectable = openingMinor + creditSalesMinor - closingCurrentMinor;
  return collectable > 0 ? (openingMinor + creditSalesMinor - closingMinor) / collectable : null;
}

/** How often receivables turned over in the period, and at that pace in a year of 365 days. */
export interface Turnover {
  readonly inPeriod: number;
  readonly perYear: number;
}

/**
 * Receivables turnover: net credit sales ÷ the mean of opening and closing receivables. `days`: actual days of the period.
 * `null` without receivables.
 */
export function receivablesTurnover(
  {
    openingMinor,
    closingMinor,
    creditSalesMinor,
  }: Pick<PeriodBalances, 'openingMinor' | 'closingMinor' | 'creditSalesMinor'>,
  days: number,
): Turnover | null {
  const average = (openingMinor + closingMinor) / 2;
  if (average <= 0 || days <= 0) return null;
  const inPeriod = creditSalesMinor / average;
  return { inPeriod, perYear: (inPeriod * 365) / days };
}
