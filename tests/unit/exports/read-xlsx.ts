import { SaxesParser } from 'saxes';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

export interface ReadCell {
  /** `s` for a text; `n` for a number or a date, which are the same to a sheet. */
  readonly type: 's' | 'n';
  readonly value: string;
  readonly formula: boolean;
  /** The number format of the cell's style. */
  readonly format: string;
}

export interface ReadWorkbook {
  readonly sheetName: string;
  readonly rows: readonly ReadonlyMap<string, ReadCell>[];
}

/** Reads the first sheet of a workbook, independently of the library that wrote it; keys of a row are A, B, C … */
export async function readXlsx(bytes: Uint8Array): Promise<ReadWorkbook> {
  const files = await unzip(Buffer.from(bytes));
  const strings = sharedStrings(files.get('xl/sharedStrings.xml') ?? '<sst/>');
  const formats = styleFormats(files.get('xl/styles.xml') ?? '<styleSheet/>');
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
  return {
    sheetName: nameOfSheet(files.get('xl/workbook.xml') ?? ''),
    rows: readRows(sheet, strings, formats),
  };
}

function readRows(xml: string, strings: readonly string[], formats: readonly string[]) {
  const rows: Map<string, ReadCell>[] = [];
  let cell = { reference: '', type: 'n', style: 0, value: '', formula: false };
  walk(xml, {
    open: (name, attributes) => {
      if (name === 'row') rows.push(new Map());
      if (name === 'f') cell.formula = true;
      if (name === 'c') {
        const { r = '', t = 'n', s = '0' } = attributes;
        cell = { reference: r, type: t, style: Number(s), value: '', formula: false };
      }
    },
    text: (text, path) => {
      if (path.at(-1) === 'v') cell.value += text;
    },
    close: (name) => {
      if (name !== 'c' || cell.value === '') return;
      const shared = cell.type === 's';
      const value = shared ? (strings[Number(cell.value)] ?? `no string ${cell.value}`) : cell.value;
      const format = formats[cell.style] ?? 'General';
      rows.at(-1)?.set(cell.reference.replace(/\d+/, ''), {
        type: shared ? 's' : 'n',
        value,
        formula: cell.formula,
        format,
      });
    },
  });
  return rows;
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  walk(xml, {
    open: (name) => {
      if (name === 'si') strings.push('');
    },
    text: (text, path) => {
      if (path.at(-1) === 't') strings[strings.length - 1] += text;
    },
  });
  return strings.map((text) =>
    text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
  );
}

function styleFormats(xml: string): string[] {
  const codes = new Map([
    [0, 'General'],
    [1, '0'],
    [3, '#,##0'],
    [4, '#,##0.00'],
  ]);
  const styles: string[] = [];
  walk(xml, {
    open: (name, attributes, path) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'xf' && path.includes('cellXfs')) {
        styles.push(codes.get(Number(attributes.numFmtId ?? '0')) ?? `format ${attributes.numFmtId}`);
      }
    },
  });
  return styles;
}

function nameOfSheet(xml: string): string {
  let found = '';
  walk(xml, {
    open: (name, attributes) => {
      if (name === 'sheet') found = attributes.name ?? '';
    },
  });
  return found;
}

interface Visitor {
  readonly open?: (
    name: string,
    attributes: Readonly<Record<string, string>>,
    path: readonly string[],
  ) => void;
  readonly text?: (text: string, path: readonly string[]) => void;
  readonly close?: (name: string) => void;
}

function walk(xml: string, visitor: Visitor): void {
  const parser = new SaxesParser();
  const path: string[] = [];
  parser.on('opentag', (tag) => {
    visitor.open?.(tag.name, tag.attributes as Record<string, string>, path);
    path.push(tag.name);
  });
  parser.on('text', (text) => visitor.text?.(text, path));
  parser.on('closetag', (tag) => {
    path.pop();
    visitor.close?.(tag.name);
  });
  parser.write(xml).close();
}

function unzip(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const files = new Map<string, string>();
      zip.on('entry', (entry: Entry) => {
        readEntry(zip, entry).then((text) => {
          files.set(entry.fileName, text);
          zip.readEntry();
        }, reject);
      });
      zip.on('end', () => resolve(files));
      zip.on('error', reject);
      zip.readEntry();
    });
  });
}

function readEntry(zip: ZipFile, entry: Entry): Promise<string> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
  });
}
