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
  const parts = formatter(currency, locale).formatToParts(exact(minor, currency));
  const texts = parts.map((part) => (part.type === 'minusSign' ? '−' : part.value));
  const from = parts.findIndex((part) => part.type === 'decimal');
  if (from < 0) return { lead: texts.join(''), cents: '', trail: '' };
  return {
    lead: texts.slice(0, from).join(''),
    cents: texts.slice(from, from + 2).join(''),
    trail: texts.slice(from + 2).join(''),
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

/** A total in a list: without cents from 10,000 on. The full text belongs beside it. */
export function listMoneyText(minor: MinorUnits, currency: CurrencyCode, locale: string): string {
  const { lead, cents, trail } = moneyParts(minor, currency, locale);
  return hidesCents(minor, currency) ? lead + trail : lead + cents + trail;
}

/** The number alone for a spreadsheet: the locale's decimal mark, no grouping, no symbol. */
export function moneyForSheet(minor: MinorUnits, currency: CurrencyCode, locale: string): string {
  const mark = new Intl.NumberFormat(locale).formatToParts(1.1).find((part) => part.type === 'decimal');
  return formatDecimal(minor, currency).replace('.', mark?.value ?? '.');
}

function exact(minor: MinorUnits, currency: CurrencyCode): Intl.StringNumericLiteral {
  return formatDecimal(minor, currency) as Intl.StringNumericLiteral;
}

function formatter(currency: CurrencyCode, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formatters.get(key);
  if (known) return known;
  const decimals = exponentOf(currency);
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
