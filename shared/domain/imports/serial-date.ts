import type { PlainDate } from '../dates.ts';
import { fromDayNumber } from '../dates.ts';

/** The two calendars of spreadsheets: days since 1900 (with its 29 February 1900) or since 1904. */
export type SerialSystem = '1900' | '1904';

const DAY_ZERO_1900 = -25_569;
const DAY_ZERO_1904 = -24_107;
/** 31 December 9999 in either calendar. */
const LAST_SERIAL_1900 = 2_958_465;
const LAST_SERIAL_1904 = 2_957_003;

/**
 * The date of a spreadsheet's serial number (ECMA-376 part 1, 18.17.4); the time of day in its fraction is dropped.
 * Null for a number that stands for no date: below one day, the 29 February 1900 that never was, after the year 9999.
 */
export function dateOfSerial(text: string, system: SerialSystem): PlainDate | null {
  const days = Math.floor(Number(text));
  if (!Number.isFinite(days) || text.trim() === '') return null;
  if (system === '1904') {
    return days < 0 || days > LAST_SERIAL_1904 ? null : fromDayNumber(DAY_ZERO_1904 + days);
  }
  if (days < 1 || days > LAST_SERIAL_1900 || days === 60) return null;
  return fromDayNumber(DAY_ZERO_1900 + days + (days < 60 ? 1 : 0));
}
