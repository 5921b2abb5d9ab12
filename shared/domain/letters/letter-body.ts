import { readTextTable } from './read-table.ts';
import { harmlessLines } from './safe-text.ts';

/** A column of a table in a letter; amounts and day counts stand at the end (right), names at the start. */
export interface LetterColumn {
  readonly label: string;
  readonly align: 'start' | 'end';
}

/**
 * One part of a letter. All text is plain: it is escaped where it is written as HTML. `preformatted` is what a
 * person typed in aligned columns; its line breaks and spaces are kept.
 */
export type LetterBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'preformatted'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly LetterColumn[];
      readonly rows: readonly (readonly string[])[];
      /** A last row that is set apart, e.g. the total. */
      readonly foot: readonly string[] | null;
    };

export type LetterBody = readonly LetterBlock[];

/**
 * Reads text that a person edited: paragraphs end at blank lines, tables that are still aligned become tables again,
 * other lines in columns stay as they are.
 */
export function letterBodyFromText(text: string): LetterBody {
  return harmlessLines(text)
    .split(/\n[ \t]*(?:\n[ \t]*)+/u)
    .map((part) => part.replace(/^\n+/u, '').trimEnd())
    .filter((part) => part.trim() !== '')
    .map(blockFromText);
}

function blockFromText(part: string): LetterBlock {
  const table = readTextTable(part);
  if (table !== null) return table;
  return looksAligned(part) ? { kind: 'preformatted', text: part } : { kind: 'paragraph', text: part.trim() };
}

/** Two lines or more, each with a gap of two spaces or more inside, or a rule of dashes. */
function looksAligned(part: string): boolean {
  const lines = part.split('\n');
  return lines.length > 1 && lines.every((line) => /\S {2,}\S/u.test(line) || /^[\s-]+$/u.test(line));
}
