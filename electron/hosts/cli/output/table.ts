import { displayWidth, oneLine } from './terminal-text.ts';

export interface TableColumn<Row> {
  readonly header: string;
  readonly align?: 'left' | 'right';
  /** Shown whole, however long: for a last column that says why. */
  readonly whole?: true;
  readonly value: (row: Row) => string;
}

const GAP = '  ';
const WIDEST = 60;

/** Aligned columns under a header line and a rule. Texts are put on one line and cut at 60 characters. */
export function textTable<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((column) => cellOf(column, row)));
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.header), ...cells.map((row) => displayWidth(row[index] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => padded(cell, widths[index] ?? 0, columns[index]?.align ?? 'left'))
      .join(GAP)
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP);
  return [line(columns.map((column) => column.header)), rule, ...cells.map(line)].join('\n');
}

/** Names and values below each other, the values aligned. */
export function textFacts(facts: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(0, ...facts.map(([name]) => displayWidth(name)));
  return facts.map(([name, value]) => `${padded(name, width, 'left')}${GAP}${oneLine(value)}`).join('\n');
}

function padded(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? space + text : text + space;
}

function cellOf<Row>(column: TableColumn<Row>, row: Row): string {
  const text = oneLine(column.value(row));
  const characters = [...text];
  return column.whole === true || characters.length <= WIDEST
    ? text
    : `${characters.slice(0, WIDEST - 1).join('')}…`;
}
