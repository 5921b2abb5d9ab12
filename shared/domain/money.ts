import type { Brand } from './brand.ts';
import { exponentOf, isCurrencyCode } from './currencies.ts';

/** An ISO 4217 code that this version knows. */
export type CurrencyCode = Brand<string, 'CurrencyCode'>;

/** An amount in the currency's smallest unit: an integer within ±(2^53 − 1). Meaningless without its currency. */
export type MinorUnits = Brand<number, 'MinorUnits'>;

export interface Money {
  readonly minor: MinorUnits;
  readonly currency: CurrencyCode;
}

/** Thrown for an amount or a currency that cannot be represented; `code` says which. */
export class MoneyError extends Error {
  readonly code: 'unknown_currency' | 'not_a_number' | 'too_large' | 'currency_mismatch';
  constructor(code: MoneyError['code'], message: string) {
    super(message);
    this.name = 'MoneyError';
    this.code = code;
  }
}

/** Checks and brands an ISO 4217 code; case is ignored. Throws `MoneyError('unknown_currency')`. */
export function currencyCode(text: string): CurrencyCode {
  const code = text.trim().toUpperCase();
  if (!isCurrencyCode(code)) {
    throw new MoneyError('unknown_currency', `"${text}" is not an ISO 4217 currency code.`);
  }
  return code as CurrencyCode;
}

/** Brands an integer number of minor units. Throws `MoneyError('too_large')` outside ±(2^53 − 1) or for a fraction. */
export function minorUnits(value: number): MinorUnits {
  if (!Number.isSafeInteger(value)) {
    throw new MoneyError('too_large', `${value} is not a whole number of minor units within ±(2^53 − 1).`);
  }
  return (value === 0 ? 0 : value) as MinorUnits;
}

export const ZERO: MinorUnits = minorUnits(0);

/**
 * Sum of amounts of one currency, in minor units, whatever their order. Throws `MoneyError('too_large')` when the
 * result is outside the safe range.
 */
export function addMinor(...amounts: readonly MinorUnits[]): MinorUnits {
  let sum = 0;
  for (const amount of amounts) {
    sum += amount;
    if (!Number.isSafeInteger(sum)) return exactSum(amounts);
  }
  return minorUnits(sum);
}

/** For sums that leave the safe range on the way and may come back into it. */
function exactSum(amounts: readonly MinorUnits[]): MinorUnits {
  const sum = Number(amounts.reduce((total, amount) => total + BigInt(amount), 0n));
  if (!Number.isSafeInteger(sum)) {
    throw new MoneyError('too_large', 'The sum is larger than 2^53 − 1 minor units.');
  }
  return minorUnits(sum);
}

export function negateMinor(amount: MinorUnits): MinorUnits {
  return minorUnits(-amount);
}

export interface ParsedDecimal {
  readonly minor: MinorUnits;
  /** True when the text had more decimals than the currency, so that it was rounded half-even. */
  readonly rounded: boolean;
}

/**
 * Reads a plain decimal text (`-1234.567`, point as the decimal mark, no grouping) into minor units.
 * More decimals than the currency has are rounded half-even on the text itself, never through a float.
 * Throws `MoneyError` (`not_a_number`, `too_large`).
 */
export function parseDecimal(text: string, currency: CurrencyCode): ParsedDecimal {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (!match || (whole === '' && fraction === '')) {
    throw new MoneyError('not_a_number', `"${text}" is not a decimal number.`);
  }
  const exponent = exponentOf(currency);
  const kept = fraction.slice(0, exponent).padEnd(exponent, '0');
  const rest = fraction.slice(exponent).replace(/0+$/, '');
  let units = BigInt(`${whole || '0'}${kept}`);
  if (rest !== '' && roundsUp(rest, units)) units += 1n;
  const signed = match[1] === '-' ? -units : units;
  const value = Number(signed);
  if (!Number.isSafeInteger(value)) {
    throw new MoneyError('too_large', `${text} ${currency} is larger than this application can hold.`);
  }
  return { minor: minorUnits(value), rounded: rest !== '' };
}

/** Half-even: above one half up, below one half down, exactly one half to the even neighbour. */
function roundsUp(rest: string, units: bigint): boolean {
  const first = rest.charCodeAt(0) - 48;
  if (first !== 5) return first > 5;
  return rest.length > 1 || units % 2n === 1n;
}

/** Writes minor units as a plain decimal text with exactly the currency's decimals, e.g. `"5119.85"`. */
export function formatDecimal(minor: MinorUnits, currency: CurrencyCode): string {
  const exponent = exponentOf(currency);
  const digits = Math.abs(minor)
    .toString()
    .padStart(exponent + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (exponent === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
