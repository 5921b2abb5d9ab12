import { exponentOf } from '../../../../shared/domain/currencies.ts';
import {
  type CurrencyCode,
  type MinorUnits,
  MoneyError,
  parseDecimal,
} from '../../../../shared/domain/money.ts';

/** Largest error of a binary fraction that is taken for noise: a millionth of the currency's unit. */
const NOISE_DIGITS = 6;

/**
 * An amount that the system works out with binary fractions, such as `0.30000000000000004`, in minor units: rounded
 * half-even on the digits where it is off by less than a millionth of a unit. Throws `MoneyError` for anything else.
 *
 * @param text digits as `numberText` gives them.
 */
export function floatMinor(text: string, currency: CurrencyCode): MinorUnits {
  const { minor, rounded } = parseDecimal(text, currency);
  if (!rounded || isNoise(text, exponentOf(currency))) return minor;
  throw new MoneyError('not_a_number', `${text} has more decimals than ${currency} allows.`);
}

/** How far the digits behind the currency's last one are from the nearest whole, compared in whole numbers. */
function isNoise(text: string, exponent: number): boolean {
  const rest = (text.split('.')[1] ?? '').slice(exponent);
  const one = 10n ** BigInt(rest.length);
  const above = BigInt(rest);
  const off = above < one - above ? above : one - above;
  return off * 10n ** BigInt(NOISE_DIGITS) < one * 10n ** BigInt(exponent);
}
