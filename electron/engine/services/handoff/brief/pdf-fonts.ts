import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const fileOf = (style: string): string => require.resolve(`pdfmake/fonts/Roboto/Roboto-${style}.ttf`);

/** The fonts of a printed brief: they come with the application, and nothing else is read for it. */
export const PDF_FONTS = {
  Roboto: {
    normal: fileOf('Regular'),
    bold: fileOf('Medium'),
    italics: fileOf('Italic'),
    bolditalics: fileOf('MediumItalic'),
  },
} as const;

/** Tells whether a font has a shape for a character. */
export type Coverage = (codePoint: number) => boolean;

/** The characters of the fonts above; all four have the same ones. */
export function pdfFontCoverage(): Coverage {
  return coverageOf(readFileSync(PDF_FONTS.Roboto.normal));
}

const WINDOWS_UNICODE = 0x0003_0001;
const SEGMENTED = 4;

/**
 * Which characters of the basic plane a TrueType font has, from its `cmap` table in format 4 (OpenType 1.9, "cmap").
 * Throws for a font without such a table: it is none that this application brings.
 */
export function coverageOf(font: Buffer): Coverage {
  const segments = segmentsOf(font, unicodeTable(font));
  return (codePoint) => segments.some(({ first, last }) => codePoint >= first && codePoint <= last);
}

interface Segment {
  readonly first: number;
  readonly last: number;
}

function unicodeTable(font: Buffer): number {
  const cmap = tableOffset(font, 'cmap');
  const count = font.readUInt16BE(cmap + 2);
  for (let index = 0; index < count; index++) {
    const record = cmap + 4 + index * 8;
    const at = cmap + font.readUInt32BE(record + 4);
    if (font.readUInt32BE(record) === WINDOWS_UNICODE && font.readUInt16BE(at) === SEGMENTED) return at;
  }
  throw new Error('The font has no Unicode table of segments.');
}

function tableOffset(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index++) {
    const record = 12 + index * 16;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`The font has no table ${tag}.`);
}

/** Segments of consecutive characters that have a glyph; characters that a segment maps to no glyph are left out. */
function segmentsOf(font: Buffer, table: number): readonly Segment[] {
  const doubled = font.readUInt16BE(table + 6);
  const [ends, starts] = [table + 14, table + 16 + doubled];
  const [deltas, ranges] = [starts + doubled, starts + 2 * doubled];
  const segments: Segment[] = [];
  for (let at = 0; at < doubled; at += 2) {
    const [first, last] = [font.readUInt16BE(starts + at), font.readUInt16BE(ends + at)];
    const range = font.readUInt16BE(ranges + at);
    const delta = font.readUInt16BE(deltas + at);
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const glyph =
        range === 0 ? (code + delta) & 0xffff : font.readUInt16BE(ranges + at + range + 2 * (code - first));
      if (glyph !== 0) addTo(segments, code);
    }
  }
  return segments;
}

function addTo(segments: Segment[], code: number): void {
  const last = segments.at(-1);
  if (last !== undefined && last.last === code - 1) segments[segments.length - 1] = { ...last, last: code };
  else segments.push({ first: code, last: code });
}
