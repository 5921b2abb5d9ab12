import { type CurrencyCode, formatDecimal, type MinorUnits } from '../../../../shared/domain/money.ts';

/** An amount in a table for people: `-1,234.50`, with the decimals of its currency and without its sign. */
export function groupedDecimal(minor: MinorUnits, currency: CurrencyCode): string {
  const [whole = '', decimals] = formatDecimal(minor, currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
