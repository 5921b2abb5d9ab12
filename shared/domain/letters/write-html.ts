import { type LetterBlock, type LetterBody, type LetterColumn, letterBodyFromText } from './letter-body.ts';

const FONT = "font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;font-size:14px;line-height:1.6";
const CELL = 'padding:6px 16px 6px 0;border-bottom:1px solid #e6e5e1;vertical-align:top';
const HEAD = `${CELL};font-weight:600;color:#5c5f66`;
const FOOT = 'padding:6px 16px 6px 0;font-weight:600;vertical-align:top';
const NUMBERS = 'text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums';

/**
 * A letter as a whole HTML document with inline styles only, as mail clients need it. Every text is escaped here:
 * no block can carry markup.
 *
 * @param language BCP 47 tag of the letter, for screen readers and hyphenation.
 */
export function writeLetterHtml(body: LetterBody, language: string): string {
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(language)}">`,
    '<head><meta charset="utf-8"></head>',
    `<body style="margin:0;padding:16px;color:#1c1d1f;${FONT}">`,
    ...body.map(blockHtml),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** The HTML of a letter whose plain text a person edited. */
export function writeEditedHtml(text: string, language: string): string {
  return writeLetterHtml(letterBodyFromText(text), language);
}

/** Escapes text for an HTML element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function blockHtml(block: LetterBlock): string {
  if (block.kind === 'paragraph') {
    return `<p style="margin:0 0 14px">${escapeHtml(block.text).replaceAll('\n', '<br>\n')}</p>`;
  }
  if (block.kind === 'preformatted') {
    return `<pre style="margin:0 0 14px;font-size:13px;line-height:1.5">${escapeHtml(block.text)}</pre>`;
  }
  const { columns } = block;
  const hasLabels = columns.some((column) => column.label !== '');
  const head = columns.map((column) => cell('th', column, column.label, HEAD)).join('');
  return [
    '<table role="table" cellspacing="0" cellpadding="0" style="margin:0 0 14px;border-collapse:collapse">',
    ...(hasLabels ? [`<thead><tr>${head}</tr></thead>`] : []),
    '<tbody>',
    ...block.rows.map((row) => rowHtml(row, columns, CELL)),
    '</tbody>',
    ...(block.foot ? [`<tfoot>${rowHtml(block.foot, columns, FOOT)}</tfoot>`] : []),
    '</table>',
  ].join('\n');
}

function rowHtml(row: readonly string[], columns: readonly LetterColumn[], style: string): string {
  return `<tr>${columns.map((column, index) => cell('td', column, row[index] ?? '', style)).join('')}</tr>`;
}

function cell(tag: 'td' | 'th', column: LetterColumn, text: string, style: string): string {
  const aligned = column.align === 'end' ? `${style};${NUMBERS}` : `${style};text-align:left`;
  const scope = tag === 'th' ? ' scope="col"' : '';
  return `<${tag}${scope} style="${aligned}">${escapeHtml(text)}</${tag}>`;
}
