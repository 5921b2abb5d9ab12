import { z } from 'zod';
import { dateText } from '../http/date-text.ts';
import { numberText, wholeNumber } from '../http/json.ts';

/** Odoo writes `false` where there is nothing. */
const nothing = z.literal(false).transform(() => null);

export const odooId = wholeNumber.refine((id) => id > 0, 'is no id');

/** Another record with the name that Odoo shows for it: `[7, "EUR"]`. */
export const odooLink = z.tuple([odooId, z.string()]).transform(([id, name]) => ({ id, name }));
export const optionalLink = odooLink.or(nothing);

export const odooText = z
  .string()
  .transform((text) => text.trim() || null)
  .or(nothing);

export const odooDate = dateText.or(nothing);

/** Digits of an amount; a binary fraction on the server. See `floatMinor`. */
export const odooAmount = numberText;

/** When a record was last changed: UTC without saying so, `2026-11-22 08:15:30`, sometimes with a fraction. */
export const odooTime = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)?$/);

/** The id of a row as it came, for naming one that could not be read. */
export function idOf(row: unknown): string | null {
  const read = z.object({ id: odooId }).safeParse(row);
  return read.success ? String(read.data.id) : null;
}
