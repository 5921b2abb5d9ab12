import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Brief } from './brief.ts';
import { briefSheets } from './brief-sheets.ts';
import { PDF_FONTS, pdfFontCoverage } from './pdf-fonts.ts';
import {
  FACTS,
  GROUND,
  INK,
  LINE_WIDTH,
  MARGINS,
  PAPER,
  RED_GROUND,
  RULE,
  SECOND,
  STYLES,
  TONES,
  WORDS_GROUND,
} from './pdf-style.ts';
import { agingPdf, stackPdf, tablePdf } from './pdf-tables.ts';
import { NO_SHAPE, type PdfText, pdfText } from './pdf-text.ts';
import type { Block, BriefSheets, Sheet } from './sheet.ts';

/**
 * Draws a brief on the thread that it runs on, which takes a second or more for many accounts: see `renderBriefPdf`.
 * Nothing is fetched and no file but the fonts is read. The same brief always gives the same bytes.
 */
export async function drawBriefPdf(brief: Brief): Promise<Uint8Array> {
  const fonts = new Set<string>(Object.values(PDF_FONTS.Roboto));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => fonts.has(path));
  pdfmake.setFonts({ Roboto: { ...PDF_FONTS.Roboto } });
  return pdfmake.createPdf(documentOf(brief)).getBuffer();
}

function documentOf(brief: Brief): TDocumentDefinitions {
  const set = briefSheets(brief);
  const text = pdfText(pdfFontCoverage());
  const running = runningLines(set, text);
  return {
    pageSize: PAPER.size,
    pageMargins: MARGINS,
    language: set.language,
    displayTitle: true,
    info: {
      title: set.title,
      author: brief.senderName,
      creator: 'Duebook',
      producer: 'Duebook',
      creationDate: new Date(brief.madeAt),
    },
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15, color: INK },
    styles: STYLES,
    content: set.sheets.map((sheet, index) => sheetPdf(sheet, index === 0, text)),
    ...running,
  };
}

function runningLines(
  { head, origin }: BriefSheets,
  { fitted }: PdfText,
): Pick<TDocumentDefinitions, 'header' | 'footer'> {
  const [client, window, made] = [fitted(head.client), fitted(head.window), fitted(origin)];
  const columns = (left: string, right: string) => [
    { text: left, style: 'running' },
    { text: right, style: 'running', alignment: 'right' as const },
  ];
  return {
    header: () => ({
      margin: [MARGINS[0], 28, MARGINS[2], 0],
      stack: [
        { columns: columns(client, window) },
        { canvas: [{ type: 'line', x1: 0, y1: 5, x2: LINE_WIDTH, y2: 5, lineWidth: 0.6, lineColor: RULE }] },
      ],
    }),
    footer: (page, pages) => ({
      margin: [MARGINS[0], 16, MARGINS[2], 0],
      columns: columns(made, `Page ${page} of ${pages}`),
    }),
  };
}

function sheetPdf(sheet: Sheet, isCover: boolean, text: PdfText): Content {
  const eyebrow = { text: text.fitted(sheet.eyebrow), style: 'eyebrow' };
  const title = {
    text: text.fitted(sheet.title),
    style: isCover ? 'title' : 'accountTitle',
    id: sheet.id,
    outline: true,
    outlineText: isCover ? 'Cover' : sheet.title,
  };
  const content = blocksPdf(sheet.blocks, text);
  const lost = text.lostSome() ? [lostNote()] : [];
  return {
    stack: [eyebrow, title, ...lost, ...content],
    ...(isCover ? {} : { pageBreak: 'before' as const }),
  };
}

function lostNote(): Content {
  return {
    text: `Some characters here are not in the fonts of this PDF: ${NO_SHAPE} stands for each of them. The HTML brief that comes with it shows them all.`,
    color: TONES.amber,
    margin: [0, 0, 0, 8],
  };
}

/** A heading is kept with what follows it: as the caption of a table, else in one piece with a short block. */
function blocksPdf(blocks: readonly Block[], text: PdfText): Content[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    const heading = before?.kind === 'heading' ? before : null;
    if (block.kind === 'heading') return [];
    if (block.kind === 'table') {
      const own = block.quiet === true ? null : ({ text: block.caption, style: 'caption' } as const);
      if (heading === null) return [tablePdf(block, own, text)];
      const caption = own ?? ({ text: heading.text, style: 'heading' } as const);
      return own === null
        ? [tablePdf(block, caption, text)]
        : [{ text: heading.text, style: 'heading' }, tablePdf(block, caption, text)];
    }
    const content = blockPdf(block, text);
    if (heading === null) return [content];
    return [{ stack: [{ text: heading.text, style: 'heading' }, content], unbreakable: true }];
  });
}

function blockPdf(block: Exclude<Block, { readonly kind: 'heading' | 'table' }>, text: PdfText): Content {
  switch (block.kind) {
    case 'paragraph':
      return {
        text: text.fitted(block.text),
        style: block.lead === true ? 'lead' : 'paragraph',
        ...(block.tone === undefined ? {} : { color: TONES[block.tone] }),
      };
    case 'words':
      return ground(WORDS_GROUND, [
        { text: `In the words of ${text.fitted(block.by)}`, style: 'head', margin: [0, 0, 0, 2] },
        { text: text.fitted(block.text), preserveLeadingSpaces: true },
      ]);
    case 'never':
      return ground(RED_GROUND, [
        { text: 'Never', style: 'head', color: TONES.red, margin: [0, 0, 0, 2] },
        ...block.items.map((item): Content => ({ stack: stackPdf(item, text.fitted), margin: [0, 0, 0, 2] })),
      ]);
    case 'facts':
      return {
        table: {
          widths: ['auto', '*'],
          body: block.rows.map(({ label, value }) => [
            { text: label, color: SECOND, noWrap: true },
            { stack: stackPdf(value, text.fitted) },
          ]),
        },
        layout: FACTS,
        margin: [0, 0, 0, 6],
      };
    case 'aging':
      return agingPdf(block);
  }
}

function ground(fillColor: string, stack: Content[]): Content {
  return {
    table: { widths: ['*'], body: [[{ stack, fillColor }]] },
    layout: GROUND,
    margin: [0, 0, 0, 8],
  };
}
