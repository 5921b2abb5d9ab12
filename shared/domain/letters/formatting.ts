import { exponentOf } from '../currencies.ts';
import type { PlainDate } from '../dates.ts';
import { type CurrencyCode, formatDecimal, type MinorUnits } from '../money.ts';

/** How amounts and dates are written in a letter of one locale and currency. */
export interface LetterFormat {
  /** Full amount with currency and all decimals, e.g. `€48,210.00`; negative with a minus. */
  readonly amount: (minor: MinorUnits) => string;
  /** Long form that no country reads differently: `21 November 2026`. */
  readonly date: (date: PlainDate) => string;
}

/**
 * The format of a locale (BCP 47) and currency. The amount goes to Intl as decimal text, so that none is rounded
 * through a float. Throws `RangeError` for a locale tag that is malformed.
 */
export function letterFormat(locale: string, currency: CurrencyCode): LetterFormat {
  const digits = exponentOf(currency);
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' });
  return {
    amount: (minor) => money.format(formatDecimal(minor, currency) as Intl.StringNumericLiteral),
    date: (date) => day.format(new Date(`${date}T00:00:00Z`)),
  };
}
