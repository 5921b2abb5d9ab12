import { isPlainDate } from '../dates.ts';

/** What a text holds beside invoice numbers is overwritten by this, which no number may cross. */
export const BREAK = '\u0000';

const IBAN_START = /(?<![A-Z0-9])[A-Z]{2}\d{2}(?=[ ]?[A-Z0-9])/gu;
const IBAN_LENGTHS = { least: 15, most: 34 };
const DECIMAL =
  /(?<![\p{L}\d])\d{1,3}(?:[.,' ]\d{3})+[.,]\d{2,3}(?!\d|[.,]\d)|(?<![\p{L}\d.,])\d+[.,]\d{2}(?!\d|[.,]\d)/gu;
const DATES = [
  /(?<![\d.])(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d|[./-]\d)/gu,
  /(?<!\d)(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?!\d)/gu,
] as const;

/**
 * The text in capitals with IBANs (by their check digits), amounts and dates overwritten, at the same length: what is
 * left may be searched for invoice numbers. Amounts are numbers with decimals and whole numbers beside the currency.
 */
export function withoutOtherNumbers(text: string, currency: string): string {
  const upper = [...text]
    .map((character) =>
      character.toUpperCase().length === character.length ? character.toUpperCase() : character,
    )
    .join('');
  let left = withoutIbans(upper);
  const amounts = [
    DECIMAL,
    new RegExp(String.raw`(?<!\p{L})(?:${currency}|[€$£¥])[ .:]{0,2}\d[\d.,']*`, 'gu'),
    new RegExp(String.raw`(?<![\p{L}\d-])\d[\d.,']* ?(?:${currency}(?!\p{L})|[€£¥])`, 'gu'),
  ];
  for (const form of amounts) left = left.replace(form, blank);
  for (const form of DATES) {
    left = left.replace(form, (match, first: string, second: string, third: string) =>
      isSomeDate(first, second, third) ? blank(match) : match,
    );
  }
  return left;
}

/** True for eight or six digits that are a date in one of the usual orders: weak as an invoice number. */
export function looksLikeDate(digits: string): boolean {
  if (/^\d{4}$/u.test(digits)) return digits >= '1990' && digits <= '2099';
  if (!/^\d{8}$/u.test(digits)) return false;
  return (
    isSomeDate(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)) ||
    isSomeDate(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4))
  );
}

function isSomeDate(first: string, second: string, third: string): boolean {
  const [year, a, b] = first.length === 4 ? [first, second, third] : [third, first, second];
  const full = year.length === 2 ? `20${year}` : year;
  if (full < '1990' || full > '2099') return false;
  const pad = (part: string) => part.padStart(2, '0');
  return isPlainDate(`${full}-${pad(a)}-${pad(b)}`) || isPlainDate(`${full}-${pad(b)}-${pad(a)}`);
}

function withoutIbans(text: string): string {
  let left = text;
  for (const { index } of text.matchAll(IBAN_START)) {
    const end = ibanEnd(text, index);
    if (end !== null) left = left.slice(0, index) + BREAK.repeat(end - index) + left.slice(end);
  }
  return left;
}

/** Where an IBAN that starts here ends: the longest text whose check digits are right (ISO 13616); null for none. */
function ibanEnd(text: string, start: number): number | null {
  let compact = '';
  let end: number | null = null;
  for (let at = start; at < text.length && compact.length < IBAN_LENGTHS.most; at += 1) {
    const character = text[at] ?? '';
    if (character === ' ') continue;
    if (!/[A-Z0-9]/u.test(character)) break;
    compact += character;
    const closed = !/[A-Z0-9]/u.test(text[at + 1] ?? ' ');
    if (compact.length >= IBAN_LENGTHS.least && closed && isIban(compact)) end = at + 1;
  }
  return end;
}

/** Whether a text without spaces is an IBAN by its check digits (ISO 7064 mod 97-10). */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u.test(text)) return false;
  let remainder = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

function blank(match: string): string {
  return BREAK.repeat(match.length);
}
