import type { LetterBlock, LetterColumn } from './letter-body.ts';

type Table = Extract<LetterBlock, { kind: 'table' }>;
type Line = readonly string[];
interface Slice {
  readonly from: number;
  readonly to: number;
}

/** Between two columns there are at least so many blanks in every line. */
const GAP = 2;

/**
 * Reads a table back that stands in plain text as `writeLetterText` writes it: aligned columns, a rule of dashes under
 * the labels, another above a last row that is set apart. Null for anything else, also for a table that no longer
 * is as wide as its rules: a person broke its alignment.
 */
export function readTextTable(text: string): Table | null {
  const lines = text.split('\n');
  const rules = lines.flatMap((line, index) => (/^-{3,}$/.test(line.trim()) ? [index] : []));
  const labelled = rules[0] === 1;
  const footed = rules.at(-1) === lines.length - 2 && (rules.length === 2 || !labelled);
  if (rules.length !== (labelled ? 1 : 0) + (footed ? 1 : 0) || rules.length === 0) return null;
  const cells = lines.filter((_, index) => !rules.includes(index)).map((line) => [...line]);
  const slices = columnSlices(cells);
  const intact = rules.every((rule) => lines[rule]?.trim().length === slices.at(-1)?.to);
  if (slices.length < 2 || cells.length < 2 || !intact) return null;
  const table = cells.map((line) => slices.map((slice) => cut(line, slice)));
  const labels = labelled ? (table[0] ?? []) : slices.map(() => '');
  return {
    kind: 'table',
    columns: slices.map((slice, index) => ({ label: labels[index] ?? '', align: alignOf(cells, slice) })),
    rows: table.slice(labelled ? 1 : 0, footed ? -1 : undefined),
    foot: footed ? (table.at(-1) ?? null) : null,
  };
}

/** The stretches between gaps that run through all lines. */
function columnSlices(lines: readonly Line[]): readonly Slice[] {
  const width = Math.max(...lines.map((line) => line.length));
  const blank = (at: number) => lines.every((line) => (line[at] ?? ' ') === ' ');
  const slices: Slice[] = [];
  let from = 0;
  while (from < width) {
    while (from < width && blank(from)) from++;
    let to = from;
    while (to < width && !Array.from({ length: GAP }, (_, step) => blank(to + step)).every(Boolean)) to++;
    if (to > from) slices.push({ from, to });
    from = to;
  }
  return slices;
}

function cut(line: Line, { from, to }: Slice): string {
  return line.slice(from, to).join('').trim();
}

/** Right-aligned cells end together; where they also begin together, numbers stand at the end. */
function alignOf(lines: readonly Line[], slice: Slice): LetterColumn['align'] {
  const filled = lines.filter((line) => cut(line, slice) !== '');
  const beginTogether = filled.every((line) => (line[slice.from] ?? ' ') !== ' ');
  const endTogether = filled.every((line) => (line[slice.to - 1] ?? ' ') !== ' ');
  if (!endTogether) return 'start';
  if (!beginTogether) return 'end';
  return filled.slice(1).every((line) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(cut(line, slice))) && slice.from > 0
    ? 'end'
    : 'start';
}
