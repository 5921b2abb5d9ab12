/**
 * Text from the books or from a user, made harmless before it stands in a letter or a header: it cannot break a
 * line, hide characters, or turn the reading direction of what follows (Unicode TR 36, "Trojan source").
 */

/** Embeddings, overrides, isolates and marks of the bidirectional algorithm (UAX 9). */
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** Invisible characters that carry no meaning in a name. Joiners (200C, 200D) stay: Persian and Hindi need them. */
const INVISIBLE = /[\u00AD\u180E\u200B\u2060-\u2065\u206A-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0000-\u001F\u007F-\u009F]/gu;
const LINE_BREAKS = /\r\n|[\n\r\u0085\u2028\u2029]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** One line: breaks and tabs become a space, control, bidi and invisible characters go, runs of spaces shrink. */
export function singleLine(text: string): string {
  return stripHidden(text.replace(LINE_BREAKS, ' ').replace(/\t/gu, ' ')).replace(/ {2,}/gu, ' ').trim();
}

/** Several lines, each made harmless as by `singleLine`; empty lines go, breaks are `\n`. */
export function severalLines(text: string): string {
  return text
    .replace(LINE_BREAKS, '\n')
    .split('\n')
    .map(singleLine)
    .filter((line) => line !== '')
    .join('\n');
}

/** Like `severalLines`, but empty lines, indents and runs of spaces stay: for text whose layout has a meaning. */
export function harmlessLines(text: string): string {
  return text
    .replace(LINE_BREAKS, '\n')
    .split('\n')
    .map((line) => stripHidden(line.replace(/\t/gu, ' ')))
    .join('\n');
}

/** True when the text holds a character that no header value may have: CR, LF, NUL or another control character. */
export function hasControlCharacters(text: string): boolean {
  return text.search(CONTROLS) !== -1 || /[\u2028\u2029]/u.test(text);
}

function stripHidden(text: string): string {
  return text
    .replace(CONTROLS, '')
    .replace(BIDI_CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '\uFFFD');
}
