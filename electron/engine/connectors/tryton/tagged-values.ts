import { LosslessNumber } from 'lossless-json';
import { z } from 'zod';
import { dateText } from '../http/date-text.ts';
import { numberText, wholeNumber } from '../http/json.ts';
import type { SourceTime } from '../source-records.ts';

/*
 * Tryton sends what JSON cannot say as objects with a `__class__`. Here they become texts: a date as its day, a time as
 * the digits that were sent, a decimal as its digits. Nothing passes through a float or a `Date`.
 */

const DECIMAL = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{6})Z$/;

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** The digits of a decimal. An integer stands for itself: SQLite answers sums so. */
export const trytonDecimal = z.union([
  z
    .object({ __class__: z.literal('Decimal'), decimal: z.string().regex(DECIMAL) })
    .transform(({ decimal }): LosslessNumber | string => new LosslessNumber(decimal.replace(/^\+/, '')))
    .pipe(numberText),
  numberText,
]);

export const trytonDate = z
  .object({ __class__: z.literal('date'), year: wholeNumber, month: wholeNumber, day: wholeNumber })
  .transform(({ year, month, day }) => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)
  .pipe(dateText);

/** A time in UTC with all six digits of its fraction, so that texts compare as times do. */
export const trytonTime = z
  .object({
    __class__: z.literal('datetime'),
    year: wholeNumber,
    month: wholeNumber,
    day: wholeNumber,
    hour: wholeNumber,
    minute: wholeNumber,
    second: wholeNumber,
    microsecond: wholeNumber,
  })
  .transform((at): SourceTime => {
    const day = `${pad(at.year, 4)}-${pad(at.month, 2)}-${pad(at.day, 2)}`;
    return `${day}T${pad(at.hour, 2)}:${pad(at.minute, 2)}:${pad(at.second, 2)}.${pad(at.microsecond, 6)}Z`;
  });

/** SQLite answers 1 and 0. */
export const trytonFlag = z.union([z.boolean(), wholeNumber.transform((value) => value !== 0)]);

/** A text that may be missing or empty. */
export const trytonText = z
  .string()
  .nullable()
  .transform((text) => (text === null || text.trim() === '' ? null : text.trim()));

export const trytonId = wholeNumber;

/** The times of a record: Tryton leaves `write_date` empty until the first change. */
export const stamps = { create_date: trytonTime.nullable(), write_date: trytonTime.nullable() };

/** When a record was last changed; null where the system does not say. */
export function changedAt(row: {
  readonly create_date: SourceTime | null;
  readonly write_date: SourceTime | null;
}): SourceTime | null {
  return row.write_date ?? row.create_date;
}

/** A time as Tryton wants it in a condition. Throws `RangeError` for a text that `trytonTime` would not give. */
export function timeTag(time: SourceTime): Readonly<Record<string, unknown>> {
  const match = TIME.exec(time);
  if (match === null) throw new RangeError(`"${time}" is not a time of Tryton.`);
  const [year, month, day, hour, minute, second, microsecond] = match.slice(1).map(Number);
  return { __class__: 'datetime', year, month, day, hour, minute, second, microsecond };
}

/** A decimal as Tryton wants it in a condition. */
export function decimalTag(digits: string): Readonly<Record<string, unknown>> {
  return { __class__: 'Decimal', decimal: digits };
}
