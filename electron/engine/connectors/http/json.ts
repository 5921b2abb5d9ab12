import { LosslessNumber } from 'lossless-json';
import { z } from 'zod';
import {
  type CurrencyCode,
  type MinorUnits,
  MoneyError,
  parseDecimal,
} from '../../../../shared/domain/money.ts';

const LONGEST_EXPONENT = 40;

/** What the engine tells a reviver of a value that is no object (ECMAScript 2026, "JSON.parse source text access"). */
interface Source {
  readonly source: string;
}

function keepDigits(_name: string, value: unknown, { source }: Source): unknown {
  return typeof value === 'number' ? new LosslessNumber(source) : value;
}

/**
 * Parses JSON so that every number keeps its digits, as `LosslessNumber`. The engine's own parser does it faster than one
 * in JavaScript, which counts with 100,000 invoices. Throws `SyntaxError` for what is no JSON and for nesting that is too
 * deep.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits as Parameters<typeof JSON.parse>[1]);
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    throw new SyntaxError('The JSON is nested too deeply.');
  }
}

/** The digits of a JSON number, or of a text that holds one, as `parseDecimal` reads them: no exponent. */
export const numberText = z
  .union([z.instanceof(LosslessNumber), z.string().regex(/^[+-]?\d+(?:\.\d+)?$/)])
  .transform((value, context) => {
    const text = plainDecimal(value.toString());
    if (text !== null) return text;
    context.addIssue({ code: 'custom', message: 'has too large an exponent' });
    return z.NEVER;
  });

/** A JSON number that is whole and within ±(2^53 − 1). */
export const wholeNumber = numberText.transform((text, context) => {
  const value = /^-?\d+(?:\.0+)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  context.addIssue({ code: 'custom', message: 'is not a whole number' });
  return z.NEVER;
});

/** `1.25e2` → `125`: moves the point in the text. Null when that would take absurdly many digits. */
function plainDecimal(text: string): string | null {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  if (exponent === undefined) return text;
  const shift = Number(exponent);
  if (!Number.isSafeInteger(shift) || Math.abs(shift) > LONGEST_EXPONENT) return null;
  const digits = whole.padStart(whole.length + Math.max(0, 1 - shift - whole.length), '0');
  const all = (digits + fraction).padEnd(digits.length + shift, '0');
  const point = digits.length + shift;
  const after = all.slice(point);
  return `${sign}${all.slice(0, point)}${after === '' ? '' : `.${after}`}`;
}

/**
 * An amount of the accounting system in minor units. Throws `MoneyError` for more decimals than the currency has: such
 * a record is set aside, not rounded.
 */
export function exactMinor(text: string, currency: CurrencyCode): MinorUnits {
  const { minor, rounded } = parseDecimal(text, currency);
  if (!rounded) return minor;
  throw new MoneyError('not_a_number', `${text} has more decimals than ${currency} allows.`);
}
