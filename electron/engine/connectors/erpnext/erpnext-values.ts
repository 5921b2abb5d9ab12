import { z } from 'zod';
import { dateText } from '../http/date-text.ts';
import { numberText } from '../http/json.ts';

/** Frappe keeps names of up to 140 characters, some of which take two places here. */
const LONGEST_NAME = 2 * 140;

/** The name of a record is its id. It goes into addresses, so that what is longer than any name is none. */
export const erpName = z.string().min(1).max(LONGEST_NAME);

export const erpText = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

export const erpDate = z
  .string()
  .nullish()
  .transform((text) => text?.slice(0, 10) || null)
  .pipe(dateText.nullable());

/** Digits of an amount; a binary fraction on the server. See `floatMinor`. */
export const erpAmount = numberText;

/** 0 or 1. */
export const erpFlag = numberText.transform((digits) => digits === '1');

/** As some fields name a record, or none. */
export const erpNameOrNone = erpName.or(z.literal(''));

/** When a record was last changed, by the clock of the site and in its time zone: `2026-11-22 13:45:30.123456`. */
export const erpTime = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)?$/);

/** The name of a row as it came, for naming one that could not be read. */
export function nameOf(row: unknown): string | null {
  return z.object({ name: erpName }).safeParse(row).data?.name ?? null;
}
