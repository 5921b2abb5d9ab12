import { daysBetween, type PlainDate } from '../dates.ts';

/** Calendar dates, both of them inside. */
export interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The actual number of days of a period, as every figure per day counts them. */
export function daysIn({ from, to }: Period): number {
  return daysBetween(from, to) + 1;
}
