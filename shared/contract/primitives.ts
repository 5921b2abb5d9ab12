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
  (value) =>
    typeof value === 'string' && value.length < 40 && isWholeText(value) && !Number.isNaN(Date.parse(value)),
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

/** Text that can be stored, searched for, hashed and written to a file: whole characters, and no NUL, which ends texts in C. */
function isWholeText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** The base of every text that comes in: bounded, and nothing that only half exists. */
export const wholeTextSchema = (max: number) =>
  z.string().max(max).refine(isWholeText, 'Half a character. Type it again.');

/** An id as the engine made it. */
export const idOf = <Id extends string>() =>
  z.custom<Id>(
    (value) => typeof value === 'string' && value.length > 0 && value.length <= 200 && isWholeText(value),
    'An id.',
  );

/** Free text a person typed: bounded, without control characters other than line breaks and tabs. */
export const textSchema = (max: number) =>
  wholeTextSchema(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, 'No control characters.');

/** JSON of any shape, such as the window keeps for itself: bounded as a whole, and every text in it whole. */
export const plainJsonSchema = (maxCharacters: number) =>
  z.unknown().refine((value) => isPlainJson(value, maxCharacters), 'Too long, or no plain JSON.');

function isPlainJson(value: unknown, maxCharacters: number): boolean {
  let whole = true;
  const check = (name: string, part: unknown): unknown => {
    whole &&= isWholeText(name) && (typeof part !== 'string' || isWholeText(part));
    return part;
  };
  try {
    return (JSON.stringify(value, check) ?? '').length <= maxCharacters && whole;
  } catch {
    return false;
  }
}

export const PAGE_LIMIT = 500;
export const pageLimitSchema = z.number().int().min(1).max(PAGE_LIMIT);

/** An opaque position in a keyset-paged list. */
export const cursorSchema = wholeTextSchema(2000);

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
export const grantSchema = wholeTextSchema(200).min(1);
