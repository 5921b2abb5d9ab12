import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { AGING_TINTS, LINE_WIDTH, RULE, TONES, tableLayout } from './pdf-style.ts';
import type { PdfText } from './pdf-text.ts';
import { hasLongWord } from './safe-words.ts';
import type { AgingRow, Block, Cell, Column } from './sheet.ts';

type TableBlock = Extract<Block, { readonly kind: 'table' }>;
type AgingBlock = Extract<Block, { readonly kind: 'aging' }>;

/** What stands above a table, and how: it is repeated with the heads of the columns on the next page. */
export interface Caption {
  readonly text: string;
  readonly style: 'heading' | 'caption';
}

/** A table whose caption and heads of columns are repeated on each of its pages. */
export function tablePdf(block: TableBlock, caption: Caption | null, { fitted }: PdfText): Content {
  const { columns, rows, foot } = block;
  const heads = columns.map(
    ({ label, align }): TableCell => ({
      text: label,
      style: 'head',
      alignment: alignmentOf(align),
      noWrap: true,
    }),
  );
  const body = rows.map((row) => columns.map((column, index) => cellPdf(row[index], column, fitted)));
  const sums = foot?.map(
    (cell, index): TableCell => ({
      ...textPdf(cell, fitted),
      bold: true,
      noWrap: true,
      alignment: alignmentOf(columns[index]?.align ?? 'start'),
    }),
  );
  const above = caption === null ? [] : [captionRow(caption, columns.length, fitted)];
  return [
    {
      table: {
        headerRows: above.length + 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: columns.map(({ width }) => (width === 'fill' ? '*' : 'auto')),
        body: [...above, heads, ...body, ...(sums === undefined ? [] : [sums])],
      },
      layout: tableLayout(above.length, sums !== undefined),
    },
    ...(block.more === undefined ? [] : [{ text: fitted(block.more), style: 'more' }]),
    { text: '', margin: [0, 0, 0, 6] },
  ];
}

function captionRow({ text, style }: Caption, columns: number, fitted: PdfText['fitted']): TableCell[] {
  const cell: TableCell = { text: fitted(text), style, margin: 0, colSpan: columns };
  return [cell, ...Array.from({ length: columns - 1 }, (): TableCell => ({ text: '' }))];
}

function cellPdf(cell: Cell | undefined, column: Column, fitted: PdfText['fitted']): TableCell {
  const alignment = alignmentOf(column.align);
  if (cell === undefined) return { text: '' };
  if (column.page === true && cell.to !== undefined) return { pageReference: cell.to, alignment };
  const long = hasLongWord(`${cell.text} ${cell.note ?? ''}`);
  const noWrap = column.width === 'content' && !long;
  return { stack: stackPdf(cell, fitted).map((text) => ({ ...text, noWrap })), alignment };
}

/** A text and its note below it. */
export function stackPdf(cell: Cell, fitted: PdfText['fitted']): ReturnType<typeof textPdf>[] {
  const { note } = cell;
  if (note === undefined || note === '') return [textPdf(cell, fitted)];
  return [textPdf(cell, fitted), ...note.split('\n').map((text) => ({ text: fitted(text), style: 'note' }))];
}

function textPdf({ text, tone, strong, to }: Cell, fitted: PdfText['fitted']) {
  return {
    text: fitted(text),
    ...(tone === undefined ? {} : { color: TONES[tone] }),
    ...(strong === true ? { bold: true } : {}),
    ...(to === undefined ? {} : { linkToDestination: to }),
  };
}

function alignmentOf(align: Column['align']): 'left' | 'right' {
  return align === 'end' ? 'right' : 'left';
}

const CURRENCY_WIDTH = 44;
const PADDING = 5;

/** Open invoices by age: a bar for each currency and its amounts, the tints over the columns. */
export function agingPdf({ labels, rows }: AgingBlock): Content {
  const heads = ['Currency', ...labels, 'Open', 'Overdue'];
  const width = (LINE_WIDTH - CURRENCY_WIDTH) / (heads.length - 1) - 2 * PADDING;
  const head = heads.map((label, index): TableCell => {
    const tint = index >= 1 && index <= labels.length ? AGING_TINTS[index - 1] : undefined;
    const text = {
      text: label,
      style: 'head',
      alignment: index === 0 ? ('left' as const) : ('right' as const),
    };
    if (tint === undefined) return { ...text, margin: [0, 2.5, 0, 0] };
    return { stack: [{ canvas: [{ type: 'rect', x: 0, y: 0, w: width, h: 2.5, color: tint }] }, text] };
  });
  return [
    ...rows.map(barPdf),
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: [CURRENCY_WIDTH - PADDING, ...heads.slice(1).map(() => '*')],
        body: [
          head,
          ...rows.map(({ currency, amounts, open, overdue }) => [
            { text: currency },
            ...[...amounts, { text: open }, { text: overdue }].map(
              (cell: Cell): TableCell => ({
                text: cell.text,
                alignment: 'right',
                noWrap: true,
                ...(cell.tone === undefined ? {} : { color: TONES[cell.tone] }),
              }),
            ),
          ]),
        ],
      },
      layout: tableLayout(0, false),
    },
    { text: '', margin: [0, 0, 0, 6] },
  ];
}

function barPdf({ shares }: AgingRow): Content {
  let from = 0;
  const parts = shares.map((share, index) => {
    const x = from;
    from += share * LINE_WIDTH;
    return { type: 'rect' as const, x, y: 0, w: share * LINE_WIDTH, h: 7, color: AGING_TINTS[index] ?? RULE };
  });
  return { canvas: parts.filter(({ w }) => w > 0), margin: [0, 0, 0, 5] };
}
