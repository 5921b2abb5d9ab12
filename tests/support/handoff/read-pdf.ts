import { inflateSync } from 'node:zlib';

/** A PDF as a reader sees it: the text of each page, line by line, and its bookmarks. */
export interface ReadPdf {
  readonly pages: readonly string[];
  readonly outline: readonly string[];
}

/** Reads a PDF as this application writes it: objects with compressed streams, two-byte fonts with Unicode tables. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map<string, { readonly head: string; readonly stream: string | null }>();
  for (const match of file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, number = '', body = ''] = match;
    const start = body.indexOf('\nstream\n');
    if (start < 0) objects.set(number, { head: body, stream: null });
    else {
      const packed = Buffer.from(body.slice(start + 8, body.lastIndexOf('\nendstream')), 'latin1');
      const head = body.slice(0, start);
      const stream = head.includes('/FlateDecode') ? inflateSync(packed) : packed;
      objects.set(number, { head, stream: stream.toString('latin1') });
    }
  }
  const find = (number: string | undefined) => objects.get(number ?? '') ?? { head: '', stream: null };
  const alphabets = new Map<string, readonly string[]>();
  for (const { head } of objects.values()) {
    for (const [, name = '', number] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(find(number).head)?.[1];
      if (table !== undefined) alphabets.set(name, alphabetOf(find(table).stream ?? ''));
    }
  }
  const all = [...objects.values()];
  const pages = all.filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  return {
    pages: pages.map(({ head }) =>
      textOf(find(/\/Contents (\d+) 0 R/.exec(head)?.[1]).stream ?? '', alphabets),
    ),
    outline: all.flatMap(({ head }) =>
      head.includes('/Parent') && head.includes('/Dest') ? titleOf(head) : [],
    ),
  };
}

function alphabetOf(table: string): readonly string[] {
  const lists = [...table.matchAll(/<[0-9a-f]+> <[0-9a-f]+> \[([^\]]*)\]/gi)];
  return lists.flatMap(([, list = '']) =>
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].map(([, hex = '']) => utf16(hex.replaceAll(' ', ''))),
  );
}

function textOf(content: string, alphabets: ReadonlyMap<string, readonly string[]>): string {
  let alphabet: readonly string[] = [];
  let [text, height] = ['', ''];
  for (const [token, font, y, shown] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|1 0 0 1 [-\d.]+ ([-\d.]+) Tm|\[([^\]]*)\] TJ/g,
  )) {
    if (font !== undefined) alphabet = alphabets.get(font) ?? [];
    else if (y !== undefined) {
      text += y === height ? '' : '\n';
      height = y;
    } else if (token !== undefined) {
      const codes = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].flatMap(
        ([, hex = '']) => hex.match(/.{4}/g) ?? [],
      );
      text += codes.map((code) => alphabet[Number.parseInt(code, 16)] ?? '').join('');
    }
  }
  return text.replaceAll('\u200B', '');
}

function titleOf(head: string): string[] {
  const plain = /\/Title \(((?:\\.|[^\\)])*)\)/s.exec(head)?.[1];
  if (plain === undefined) return [];
  const raw = plain.replace(/\\(.)/gs, '$1');
  return [
    raw.startsWith('\xFE\xFF') ? Buffer.from(raw.slice(2), 'latin1').swap16().toString('utf16le') : raw,
  ];
}

function utf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
}
