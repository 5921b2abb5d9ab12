import { isCurrencyCode } from '../currencies.ts';
import type { CurrencyCode } from '../money.ts';

/** Signs and names that stand for one currency only; `$`, `kr` and `¥` do not. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['EURO', 'EUR'],
  ['EUROS', 'EUR'],
  ['£', 'GBP'],
  ['STG', 'GBP'],
  ['POUND STERLING', 'GBP'],
  ['US$', 'USD'],
  ['USD$', 'USD'],
  ['US DOLLAR', 'USD'],
  ['US DOLLARS', 'USD'],
  ['C$', 'CAD'],
  ['CA$', 'CAD'],
  ['CDN$', 'CAD'],
  ['CANADIAN DOLLAR', 'CAD'],
  ['A$', 'AUD'],
  ['AU$', 'AUD'],
  ['AUSTRALIAN DOLLAR', 'AUD'],
  ['NZ$', 'NZD'],
  ['HK$', 'HKD'],
  ['S$', 'SGD'],
  ['R$', 'BRL'],
  ['₹', 'INR'],
  ['RS', 'INR'],
  ['₩', 'KRW'],
  ['₪', 'ILS'],
  ['₺', 'TRY'],
  ['₴', 'UAH'],
  ['ZŁ', 'PLN'],
  ['KČ', 'CZK'],
  ['SFR', 'CHF'],
  ['RMB', 'CNY'],
  ['CN¥', 'CNY'],
  ['JP¥', 'JPY'],
]);

/** The currency that a text names (`USD`, `eur`, `€`, `US Dollar`, `EUR - Euro`); null when it names none for sure. */
export function currencyOfText(text: string): CurrencyCode | null {
  const upper = text.trim().toUpperCase();
  const code = isCurrencyCode(upper) ? upper : (NAMES.get(upper.replace(/\.$/, '')) ?? leadingCode(upper));
  return code === null ? null : (code as CurrencyCode);
}

function leadingCode(upper: string): string | null {
  const code = /^([A-Z]{3})(?:\s*[-:(]|\s+[$€£¥])/.exec(upper)?.[1];
  return code !== undefined && isCurrencyCode(code) ? code : null;
}
