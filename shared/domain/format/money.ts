import { exponentOf } from '../currencies.ts';
import { type CurrencyCode, formatDecimal, type MinorUnits } from '../money.ts';
import { DEFAULT_LOCALE } from './locale.ts';

/** Currencies whose short sign is read as theirs everywhere; all others keep a sign that tells them apart (CA$). */
const SHORT_SIGN: ReadonlySet<string> = new Set(['EUR', 'GBP', 'JPY', 'USD']);

/** Above this many whole units a list total is shown without decimals. */
const WHOLE_UNITS_ABOVE = 10_000;

const formatters = new Map<string, Intl.NumberFormat>();

/**
 * An amount for people, with all decimals of its currency: `€48,210.00`, `−£640.00`.
 * Takes minor units and their currency; the minus is U+2212. The locale decides separators and the sign's place.
 */
export function formatMoney(minor: MinorUnits, currency: CurrencyCode, locale = DEFAULT_LOCALE): string {
  return write(minor, currency, locale, exponentOf(currency));
}

/**
 * An amount in a list or a sentence: above 10,000 whole units without decimals (`€48,210`), below with all of them.
 * The exact figure belongs on hover; never add up what this function returns.
 */
export function formatTotal(minor: MinorUnits, currency: CurrencyCode, locale = DEFAULT_LOCALE): string {
  const exponent = exponentOf(currency);
  const whole = Math.abs(minor) > WHOLE_UNITS_ABOVE * 10 ** exponent;
  return write(minor, currency, locale, whole ? 0 : exponent);
}

function write(minor: MinorUnits, currency: CurrencyCode, locale: string, decimals: number): string {
  const amount = formatDecimal(minor, currency) as Intl.StringNumericLiteral;
  return formatter(currency, locale, decimals)
    .formatToParts(amount)
    .map((part) => (part.type === 'minusSign' ? '−' : part.value))
    .join('');
}

function formatter(currency: CurrencyCode, locale: string, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${decimals}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: SHORT_SIGN.has(currency) ? 'narrowSymbol' : 'symbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formatters.set(key, made);
  return made;
}
