import { escapeHtml } from '../../../../../shared/domain/letters/write-html.ts';
import { cellHtml } from './html-text.ts';
import { hasLongWord } from './safe-words.ts';
import type { AgingRow, Block, Cell, Column } from './sheet.ts';

type TableBlock = Extract<Block, { readonly kind: 'table' }>;
type AgingBlock = Extract<Block, { readonly kind: 'aging' }>;

/** A table with its caption, heads of columns and rows. Columns of pages are left out: a screen has none. */
export function tableHtml(block: TableBlock): string {
  const places = block.columns.flatMap((column, index) => (column.page === true ? [] : [index]));
  const columns = places.flatMap((index) => block.columns[index] ?? []);
  const pick = (row: readonly Cell[]) => places.map((index) => row[index] ?? { text: '' });
  const more = block.more === undefined ? '' : `\n<p class="more">${escapeHtml(block.more)}</p>`;
  return `${scrolling(block.caption, block.quiet === true, [
    `<thead><tr>${columns.map(headHtml).join('')}</tr></thead>`,
    '<tbody>',
    ...block.rows.map((row) => rowHtml(pick(row), columns)),
    '</tbody>',
    ...(block.foot === undefined ? [] : [`<tfoot>${rowHtml(pick(block.foot), columns)}</tfoot>`]),
  ])}${more}`;
}

/** Open invoices by age: for each currency a bar and its amounts. The bar says nothing that the amounts do not say. */
export function agingHtml({ caption, labels, rows }: AgingBlock): string {
  const heads: readonly Column[] = ['Currency', ...labels, 'Open', 'Overdue'].map((label, index) => ({
    label,
    align: index === 0 ? 'start' : 'end',
    width: 'content',
  }));
  const tinted = heads.map((column, index) => {
    const dot = index >= 1 && index <= labels.length ? dotSvg(index - 1) : '';
    return `<th scope="col" class="${classOf(column)}">${dot}${escapeHtml(column.label)}</th>`;
  });
  return `${rows.map(barSvg).join('')}${scrolling(caption, true, [
    `<thead><tr>${tinted.join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(({ currency, amounts, open, overdue }) => {
      const cells = [{ text: currency }, ...amounts, { text: open }, { text: overdue }];
      return rowHtml(cells, heads);
    }),
    '</tbody>',
  ])}`;
}

/** A wide table scrolls by itself on a narrow screen, also by keyboard. */
function scrolling(caption: string, quiet: boolean, parts: readonly string[]): string {
  const label = escapeHtml(caption);
  return [
    `<div class="scroll" role="region" aria-label="${label}" tabindex="0">`,
    `<table><caption${quiet ? ' class="quiet"' : ''}>${label}</caption>`,
    ...parts,
    '</table></div>',
  ].join('\n');
}

function headHtml(column: Column): string {
  return `<th scope="col" class="${classOf(column)}">${escapeHtml(column.label)}</th>`;
}

function rowHtml(cells: readonly Cell[], columns: readonly Column[]): string {
  const html = columns.map((column, index) => cellOf(column, cells[index] ?? { text: '' }));
  return `<tr>${html.join('')}</tr>`;
}

function cellOf(column: Column, cell: Cell): string {
  const long = hasLongWord(`${cell.text} ${cell.note ?? ''}`) ? ' long' : '';
  return `<td class="${classOf(column)}${long}">${cellHtml(cell)}</td>`;
}

function classOf({ align, width }: Column): string {
  return align === 'end' ? 'end' : width;
}

function barSvg({ shares }: AgingRow): string {
  let from = 0;
  const parts = shares.map((share, index) => {
    const x = from;
    from += share * 1_000;
    return share === 0
      ? ''
      : `<rect class="a${index}" x="${fixed(x)}" y="0" width="${fixed(share * 1_000)}" height="10"/>`;
  });
  return `<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>`;
}

function dotSvg(index: number): string {
  return `<svg class="dot" viewBox="0 0 8 8" aria-hidden="true"><rect class="a${index}" width="8" height="8" rx="2"/></svg>`;
}

function fixed(value: number): string {
  return value.toFixed(2);
}
