/** Control and bidirectional characters: what a name in a file could use to repaint a terminal or hide text. */
const UNSAFE = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Text of somebody else on one line of a terminal, without anything that steers it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(UNSAFE, '\uFFFD').trim();
}

/** The same over several lines: line breaks and tabs stay. */
export function manyLines(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.replaceAll('\t', '    ').replace(UNSAFE, '\uFFFD').trimEnd())
    .join('\n');
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uFF01-\uFF60\p{Emoji_Presentation}]/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns that a text takes on a terminal: 2 for East Asian characters, none for marks. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
