import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportColumn } from '../../../electron/engine/services/exports/columns.ts';
import { csvPieces, toCsv } from '../../../electron/engine/services/exports/csv.ts';
import { defuseFormula } from '../../../electron/engine/services/exports/formula-injection.ts';
import { HOSTILE_TEXTS, SAMPLE_COLUMNS, sampleRow } from './sample-table.ts';

const NAME_ONLY: readonly ExportColumn<string>[] = [
  { kind: 'text', header: 'Customer', value: (name) => name },
];

function text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function read(bytes: Uint8Array): string[][] {
  return parse(text(bytes), { bom: true, record_delimiter: '\r\n' });
}

describe('CSV', () => {
  it('starts with the UTF-8 mark and ends every line with CRLF', () => {
    const bytes = toCsv(SAMPLE_COLUMNS, [sampleRow()]);
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text(bytes)).toBe(
      '\uFEFFCustomer,Open,Currency,Days late,Due,Last touch\r\n' +
        'Ostrander Pumps BV,-1234.50,EUR,62,2026-09-20,2026-11-19T16:02:00.000Z\r\n',
    );
  });

  it('writes the header alone when there are no rows', () => {
    expect(read(toCsv(SAMPLE_COLUMNS, []))).toEqual([
      ['Customer', 'Open', 'Currency', 'Days late', 'Due', 'Last touch'],
    ]);
  });

  it('leaves the cell empty where there is no value', () => {
    const row = sampleRow({ name: null, minor: null, days: null, due: null, at: null });
    expect(read(toCsv(SAMPLE_COLUMNS, [row]))[1]).toEqual(['', '', 'EUR', '', '', '']);
  });

  it('keeps negative amounts and days as numbers, without an apostrophe', () => {
    const cells = read(toCsv(SAMPLE_COLUMNS, [sampleRow({ minor: -5, days: -12 })]))[1];
    expect(cells?.[1]).toBe('-0.05');
    expect(cells?.[3]).toBe('-12');
  });

  it('writes each amount with the decimals of its currency', () => {
    const rows = [
      sampleRow({ minor: 1_204_000, currency: 'JPY' }),
      sampleRow({ minor: 1_204_000, currency: 'KWD' }),
    ];
    expect(
      read(toCsv(SAMPLE_COLUMNS, rows))
        .slice(1)
        .map((cells) => cells[1]),
    ).toEqual(['1204000', '1204.000']);
  });

  it.each(HOSTILE_TEXTS)('puts an apostrophe before %j', (name) => {
    expect(read(toCsv(NAME_ONLY, [name]))[1]).toEqual([`'${name}`]);
  });

  it('defuses headers, which a mapping may have named', () => {
    const columns: readonly ExportColumn<string>[] = [
      { kind: 'text', header: '=cmd', value: (name) => name },
    ];
    expect(read(toCsv(columns, []))[0]).toEqual(["'=cmd"]);
  });

  it('leaves harmless texts alone', () => {
    for (const name of ['Brandt & Söhne GmbH', "O'Hara", '日本ポンプ', '0042', 'a=b', '']) {
      expect(defuseFormula(name)).toBe(name);
    }
  });

  it('gives every text back whole to a CSV reader, apart from the apostrophe', () => {
    const unit = fc.constantFrom(
      'a',
      'É',
      '東',
      '👷',
      '"',
      ',',
      ';',
      "'",
      '\r',
      '\n',
      '=',
      '+',
      '-',
      '@',
      ' ',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(fc.string({ unit }), { minLength: 1 }), (names) => {
        const cells = read(toCsv([...NAME_ONLY, ...NAME_ONLY], names)).slice(1);
        expect(cells).toEqual(names.map((name) => [defuseFormula(name), defuseFormula(name)]));
      }),
    );
  });

  it('has no cell that starts like a formula, whatever the names are', () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＠', '"', ',', ' ', 'x');
    fc.assert(
      fc.property(fc.tuple(start, fc.string()), ([first, rest]) => {
        const cell = read(toCsv([...NAME_ONLY, ...NAME_ONLY], [first + rest]))[1]?.[0] ?? '';
        expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
  });

  it('gives the same bytes page by page as in one piece', async () => {
    const rows = Array.from({ length: 25 }, (_, index) =>
      sampleRow({ name: `Customer ${index}`, days: index }),
    );
    const pieces: Uint8Array[] = [];
    for await (const piece of csvPieces(SAMPLE_COLUMNS, [rows.slice(0, 10), rows.slice(10), []])) {
      pieces.push(piece);
    }
    expect(pieces).toHaveLength(4);
    expect(Buffer.concat(pieces).equals(toCsv(SAMPLE_COLUMNS, rows))).toBe(true);
  });

  it('reads the next page only when the one before has been taken', async () => {
    const asked: number[] = [];
    async function* pages() {
      for (let page = 0; page < 3; page++) {
        asked.push(page);
        yield [sampleRow({ days: page })];
      }
    }
    const pieces = csvPieces(SAMPLE_COLUMNS, pages());
    await pieces.next();
    expect(asked).toEqual([]);
    await pieces.next();
    expect(asked).toEqual([0]);
  });
});
