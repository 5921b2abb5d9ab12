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

/** A cell without surrounding space; '' for a cell that holds nothing. */
export function cellText(raw: string): string {
  const first = raw.charCodeAt(0);
  const last = raw.charCodeAt(raw.length - 1);
  const plain = first > 32 && first < 127 && last > 32 && last < 127;
  const text = plain ? raw : raw.replace(OUTER_SPACE, '');
  return isBlankText(text) ? '' : text;
}

/** A name or another free text: outer space gone, inner runs of space made one. */
export function cleanText(raw: string): string {
  const text = cellText(raw);
  return /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text;
}
