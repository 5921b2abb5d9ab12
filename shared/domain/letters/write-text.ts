import type { LetterBlock, LetterBody, LetterColumn } from './letter-body.ts';

const GAP = '  ';

/** A letter as plain text: paragraphs apart by a blank line, tables in aligned columns, breaks as `\n`. */
export function writeLetterText(body: LetterBody): string {
  return `${body.map(blockText).join('\n\n')}\n`;
}

function blockText(block: LetterBlock): string {
  if (block.kind !== 'table') return block.text;
  const widths = block.columns.map((column, index) =>
    Math.max(
      ...[column.label, ...cellsOf(block.rows, index), ...cellsOf([block.foot ?? []], index)].map(width),
    ),
  );
  const labels = block.columns.map((column) => column.label);
  const rule = '-'.repeat(widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1)));
  const hasLabels = labels.some((label) => label !== '');
  return [
    ...(hasLabels ? [line(labels, block.columns, widths), rule] : []),
    ...block.rows.map((row) => line(row, block.columns, widths)),
    ...(block.foot ? [rule, line(block.foot, block.columns, widths)] : []),
  ].join('\n');
}

function cellsOf(rows: readonly (readonly string[])[], index: number): readonly string[] {
  return rows.map((row) => row[index] ?? '');
}

function line(cells: readonly string[], columns: readonly LetterColumn[], widths: readonly number[]): string {
  return columns
    .map((column, index) => {
      const cell = cells[index] ?? '';
      const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - width(cell)));
      return column.align === 'end' ? space + cell : cell + space;
    })
    .join(GAP)
    .trimEnd();
}

/** Characters, not UTF-16 units. */
function width(text: string): number {
  return [...text].length;
}
