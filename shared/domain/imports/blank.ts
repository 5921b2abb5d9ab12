const BLANK_WORDS = new Set([
  '',
  'nan',
  'NaN',
  'NAN',
  'NaT',
  'null',
  'NULL',
  'Null',
  'None',
  'N/A',
  'n/a',
  '#N/A',
  '#n/a',
  '<NA>',
  '\\N',
]);

/** True for a cell that holds nothing: empty, or one of the words that exports write for "no value". */
export function isBlankText(text: string): boolean {
  return text.length <= 4 && BLANK_WORDS.has(text);
}

const OUTER_SPACE = /^[\s\uFEFF\u200B]+|[\s\uFEFF\u200B]+$/g;
const TEXT_FORMULA = /^="(.*)"$/s;
const TEXT_MARK = /^'(?=[\d=+\-@])/;

/**
 * A cell without surrounding space; '' for a cell that holds nothing. What exports put around a text so that a
 * spreadsheet leaves it alone (`="00123"`, `'00123`) is taken off.
 */
export function cellText(raw: string): string {
  const first = raw.charCodeAt(0);
  const last = raw.charCodeAt(raw.length - 1);
  const plain = first > 32 && first < 127 && last > 32 && last < 127;
  const text = plain ? raw : raw.replace(OUTER_SPACE, '');
  if (first === 0x3d || first === 0x27) return (TEXT_FORMULA.exec(text)?.[1] ?? text).replace(TEXT_MARK, '');
  return isBlankText(text) ? '' : text;
}

const UNUSUAL = /[^ -~]| {2}/;
const NOT_SHOWN = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * A name, an identifier or another free text: outer space gone, inner runs of space and control characters made one
 * space, marks that reverse the direction of text removed, accents in their composed form.
 */
export function cleanText(raw: string): string {
  const text = cellText(raw);
  if (!UNUSUAL.test(text)) return text;
  const shown = text.replace(NOT_SHOWN, '').replace(/[\s\p{Cc}]+/gu, ' ');
  return shown.normalize('NFC').trim();
}
