import type { MinorUnits } from '../money.ts';

/** A promise whose last day is over, in one currency: what was promised and what arrived by that day. */
export interface SettledPromise {
  readonly amountMinor: MinorUnits;
  readonly receivedMinor: MinorUnits;
}

/** Shares from 0 to 1 over the promises whose last day fell in a period; see `keptRate`. */
export interface KeptRate {
  readonly promises: number;
  readonly kept: number;
  /** Promises kept in full ÷ promises. */
  readonly byCount: number;
  /** Amounts of the promises kept in full ÷ amounts promised. */
  readonly byValue: number;
  /** What arrived, at most what was promised each time ÷ amounts promised. */
  readonly byCash: number;
}

/**
 * How reliably promises were kept. Amounts must be of one currency. `null` where no promise fell due: no rate is not
 * a rate of zero.
 */
export function keptRate(promises: readonly SettledPromise[]): KeptRate | null {
  const promised = sum(promises.map((one) => one.amountMinor));
  if (promises.length === 0 || promised === 0) return null;
  const kept = promises.filter((one) => one.receivedMinor >= one.amountMinor);
  return {
    promises: promises.length,
    kept: kept.length,
    byCount: kept.length / promises.length,
    byValue: sum(kept.map((one) => one.amountMinor)) / promised,
    byCash: sum(promises.map((one) => Math.min(one.receivedMinor, one.amountMinor))) / promised,
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
