import { currencyOfText } from './currency-text.ts';
import { plainNumber } from './plain-number.ts';
import { LONGEST_VALUE, quoted } from './quoted.ts';

/** A decimal as plain text (`-1234.5`, point as the mark), and what else the cell said. */
export interface AmountText {
  readonly ok: true;
  readonly decimal: string;
  /** The text beside the digits that may name a currency (`$`, `EUR`); null when there is none. */
  readonly marker: string | null;
}

export type AmountProblem = 'not_an_amount' | 'two_decimal_marks' | 'ambiguous_amount';
export interface AmountFailure {
  readonly ok: false;
  readonly code: AmountProblem;
  readonly message: string;
}

/** The decimal mark that one amount shows; `either` when `1,234` could be both, `none` when it has no mark. */
export type MarkEvidence = '.' | ',' | 'none' | 'either' | 'invalid';

interface AmountParts {
  readonly negative: boolean;
  readonly digits: string;
  readonly marker: string | null;
}

const PLAIN = /^-?\d+(?:\.\d{1,2})?$/;
const SCIENTIFIC = /^-?\d+(?:\.\d+)?[eE][+-]?\d{1,2}$/;
const UNUSUAL = /[^\x20-\x7e]/;
const TOKENS = /[()+-]|[^()+\-\s]+/g;
const CREDIT_SIDE = /^(?:CR|C|H)\.?$/i;
const DEBIT_SIDE = /^(?:DR|D|S)\.?$/i;
/** Currency names that several currencies share, so that they name none. */
const SHARED_NAMES = /^(?:kr|rs|fr|fr\.|lei|ft|din|r|rp|rm|lv|peso|pesos|dollars?)\.?$/i;

/**
 * Reads an amount as ledgers write it: `$2,302.00`, `-40.00`, `(40.00)`, `40.00-`, `40.00 CR`, `1.234,56 €`,
 * `1 234,56`, `1'234.56`, a lone dash for zero. `mark` is the decimal mark of the column; with `auto` the amount must
 * show it itself, and `1,234` is ambiguous.
 */
export function readAmount(raw: string, mark: '.' | ',' | 'auto'): AmountText | AmountFailure {
  const text = raw.trim();
  if (mark === '.' && PLAIN.test(text)) return { ok: true, decimal: text, marker: null };
  const parts = splitAmount(text);
  if (parts === null) return fail('not_an_amount', `${quoted(text)} is not an amount.`);
  const evidence = markEvidence(parts.digits);
  const used = mark === 'auto' ? evidence : mark;
  if (used === 'invalid') return twoMarks(text);
  if (used === 'either') {
    return fail('ambiguous_amount', `${quoted(text)} can be read with a decimal point or a decimal comma.`);
  }
  const decimal = used === 'none' ? groupedDigits(parts.digits) : plainDecimal(parts.digits, used);
  if (decimal === null) return twoMarks(text);
  return { ok: true, decimal: parts.negative ? `-${decimal}` : decimal, marker: parts.marker };
}

/** The decimal mark that an amount shows by itself; null when the text is no amount. */
export function amountMarkEvidence(raw: string): MarkEvidence | null {
  const parts = splitAmount(raw.trim());
  return parts === null ? null : markEvidence(parts.digits);
}

function fail(code: AmountProblem, message: string): AmountFailure {
  return { ok: false, code, message };
}

function twoMarks(text: string): AmountFailure {
  return fail(
    'two_decimal_marks',
    `${quoted(text)} has two decimal marks, or digits grouped in a way nobody writes.`,
  );
}

/** Splits off sign and currency; `digits` keeps digits, points, commas, spaces and apostrophes. */
function splitAmount(raw: string): AmountParts | null {
  if (raw.length > LONGEST_VALUE) return null;
  const text = UNUSUAL.test(raw) ? asciiAmount(raw) : raw;
  if (text === '-') return { negative: false, digits: '0', marker: null };
  const scientific = SCIENTIFIC.test(text) ? plainNumber(text) : null;
  if (scientific !== null) {
    return { negative: scientific.startsWith('-'), digits: scientific.replace('-', ''), marker: null };
  }
  const core = /[.,]?\d(?:[\d.,' ]*[\d.,])?/.exec(text);
  if (core === null) return null;
  const before = text.slice(0, core.index).match(TOKENS) ?? [];
  const after = text.slice(core.index + core[0].length).match(TOKENS) ?? [];
  const side = takeSide(after);
  const tokens = [...before, ...after];
  const signs = tokens.filter((token) => token === '-' || token === '+');
  const opened = before.filter((token) => token === '(').length;
  const closed = after.filter((token) => token === ')').length;
  const markers = tokens.filter((token) => !/^[()+-]$/.test(token));
  const marker = markers.join(' ');
  const reversed = opened + signs.filter((sign) => sign === '-').length + (side === 'credit' ? 1 : 0);
  const parens = tokens.filter((token) => token === '(' || token === ')').length;
  if (opened !== closed || parens !== opened + closed || signs.length > 1 || reversed > 1) return null;
  if (marker !== '' && !isCurrencyMarker(marker)) return null;
  return { negative: reversed === 1, digits: core[0], marker: marker === '' ? null : marker };
}

/** Removes a `CR` or `DR` at the end and says which. */
function takeSide(after: string[]): 'credit' | 'debit' | null {
  const last = after.at(-1) ?? '';
  const side = CREDIT_SIDE.test(last) ? 'credit' : DEBIT_SIDE.test(last) ? 'debit' : null;
  if (side !== null) after.pop();
  return side;
}

function isCurrencyMarker(text: string): boolean {
  return /^[\p{L}.]{0,4}\p{Sc}$/u.test(text) || SHARED_NAMES.test(text) || currencyOfText(text) !== null;
}

function asciiAmount(text: string): string {
  return text
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\t]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u02BC\u00B4]/g, "'");
}

function markEvidence(digits: string): MarkEvidence {
  const bare = digits.replace(/[ ']/g, '');
  const points = count(bare, '.');
  const commas = count(bare, ',');
  if (points === 0 && commas === 0) return 'none';
  if (points > 0 && commas > 0) {
    const last = bare.lastIndexOf('.') > bare.lastIndexOf(',') ? '.' : ',';
    return (last === '.' ? points : commas) === 1 ? last : 'invalid';
  }
  const mark = points > 0 ? '.' : ',';
  const other = mark === '.' ? ',' : '.';
  if (points + commas > 1) return plainDecimal(digits, other) === null ? 'invalid' : other;
  const at = bare.indexOf(mark);
  const decisive = bare.length - at - 1 !== 3 || at === 0 || at > 3 || bare[0] === '0' || /[ ']/.test(digits);
  return decisive ? mark : 'either';
}

/** Digits with `mark` as the decimal mark, as plain text; null when the rest is not grouped by threes. */
function plainDecimal(digits: string, mark: '.' | ','): string | null {
  const parts = digits.split(mark);
  if (parts.length > 2) return null;
  const fraction = parts[1] ?? '';
  if (!/^\d*$/.test(fraction)) return null;
  const whole = parts[0] === '' ? '0' : groupedDigits(parts[0] ?? '');
  if (whole === null) return null;
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

const GROUPED = /^\d+$|^\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*$|^\d{1,2}(?:,\d{2})+,\d{3}$/;

/** Whole digits, grouped by threes (or the Indian way) with one separator, or not at all. */
function groupedDigits(digits: string): string | null {
  return GROUPED.test(digits) ? digits.replace(/\D/g, '') : null;
}

function count(text: string, mark: string): number {
  let found = 0;
  for (const character of text) if (character === mark) found += 1;
  return found;
}
