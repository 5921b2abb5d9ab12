import { createHash } from 'node:crypto';
import { escapeHtml } from '../../../../../shared/domain/letters/write-html.ts';
import type { Brief } from './brief.ts';
import { briefSheets } from './brief-sheets.ts';
import { briefStyle } from './html-style.ts';
import { agingHtml, tableHtml } from './html-tables.ts';
import { cellHtml, textHtml } from './html-text.ts';
import type { Block, BriefSheets, Sheet } from './sheet.ts';

/**
 * A brief as one HTML file that needs nothing else: no script, nothing remote, and its own style is the only one that the
 * browser accepts. Every text is escaped. The same brief always gives the same file.
 */
export function renderBriefHtml(brief: Brief): string {
  const set = briefSheets(brief);
  const style = briefStyle({ left: set.head.client, right: set.head.window }, set.origin);
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(set.language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(style)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(set.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...set.sheets.map((sheet, index) => sheetHtml(set, sheet, index === 0)),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function policyFor(style: string): string {
  const hash = createHash('sha256').update(style, 'utf8').digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

function sheetHtml({ head, origin }: BriefSheets, sheet: Sheet, isCover: boolean): string {
  const heading = isCover ? 'h1' : 'h2';
  const back = isCover ? escapeHtml(origin) : '<a href="#cover">Cover</a>';
  return [
    `<section class="sheet" id="${sheet.id}" aria-labelledby="${sheet.id}-title">`,
    `<p class="running"><span>${escapeHtml(head.client)} · ${escapeHtml(head.window)}</span><span>${back}</span></p>`,
    `<p class="eyebrow">${escapeHtml(sheet.eyebrow)}</p>`,
    `<${heading} id="${sheet.id}-title">${escapeHtml(sheet.title)}</${heading}>`,
    ...sheet.blocks.map(blockHtml),
    '</section>',
  ].join('\n');
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case 'paragraph': {
      const classes = [block.lead === true ? 'lead' : '', block.tone ?? ''].filter((name) => name !== '');
      const attribute = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
      return `<p${attribute}>${textHtml(block.text)}</p>`;
    }
    case 'words':
      return `<div class="words"><span class="by">In the words of ${escapeHtml(block.by)}</span><p>${escapeHtml(block.text)}</p></div>`;
    case 'never': {
      const items = block.items.map((item) => `<li>${cellHtml(item)}</li>`);
      return `<div class="never"><span class="by">Never</span><ul>${items.join('')}</ul></div>`;
    }
    case 'facts': {
      const rows = block.rows.map(
        ({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${cellHtml(value)}</dd>`,
      );
      return `<dl>${rows.join('\n')}</dl>`;
    }
    case 'aging':
      return agingHtml(block);
    case 'table':
      return tableHtml(block);
  }
}
