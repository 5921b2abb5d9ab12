import { exponentOf } from '../../../shared/domain/currencies.ts';
import { type CurrencyCode, formatDecimal, type MinorUnits } from '../../../shared/domain/money.ts';

/** The pieces of a written amount: `lead` + `cents` + `trail` is the whole text. */
export interface MoneyParts {
  readonly lead: string;
  /** Decimal mark and decimals; empty for a currency without any. */
  readonly cents: string;
  readonly trail: string;
}

/** From this amount on (in whole units) a list leaves the cents away. */
const NO_CENTS_FROM = 10_000;

const formatters = new Map<string, Intl.NumberFormat>();

/** Writes an amount by the locale, exactly: with the currency's own decimals and a real minus sign. */
export function moneyParts(minor: MinorUnits, currency: CurrencyCode, locale: string): MoneyParts {
  const parts = formatter(currency, locale, exponentOf(currency)).formatToParts(exact(minor, currency));
  const from = parts.findIndex((part) => part.type === 'decimal');
  if (from < 0) return { lead: written(parts), cents: '', trail: '' };
  return {
    lead: written(parts.slice(0, from)),
    cents: written(parts.slice(from, from + 2)),
    trail: written(parts.slice(from + 2)),
  };
}

/** The whole amount as text, e.g. `−€640.00`. */
export function moneyText(minor: MinorUnits, currency: CurrencyCode, locale: string): string {
  const { lead, cents, trail } = moneyParts(minor, currency, locale);
  return lead + cents + trail;
}

/** True when a list may leave the cents of this amount away. */
export function hidesCents(minor: MinorUnits, currency: CurrencyCode): boolean {
  return Math.abs(minor) >= NO_CENTS_FROM * 10 ** exponentOf(currency);
}

/** A total in a list: rounded to whole units from 10,000 on. The full text belongs beside it. */
export function listMoneyText(minor: MinorUnits, currency: CurrencyCode, locale: string): string {
  return hidesCents(minor, currency)
    ? wholeMoneyText(minor, currency, locale)
    : moneyText(minor, currency, locale);
}

/** The amount rounded to whole units of the currency. */
function wholeMoneyText(minor: MinorUnits, currency: CurrencyCode, locale: string): string {
  return written(formatter(currency, locale, 0).formatToParts(exact(minor, currency)));
}

/** The number alone for a spreadsheet: the locale's decimal mark, no grouping, no symbol. */
export function moneyForSheet(minor: MinorUnits, currency: CurrencyCode, locale: string): string {
  const mark = new Intl.NumberFormat(locale).formatToParts(1.1).find((part) => part.type === 'decimal');
  return formatDecimal(minor, currency).replace('.', mark?.value ?? '.');
}

function exact(minor: MinorUnits, currency: CurrencyCode): Intl.StringNumericLiteral {
  return formatDecimal(minor, currency) as Intl.StringNumericLiteral;
}

/** The pieces as one text, with a real minus sign. */
function written(parts: readonly Intl.NumberFormatPart[]): string {
  return parts.map((part) => (part.type === 'minusSign' ? '−' : part.value)).join('');
}

function formatter(currency: CurrencyCode, locale: string, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${decimals}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formatters.set(key, made);
  return made;
}
