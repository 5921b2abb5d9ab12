import { harmlessLines, singleLine } from '../../../../../shared/domain/letters/safe-text.ts';

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const [ISOLATE, END_OF_ISOLATE] = ['\u2068', '\u2069'];
const RUNS_OF_EMPTY_LINES = /\n{3,}/gu;

/** Text from the books or a person on one line: no hidden characters, and its direction ends with it. */
export function line(text: string): string {
  return isolated(singleLine(text));
}

/** The same for text of several lines; at most one empty line in a row stays. */
export function lines(text: string): string {
  const harmless = harmlessLines(text).replace(RUNS_OF_EMPTY_LINES, '\n\n').trim();
  return harmless.split('\n').map(isolated).join('\n');
}

/** The beginning of a text with a word that it goes on; whole when it is not longer than `most` characters. */
export function beginningOf(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters.slice(0, most).join('').trimEnd()} … (more in the timeline)`;
}

/** `text` with a capital at its beginning. */
export function startOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** `text` with one full stop at its end, whatever it ended with. */
export function sentence(text: string): string {
  return /[.!?…)]$/u.test(text) ? text : `${text}.`;
}

const LONG_WORD = 24;
const PIECE = 12;

/** A text in pieces between which a line may break: at most its words, and parts of words that are too long for any column. */
export function breakable(text: string): readonly string[] {
  return text.split(/(?<=\s)/u).flatMap((word) => (word.length <= LONG_WORD ? [word] : piecesOf([...word])));
}

/** True when a word of the text is too long to be left in one piece. */
export function hasLongWord(text: string): boolean {
  return text.split(/\s/u).some((word) => word.length > LONG_WORD);
}

function piecesOf(characters: readonly string[]): readonly string[] {
  const count = Math.ceil(characters.length / PIECE);
  return Array.from({ length: count }, (_, place) =>
    characters.slice(place * PIECE, (place + 1) * PIECE).join(''),
  );
}

function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `${ISOLATE}${text}${END_OF_ISOLATE}` : text;
}
