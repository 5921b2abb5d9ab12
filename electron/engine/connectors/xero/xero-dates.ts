import { fromDayNumber, type PlainDate, plainDate } from '../../../../shared/domain/dates.ts';
import { RecordProblem } from '../http/read-records.ts';

const MS_DATE = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;
const DAY_MS = 86_400_000;

/**
 * A date of Xero's. Beside `Date`, which is midnight UTC in milliseconds whatever the company's time zone, most lists give
 * `DateString`, whose first ten characters are the date. Never through a `Date` object: that shifts by a day.
 */
export function xeroDate(
  dateString: string | null | undefined,
  milliseconds: string | null | undefined,
): PlainDate | null {
  if (dateString) return plainDate(dateString.slice(0, 10));
  if (!milliseconds) return null;
  const match = MS_DATE.exec(milliseconds);
  if (match === null) return plainDate(milliseconds.slice(0, 10));
  return fromDayNumber(Math.floor(Number(match[1]) / DAY_MS));
}

/** As `xeroDate`, for a date that has to be there. */
export function xeroDateOf(record: {
  readonly Date?: string | null;
  readonly DateString?: string | null;
}): PlainDate {
  const date = xeroDate(record.DateString, record.Date);
  if (date === null) throw new RecordProblem('It has no date.');
  return date;
}

/** `/Date(1573755038314+0000)/` as ISO text with its milliseconds; null where there is none. */
export function xeroTime(text: string | null | undefined): string | null {
  const match = MS_DATE.exec(text ?? '');
  if (match === null) return null;
  const time = new Date(Number(match[1]));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** When a record was changed last. */
export function changedAt(record: {
  readonly UpdatedDateUTC?: string | null;
  readonly UpdatedDateUTCString?: string | null;
}): string | null {
  return xeroTime(record.UpdatedDateUTC) ?? record.UpdatedDateUTCString ?? null;
}
