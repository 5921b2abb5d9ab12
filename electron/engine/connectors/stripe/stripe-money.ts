import { exponentOf } from '../../../../shared/domain/currencies.ts';
import {
  type CurrencyCode,
  currencyCode,
  type MinorUnits,
  minorUnits,
} from '../../../../shared/domain/money.ts';
import { RecordProblem } from '../http/read-records.ts';

/**
 * Decimals of Stripe's amounts where they differ from two (Stripe's page on currencies, 2026). They are not ISO's: MGA has
 * none at Stripe and two in ISO; ISK and UGX have none in ISO and are still sent with two at Stripe.
 */
const NO_DECIMALS = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ');
const THREE_DECIMALS = 'BHD JOD KWD OMR TND'.split(' ');

/**
 * An amount of Stripe's in ISO minor units. Throws `RecordProblem` for a negative amount and for a fraction that the
 * currency does not have, `MoneyError` for a currency that is not known.
 */
export function stripeMinor(amount: number, currency: CurrencyCode, field: string): MinorUnits {
  if (amount < 0) throw new RecordProblem(`${field} is negative.`);
  const shift = exponentOf(currency) - decimalsAtStripe(currency);
  if (shift >= 0) return minorUnits(amount * 10 ** shift);
  const minor = amount / 10 ** -shift;
  if (!Number.isInteger(minor)) {
    throw new RecordProblem(`${field} has a fraction that ${currency} does not have.`);
  }
  return minorUnits(minor);
}

/** Stripe writes codes in lower case. */
export function stripeCurrency(code: string): CurrencyCode {
  return currencyCode(code);
}

export function decimalsAtStripe(currency: string): number {
  if (NO_DECIMALS.includes(currency)) return 0;
  return THREE_DECIMALS.includes(currency) ? 3 : 2;
}
