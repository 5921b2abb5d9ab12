import type { MinorUnits } from '../money.ts';

/** Receivables and credit sales of one period in minor units of one currency. */
export interface PeriodSales {
  /** Open receivables at the end of the period: all of them, or those that are not yet due. */
  readonly receivableMinor: MinorUnits;
  readonly creditSalesMinor: MinorUnits;
  /** Actual days of the period: see `daysIn`. */
  readonly days: number;
}

/**
 * Days sales outstanding, simple: closing receivables ÷ credit sales × days. Of the receivables that are not yet due it is
 * the best possible DSO. `null` without credit sales: there is nothing to measure against.
 */
export function simpleDso({ receivableMinor, creditSalesMinor, days }: PeriodSales): number | null {
  return creditSalesMinor > 0 ? (receivableMinor / creditSalesMinor) * days : null;
}

/** Credit sales of one month in minor units, with the month's own length. */
export interface MonthSales {
  readonly creditSalesMinor: MinorUnits;
  readonly days: number;
}

/**
 * DSO by counting back: the sales of the latest months are taken off the closing receivables until nothing is left, the
 * last month in proportion.
 *
 * @param receivableMinor closing receivables, all of them.
 * @param months the latest month first.
 * @returns days, or `null` when the given months sold less than what is open.
 */
export function countBackDso(receivableMinor: MinorUnits, months: readonly MonthSales[]): number | null {
  let rest: number = receivableMinor;
  let counted = 0;
  for (const { creditSalesMinor, days } of months) {
    if (rest <= 0) break;
    const used = Math.max(0, creditSalesMinor);
    if (rest <= used) return counted + (rest / used) * days;
    rest -= used;
    counted += days;
  }
  return rest <= 0 ? counted : null;
}

/** Average days delinquent: how many of the days of a DSO come from what is overdue. */
export function averageDaysDelinquent(dso: number, bestPossibleDso: number): number {
  return dso - bestPossibleDso;
}
