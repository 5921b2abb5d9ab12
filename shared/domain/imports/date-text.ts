import type { PlainDate } from '../dates.ts';
import { dateOf, daysInMonth } from '../dates.ts';
import type { DatePattern } from './date-pattern.ts';
import { fullYear, readPattern } from './date-pattern.ts';
import { monthOfName } from './month-names.ts';
import { LONGEST_VALUE, quoted } from './quoted.ts';
import { dateOfSerial } from './serial-date.ts';

/** Whether day or month comes first in a column of dates such as `3/4/2026`. */
export type DateOrder = 'dmy' | 'mdy';

/** How a column of dates is read: its pattern when one was given, its order when dates are only numbers. */
export interface DateReading {
  readonly pattern: DatePattern | null;
  readonly order: DateOrder | null;
}

export type DateText =
  | { readonly ok: true; readonly date: PlainDate }
  | { readonly ok: false; readonly code: 'bad_date' | 'ambiguous_date'; readonly message: string };

/** What one date says about the order of day and month in its column. */
export type OrderEvidence = DateOrder | 'either' | 'none';

const TIME =
  /^(.*?\d)(?:T|,? +)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$/;
const YEAR_FIRST = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})\.?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:\.0+)?$/;
const NUMERIC = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})\.?$/;
const DAY_NAME_YEAR =
  /^(\d{1,2})(?:st|nd|rd|th|er|re|º|°)?[\s./-]*(?:de |of )?\s*(\p{L}+)\.?[\s./,-]*(?:de )?\s*'?(\d{4}|\d{2})$/u;
const NAME_DAY_YEAR = /^(\p{L}+)\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?[\s.,/-]+'?(\d{4}|\d{2})$/u;
const WEEKDAY = /^\p{L}{2,12}\.?,\s*(?=\d|\p{L})/u;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const NO_DATE = new Set([
  '0',
  '00000000',
  '0000-00-00',
  '00/00/0000',
  '00.00.0000',
  '0.0',
  '-',
  '--',
  'NA',
  'na',
]);

/** True for a date cell that says "none": zeros as databases write them, or a dash. */
export function isNoDate(text: string): boolean {
  return text === '' || NO_DATE.has(text) || NO_DATE.has(withoutTime(text));
}

/**
 * Reads a date as ledgers write it; a time of day after it is dropped. The pattern of the column comes first, then the
 * forms that can only be read one way: year first, month by name, a spreadsheet's serial number.
 */
export function readDate(raw: string, reading: DateReading): DateText {
  if (raw.length > LONGEST_VALUE) return bad(raw, 'is too long for a date');
  const text = withoutTime(raw.trim());
  const named = reading.pattern === null ? null : readPattern(text, reading.pattern);
  if (named !== null) return checked(text, named.year, named.month, named.day);
  const certain = YEAR_FIRST.exec(text);
  if (certain) return checked(text, Number(certain[1]), Number(certain[3]), Number(certain[4]));
  const compact = COMPACT.exec(text);
  if (compact) return checked(text, Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const numeric = NUMERIC.exec(text);
  if (numeric) return readNumeric(text, numeric, reading);
  return readNamed(text) ?? readSerial(text) ?? bad(text, 'is not a date this import knows');
}

/** What a date of numbers says about the order of day and month; `none` for every other form. */
export function orderEvidence(raw: string): OrderEvidence {
  const numeric = raw.length > LONGEST_VALUE ? null : NUMERIC.exec(withoutTime(raw.trim()));
  if (numeric === null) return 'none';
  const [first, second] = [Number(numeric[1]), Number(numeric[3])];
  if (first === second || (first > 12 && second > 12)) return 'none';
  if (first > 12) return 'dmy';
  return second > 12 ? 'mdy' : 'either';
}

function withoutTime(text: string): string {
  if (!text.includes(':') && !/\d[ T]\d{1,2}\.\d{2}\.\d{2}$/.test(text)) return text;
  return TIME.exec(text)?.[1] ?? text;
}

function readNumeric(text: string, match: RegExpExecArray, reading: DateReading): DateText {
  if (reading.pattern !== null) {
    return bad(text, `does not fit the date format "${reading.pattern.source}"`);
  }
  const [first, second] = [Number(match[1]), Number(match[3])];
  const year = fullYear(match[4] ?? '');
  const order = reading.order ?? certainOrder(first, second);
  if (order === null) {
    return { ok: false, code: 'ambiguous_date', message: `${quoted(text)} can be day/month or month/day.` };
  }
  return order === 'dmy' ? checked(text, year, second, first) : checked(text, year, first, second);
}

function certainOrder(first: number, second: number): DateOrder | null {
  if (first > 12 || first === second) return 'dmy';
  return second > 12 ? 'mdy' : null;
}

function readNamed(text: string): DateText | null {
  const plain = text.replace(WEEKDAY, '');
  const dayFirst = DAY_NAME_YEAR.exec(plain);
  const nameFirst = dayFirst === null ? NAME_DAY_YEAR.exec(plain) : null;
  const month = monthOfName(dayFirst?.[2] ?? nameFirst?.[1] ?? '');
  if (month === null) return null;
  const day = Number(dayFirst?.[1] ?? nameFirst?.[2]);
  return checked(text, fullYear(dayFirst?.[3] ?? nameFirst?.[3] ?? ''), month, day);
}

function readSerial(text: string): DateText | null {
  if (!SERIAL.test(text)) return null;
  const date = dateOfSerial(text, '1900');
  return date === null || date < '1955' || date >= '2100' ? null : { ok: true, date };
}

function checked(text: string, year: number, month: number, day: number): DateText {
  if (year < 1900 || year > 2199) return bad(text, 'has a year outside 1900–2199');
  if (month < 1 || month > 12) return bad(text, `is no date: there is no month ${month}`);
  if (day < 1 || day > daysInMonth(year, month)) return bad(text, `is no date: that month has no day ${day}`);
  return { ok: true, date: dateOf(year, month, day) };
}

function bad(text: string, problem: string): DateText {
  return { ok: false, code: 'bad_date', message: `${quoted(text)} ${problem}.` };
}
