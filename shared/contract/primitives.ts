import { z } from 'zod';
import { isCurrencyCode } from '../domain/currencies.ts';
import { type Instant, isPlainDate, type PlainDate } from '../domain/dates.ts';
import type { CurrencyCode, MinorUnits } from '../domain/money.ts';

/** Branded wire types: the text is checked once at the edge and trusted behind it. */
export const plainDateSchema = z.custom<PlainDate>(
  (value) => typeof value === 'string' && isPlainDate(value),
  'A date of the form YYYY-MM-DD that exists.',
);
export const instantSchema = z.custom<Instant>(
  (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  'An ISO 8601 instant.',
);
export const currencySchema = z.custom<CurrencyCode>(
  (value) => typeof value === 'string' && isCurrencyCode(value),
  'An ISO 4217 currency code.',
);
export const minorSchema = z.custom<MinorUnits>(
  (value) => Number.isSafeInteger(value),
  'A whole number of minor units.',
);

/** An id as the engine made it. */
export const idOf = <Id extends string>() =>
  z.custom<Id>((value) => typeof value === 'string' && value.length > 0 && value.length <= 200, 'An id.');

/** Free text a person typed: bounded, without control characters other than line breaks and tabs. */
export const textSchema = (max: number) =>
  z
    .string()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, 'No control characters.')
    .refine((text) => text.isWellFormed(), 'Half a character. Type it again.');

export const PAGE_LIMIT = 500;
export const pageLimitSchema = z.number().int().min(1).max(PAGE_LIMIT);

/** An opaque position in a keyset-paged list. */
export const cursorSchema = z.string().max(2000);

export const moneyTotalSchema = z.object({ currency: currencySchema, minor: minorSchema });

/** The address of an in-memory export, fetched once through the host. */
export const downloadSchema = z.object({
  downloadId: z.string(),
  fileName: z.string(),
  mime: z.string(),
  size: z.number(),
});
export type Download = z.infer<typeof downloadSchema>;

/** A file that a person picked; the engine alone knows where it is. */
export const grantSchema = z.string().min(1).max(200);
