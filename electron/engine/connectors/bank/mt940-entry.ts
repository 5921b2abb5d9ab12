import { isCurrencyCode } from '../../../../shared/domain/currencies.ts';
import { dateOf, daysBetween, isPlainDate, type PlainDate } from '../../../../shared/domain/dates.ts';
import {
  type CurrencyCode,
  type MinorUnits,
  MoneyError,
  minorUnits,
  parseDecimal,
} from '../../../../shared/domain/money.ts';
import type { BankRowProblem } from './bank-line.ts';

/** A field `:61:` as it stands. The amount is signed by its direction: negative for money that went out. */
export interface SwiftEntry {
  readonly date: PlainDate;
  readonly valueDate: PlainDate | null;
  readonly amountMinor: MinorUnits;
  /** `reversal`: it takes an earlier booking back. `not_booked`: it is expected only. */
  readonly state: 'booked' | 'reversal' | 'not_booked';
  readonly customerReference: string;
  readonly bankReference: string;
  /** What stands below the entry, mostly the original amount and charges of a foreign payment. */
  readonly supplement: string;
}

export type EntryProblem = { readonly code: BankRowProblem; readonly message: string };

const ENTRY = /^(\d{6})(\d{4})?(R[CD]|E[CD]|[CD])([A-Z])?([\d.,]+)(?:[NFS][A-Z0-9]{3})?(.*)$/u;

/**
 * Reads `:61:` (SWIFT's "Statement Line"): value date, booking date, direction, amount with a decimal comma, references.
 * A day that does not exist, as the 30 February of some banks' interest years, is no value date.
 */
export function readSwiftEntry(lines: readonly string[], currency: CurrencyCode): SwiftEntry | EntryProblem {
  const [first = '', ...supplement] = lines;
  const found = ENTRY.exec(first.trim());
  if (found === null) return { code: 'bad_amount', message: 'The entry has not the form of a field :61:.' };
  const [, value = '', booked = '', mark = '', , amount = '', references = ''] = found;
  const valueDate = swiftDate(value);
  const date = booked === '' ? valueDate : bookingDate(value, booked);
  if (date === null) return { code: 'bad_date', message: `"${value}${booked}" has no day that exists.` };
  const minor = swiftAmount(amount, currency);
  if (minor === null) return { code: 'bad_amount', message: `"${amount}" is no amount in ${currency}.` };
  if (minor === 0) return { code: 'no_amount', message: 'The amount is 0.' };
  const [customerReference = '', ...bank] = references.split('//');
  const cameIn = mark === 'C' || mark === 'RD' || mark === 'EC';
  return {
    date,
    valueDate,
    amountMinor: cameIn ? minor : minorUnits(-minor),
    state: mark.length === 1 ? 'booked' : mark.startsWith('R') ? 'reversal' : 'not_booked',
    customerReference: customerReference.trim(),
    bankReference: bank.join('//').trim(),
    supplement: supplement.join('\n'),
  };
}

/** A balance field (`C260101EUR1234,56`); null when it has another form. */
export function readSwiftBalance(
  text: string,
): { readonly currency: CurrencyCode; readonly amountMinor: MinorUnits } | null {
  const found = /^([CD])(\d{6})([A-Z]{3})([\d.,]+)$/u.exec(text.trim());
  const currency = found?.[3] ?? '';
  if (found === null || !isCurrencyCode(currency)) return null;
  const minor = swiftAmount(found[4] ?? '', currency as CurrencyCode);
  if (minor === null) return null;
  return { currency: currency as CurrencyCode, amountMinor: minorUnits(found[1] === 'D' ? -minor : minor) };
}

/** SWIFT writes a comma, always, and no grouping; a point is forgiven. Null for more decimals than the currency has. */
function swiftAmount(text: string, currency: CurrencyCode): MinorUnits | null {
  if (!/^\d+(?:[.,]\d*)?$/u.test(text)) return null;
  try {
    const { minor, rounded } = parseDecimal(text.replace(',', '.'), currency);
    return rounded ? null : minor;
  } catch (error) {
    if (error instanceof MoneyError) return null;
    throw error;
  }
}

function swiftDate(text: string): PlainDate | null {
  return existing(yearOf(text), text.slice(2));
}

/** Month and day of the booking: in the year that lies nearest to the value date. */
function bookingDate(value: string, booked: string): PlainDate | null {
  const year = yearOf(value);
  const near = swiftDate(value) ?? existing(year, `${value.slice(2, 4)}01`);
  if (near === null) return existing(year, booked);
  const distance = (date: PlainDate) => Math.abs(daysBetween(near, date));
  return [year, year - 1, year + 1]
    .flatMap((one) => existing(one, booked) ?? [])
    .reduce<PlainDate | null>(
      (best, date) => (best === null || distance(date) < distance(best) ? date : best),
      null,
    );
}

function yearOf(text: string): number {
  const short = Number(text.slice(0, 2));
  return short >= 70 ? 1900 + short : 2000 + short;
}

function existing(year: number, monthDay: string): PlainDate | null {
  const [month, day] = [monthDay.slice(0, 2), monthDay.slice(2, 4)];
  return isPlainDate(`${year}-${month}-${day}`) ? dateOf(year, Number(month), Number(day)) : null;
}
