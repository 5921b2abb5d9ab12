import { knownHeaders } from '../../../../shared/domain/imports/recognise.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const LINES = 200;

/**
 * The delimiter of a CSV file from its first lines; null when no line has any. `sep=;` in the first line decides;
 * otherwise the one under which most headers are known, then the one that cuts most lines into the same number of cells.
 */
export function sniffDelimiter(start: string): Delimiter | null {
  const stated = /^sep=(.)\r?\n/i.exec(start)?.[1];
  const given = DELIMITERS.find((delimiter) => delimiter === stated);
  if (given !== undefined) return given;
  let best: { readonly delimiter: Delimiter; readonly score: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const lines = splitLines(start, delimiter);
    const score = headerScore(lines) * 1_000 + evenness(lines);
    if (score > 0 && (best === null || score > best.score)) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

function headerScore(lines: readonly (readonly string[])[]): number {
  let best = 0;
  for (const cells of lines.slice(0, 25)) {
    if (cells.length > 1) best = Math.max(best, knownHeaders(cells));
  }
  return best;
}

/** Cells of the most common width, times the share of lines that have it. */
function evenness(lines: readonly (readonly string[])[]): number {
  const widths = new Map<number, number>();
  for (const cells of lines)
    if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of widths) best = Math.max(best, ((width - 1) * count) / lines.length);
  return best;
}

/** A rough cut into lines and cells that respects quotes: enough to compare delimiters. */
function splitLines(start: string, delimiter: Delimiter): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const character of start) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (!quoted && (character === '\n' || character === '\r')) {
      if (cell !== '' || cells.length > 0) lines.push([...cells, cell]);
      cells = [];
      cell = '';
      if (lines.length >= LINES) break;
    } else cell += character;
  }
  if (cell !== '' || cells.length > 0) lines.push([...cells, cell]);
  return lines;
}
