import { type MinorUnits, minorUnits } from '../money.ts';

const DAYS_OF_YEAR = 365n;
const BASIS_POINTS = 10_000n;

/** Interest of one rate over some days, as the numerator of a fraction whose denominator is `INTEREST_DENOMINATOR`. */
export function interestFraction(principal: MinorUnits, basisPoints: number, days: number): bigint {
  return BigInt(principal) * BigInt(basisPoints) * BigInt(days);
}

export const INTEREST_DENOMINATOR = DAYS_OF_YEAR * BASIS_POINTS;

/** A fraction of interest, 0 or more, as whole minor units: half a unit is rounded up. */
export function roundedInterest(numerator: bigint): MinorUnits {
  return minorUnits(Number((2n * numerator + INTEREST_DENOMINATOR) / (2n * INTEREST_DENOMINATOR)));
}
