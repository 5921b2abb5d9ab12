import type { CustomTableLayout, StyleDictionary } from 'pdfmake/interfaces.js';
import type { Tone } from './sheet.ts';

/** A4 in points; its width less the margins is what a line has. */
export const PAPER = { size: 'A4', width: 595.28 } as const;
export const MARGINS: [number, number, number, number] = [42, 62, 42, 52];
export const LINE_WIDTH = PAPER.width - MARGINS[0] - MARGINS[2];

export const INK = '#1c1d1f';
export const SECOND = '#5c5f66';
export const RULE = '#d9d8d3';
const FAINT_RULE = '#efeeea';
export const RED_GROUND = '#fcebe9';
export const WORDS_GROUND = '#f4f4f2';
export const AGING_TINTS: readonly string[] = ['#cfd6de', '#f0d48f', '#ecb057', '#dc7a35', '#b43a28'];

export const TONES: Readonly<Record<Tone, string>> = {
  red: '#b3261e',
  amber: '#8a5a00',
  green: '#1b6b3a',
  second: SECOND,
};

export const STYLES: StyleDictionary = {
  eyebrow: { fontSize: 8, color: SECOND, margin: [0, 0, 0, 1] },
  title: { fontSize: 19, bold: true, margin: [0, 0, 0, 8] },
  accountTitle: { fontSize: 16, bold: true, margin: [0, 0, 0, 7] },
  heading: { fontSize: 11.5, bold: true, margin: [0, 10, 0, 4] },
  caption: { fontSize: 9, bold: true },
  lead: { fontSize: 10.5, lineHeight: 1.25, margin: [0, 0, 0, 8] },
  paragraph: { margin: [0, 0, 0, 6] },
  head: { fontSize: 7.5, bold: true, color: SECOND },
  note: { fontSize: 7.5, color: SECOND },
  more: { fontSize: 8, color: SECOND, margin: [0, 3, 0, 0] },
  running: { fontSize: 7.5, color: SECOND },
};

/** Faint lines between the rows, a stronger one below the heads of the columns and above the sum. */
export function tableLayout(captionRows: number, hasFoot: boolean): CustomTableLayout {
  const headEnd = captionRows + 1;
  return {
    hLineWidth: (line, node) => (line < headEnd || (line === node.table.body.length && hasFoot) ? 0 : 0.6),
    hLineColor: (line, node) => {
      const isSum = hasFoot && line === node.table.body.length - 1;
      return line === headEnd || isSum ? RULE : FAINT_RULE;
    },
    vLineWidth: () => 0,
    paddingLeft: (column) => (column === 0 ? 0 : 5),
    paddingRight: (column, node) => (column === (node.table.widths?.length ?? 0) - 1 ? 0 : 5),
    paddingTop: (row) => (row < captionRows ? 8 : 3),
    paddingBottom: () => 3,
  };
}

/** A coloured ground without lines. */
export const GROUND: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 10,
  paddingRight: () => 10,
  paddingTop: () => 7,
  paddingBottom: () => 7,
};

/** Labels beside their values. */
export const FACTS: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: (column) => (column === 0 ? 0 : 10),
  paddingRight: () => 0,
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
};
