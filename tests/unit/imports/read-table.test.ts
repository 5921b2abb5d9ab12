import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { MAX_FILE_BYTES, readTable } from '../../../electron/engine/connectors/files/read-table.ts';
import { cellKind } from '../../../electron/engine/connectors/files/table.ts';
import { isEngineError } from '../../../electron/engine/platform/engine-error.ts';
import {
  allRows,
  bytesOf,
  goldenFile,
  workbookOf,
  workbookParts,
  zipOf,
} from '../../support/import-samples.ts';

const HEADER = 'Customer,Invoice No,Amount\n';

async function cells(
  file: Uint8Array | string,
  name = 'ledger.csv',
): Promise<readonly (readonly string[])[]> {
  const source = await readTable(typeof file === 'string' ? bytesOf(file) : file, name);
  return (await allRows(source)).map((row) => row.cells);
}

async function refusal(file: Uint8Array | string, name = 'ledger.csv'): Promise<string> {
  try {
    await cells(file, name);
  } catch (error) {
    if (isEngineError(error, 'bad_file')) return error.message;
    throw error;
  }
  return 'it was read';
}

describe('CSV files', () => {
  it.each([
    [',', 'a,b,c\n1,2,3\n'],
    [';', 'a;b;c\n1,5;2,5;3,5\n'],
    ['\t', 'a\tb\tc\n1\t2\t3\n'],
    ['|', 'a|b|c\n1|2|3\n'],
    [';', 'sep=;\na;b,c\n1;2\n'],
    [';', 'Customer;Invoice No;Amount\nSmith, Jones, Poe and Sons, Ltd, The;1;2,5\nA, B, C, D;2;3\n'],
    [',', 'Customer,Invoice No,Amount\n"a;b;c;d;e",1,2\n'],
  ])('finds the delimiter %j', async (delimiter, text) => {
    expect((await readTable(bytesOf(text), 'x.csv')).delimiter).toBe(delimiter);
  });

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${HEADER}Müller,1,2\n`), 'utf-8'],
    ['UTF-8', Buffer.from(`${HEADER}Müller,1,2\n`), 'utf-8'],
    ['Windows-1252', Buffer.from(`${HEADER}Müller,1,2\n`, 'latin1'), 'windows-1252'],
    ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${HEADER}Müller,1,2\n`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without one', Buffer.from(`${HEADER}Müller,1,2\n`, 'utf16le'), 'utf-16le'],
    ['big-endian UTF-16', Buffer.from(`\uFEFF${HEADER}Müller,1,2\n`, 'utf16le').swap16(), 'utf-16be'],
  ])('reads %s', async (_, bytes, encoding) => {
    expect((await readTable(bytes, 'x.csv')).encoding).toBe(encoding);
    expect(await cells(bytes)).toEqual([
      ['Customer', 'Invoice No', 'Amount'],
      ['Müller', '1', '2'],
    ]);
  });

  it('reads the euro sign of Windows-1252', async () => {
    const bytes = Buffer.concat([Buffer.from(`${HEADER}A,1,5 `), Buffer.from([0x80, 0x0a])]);
    expect((await cells(bytes)).at(1)).toEqual(['A', '1', '5 €']);
  });

  it('reads UTF-8 in which a single character is broken, and says so', async () => {
    const good = Buffer.from(`${HEADER}${'Müller,1,2\n'.repeat(50)}`);
    const bytes = Buffer.concat([good, Buffer.from([0x4d, 0xfc]), Buffer.from('ller,9,9\n')]);
    const source = await readTable(bytes, 'x.csv');
    expect([source.encoding, source.damagedText]).toEqual(['utf-8', true]);
  });

  it('counts lines as the file has them, also across quoted line ends', async () => {
    const text = 'a,b,c\r\n1,"x\r\ny",2\r\n\r\n3,4,"p\nq\nr"\r\n5,6,7\r\n';
    const rows = await allRows(await readTable(bytesOf(text), 'x.csv'));
    expect(rows.map((row) => row.line)).toEqual([1, 2, 4, 5, 8]);
    expect(rows.at(-1)?.cells).toEqual(['5', '6', '7']);
  });

  it('reads every kind of line end, also mixed', async () => {
    expect(await cells('a,b,c\r1,2,3\n4,5,6\r\n7,8,9')).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
      ['4', '5', '6'],
      ['7', '8', '9'],
    ]);
  });

  it('takes quotes inside of a cell as they are, and spaces before a quoted cell as nothing', async () => {
    expect(await cells('a,b,c\n5" pipe, "x, y","say ""hi"""\n')).toEqual([
      ['a', 'b', 'c'],
      ['5" pipe', 'x, y', 'say "hi"'],
    ]);
  });

  it('reads the same rows again and again', async () => {
    const source = await readTable(goldenFile('qbo-ar-aging-detail.csv'), 'x.csv');
    expect(await allRows(source)).toEqual(await allRows(source));
  });

  it('gives back every table that was written as CSV, in the order of the file', async () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => text.trim());
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, end) => {
        const quoted = rows.map((row) => row.map((text) => `"${text.replace(/"/g, '""')}"`).join(','));
        const text = ['Customer,Invoice No,Amount', ...quoted].join(end);
        expect((await cells(text)).slice(1)).toEqual(rows);
      }),
    );
  });
});

describe('XLSX files', () => {
  const rows = [
    ['Customer', 'Invoice No', 'Date', 'Amount'],
    ['Blue & Heron', '00042', { serial: 45292 }, 1234.56],
    ['Marsh', 1930438491, { serial: 45293.5 }, 1234.5600000000002],
  ];

  it('reads texts, numbers without formatting and dates by their serial', async () => {
    const source = await readTable(workbookOf([{ name: 'Open', rows }]), 'x.xlsx');
    const [, first, second] = await allRows(source);
    expect(first?.cells).toEqual(['Blue & Heron', '00042', '2024-01-01', '1234.56']);
    expect(second?.cells).toEqual(['Marsh', '1930438491', '2024-01-02', '1234.56']);
    expect(first && [0, 1, 2, 3, 9].map((index) => cellKind(first, index))).toEqual([
      'text',
      'text',
      'date',
      'number',
      'blank',
    ]);
  });

  it('reads the dates of workbooks that count from 1904', async () => {
    const file = workbookOf([{ name: 'Open', rows: [['a', 'b', 'c'], [{ serial: 43830 }]] }], {
      date1904: true,
    });
    expect((await cells(file)).at(1)).toEqual(['2024-01-01']);
  });

  it.each([
    ['yyyy-mm-dd', true],
    ['[$-409]d\\-mmm\\-yy;@', true],
    ['[Red]0.00;"days" 0', false],
    ['h:mm:ss', false],
    ['General', false],
    ['_-* #,##0.00\\ "€"_-', false],
  ])('knows whether the format %s is one of dates', async (dateFormat, isDate) => {
    const file = workbookOf([{ name: 'Open', rows: [['a', 'b', 'c'], [{ serial: 45292 }]] }], { dateFormat });
    expect((await cells(file)).at(1)).toEqual([isDate ? '2024-01-01' : '45292']);
  });

  it('reads inline and rich texts, formula results, booleans, errors and ISO dates', async () => {
    const xml = [
      '<c r="A2" t="inlineStr"><is><r><t>Rich </t></r><r><t>text</t></r><rPh><t>phonetic</t></rPh></is></c>',
      '<c r="B2" t="str"><f>A1&amp;"x"</f><v>formula</v></c>',
      '<c r="C2" t="b"><v>1</v></c>',
      '<c r="D2" t="e"><v>#N/A</v></c>',
      '<c r="F2" t="d"><v>2024-02-29T00:00:00</v></c>',
    ].map((cell) => ({ xml: cell }));
    const file = workbookOf([{ name: 'Open', rows: [['a', 'b', 'c'], xml] }]);
    expect((await cells(file)).at(1)).toEqual(['Rich text', 'formula', 'TRUE', '#N/A', '', '2024-02-29']);
  });

  it('keeps the row numbers of the sheet, also across rows that are not there', async () => {
    const parts = workbookParts([{ name: 'Open', rows: [['a', 'b', 'c'], ['1']] }]);
    const spaced = parts.map((part) =>
      part.name.includes('sheet1')
        ? { ...part, data: String(part.data).replace('<row r="2"', '<row r="9"') }
        : part,
    );
    const found = await allRows(await readTable(zipOf(spaced), 'x.xlsx'));
    expect(found.map((row) => row.line)).toEqual([1, 9]);
  });

  it('opens the first visible sheet, and another one by its name', async () => {
    const file = workbookOf([
      { name: 'Setup', rows: [['hidden']], hidden: true },
      { name: 'Open', rows: [['open']] },
      { name: 'Old & paid', rows: [['old']] },
    ]);
    const source = await readTable(file, 'x.xlsx');
    expect([source.sheet, source.sheets]).toEqual(['Open', ['Setup', 'Open', 'Old & paid']]);
    expect((await allRows(source.withSheet('Old & paid'))).map((row) => row.cells)).toEqual([['old']]);
    expect(() => source.withSheet('Nope')).toThrow(/no sheet "Nope".*"Setup", "Open"/);
  });

  it('reads what a writer of spreadsheets writes', async () => {
    const date = { value: new Date(Date.UTC(2026, 6, 15)), type: Date, format: 'mm/dd/yyyy' };
    const file = await writeXlsxFile([
      ['Customer', 'Date', 'Amount'],
      ['Heron', date, 12.5],
    ]).toBuffer();
    expect(await cells(file)).toEqual([
      ['Customer', 'Date', 'Amount'],
      ['Heron', '2026-07-15', '12.5'],
    ]);
  });
});

describe('files that cannot be read', () => {
  const workbook = workbookOf([
    {
      name: 'Open',
      rows: [
        ['Customer', 'Invoice No'],
        ['a', 'b'],
      ],
    },
  ]);
  const spoiled = (name: string, data: string) =>
    zipOf(
      workbookParts([{ name: 'Open', rows: [['a']] }]).map((part) =>
        part.name === name ? { ...part, data } : part,
      ),
    );

  it.each<readonly [string, Uint8Array | string, RegExp]>([
    ['an empty file', '', /empty/],
    ['a file of blanks', ' \n\r\n\t', /empty/],
    ['a text without columns', 'Dear Sir\nplease pay\n', /not a table/],
    ['a PDF', '%PDF-1.7\n...', /PDF/],
    ['a web page named .xls', '<html><table><tr><td>1</td></tr></table>', /web page/],
    ['JSON', '[{"a": 1, "b": 2}]', /JSON/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), /picture/],
    ['an archive', Buffer.from([0x1f, 0x8b, 8, 0, 0]), /archive/],
    ['binary data', Buffer.from([1, 2, 0, 0, 44, 0, 7, 44, 10]), /not a text file/],
    ['an unknown encoding', Buffer.from([0x61, 0x2c, 0x81, 0x8d, 0x0a]), /encoding/],
    ['a quote that is never closed', `${HEADER}A,1,2\nB,"2,3\nC,3,4\n`, /line 3 is never closed/],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /old \.xls/],
    [
      'a workbook with a password',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
      /password/,
    ],
    ['half a workbook', workbook.subarray(0, workbook.length / 2), /damaged|half/],
    ['a zip that is no workbook', zipOf([{ name: 'a.txt', data: 'hello' }]), /no Excel workbook/],
    ['broken XML', spoiled('xl/worksheets/sheet1.xml', '<worksheet><sheetData><row>'), /no valid XML/],
    [
      'a document type definition',
      spoiled('xl/workbook.xml', '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'),
      /no valid XML/,
    ],
    ['a workbook without sheets', spoiled('xl/workbook.xml', '<workbook/>'), /no sheet/],
  ])('says what is wrong with %s', async (_, file, message) => {
    expect(await refusal(file)).toMatch(message);
  });

  it('says so when a part does not match its checksum', async () => {
    const parts = workbookParts([{ name: 'Open', rows: [['a']] }]);
    const file = zipOf(
      parts.map((part) => (part.name.includes('sheet1') ? { ...part, claimedSum: 1 } : part)),
    );
    expect(await refusal(file)).toMatch(/checksum/);
  });

  it('does not unpack a bomb', async () => {
    const parts = workbookParts([{ name: 'Open', rows: [['a']] }]);
    const bomb = { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(40 << 20, 0x20) };
    const file = zipOf(parts.map((part) => (part.name === bomb.name ? bomb : part)));
    expect(file.length).toBeLessThan(1 << 20);
    expect(await refusal(file)).toMatch(/far more than a ledger/);
  });

  it('does not believe a part that claims to be smaller than it is', async () => {
    const parts = workbookParts([{ name: 'Open', rows: [['a']] }]);
    const file = zipOf(
      parts.map((part) => (part.name.includes('sheet1') ? { ...part, claimedSize: 10 } : part)),
    );
    expect(await refusal(file)).toMatch(/damaged/);
  });

  it('refuses a file of more than 200 MB before it looks inside', async () => {
    expect(await refusal(new Uint8Array(MAX_FILE_BYTES + 1))).toMatch(/200 MB/);
  });

  it('refuses rows with thousands of columns', async () => {
    expect(await refusal(`${'a,'.repeat(2_000)}b\n`)).toMatch(/columns/);
    const far = { xml: '<c r="XFD2"><v>1</v></c>' };
    expect(await refusal(workbookOf([{ name: 'Open', rows: [['a'], [far]] }]))).toMatch(/columns/);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const source = await readTable(bytesOf(HEADER + 'A,1,2\n'.repeat(200_000)), 'x.csv');
    const reading = (async () => {
      for await (const _ of source.rows(controller.signal)) controller.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });

  const samples: readonly (readonly [string, Uint8Array])[] = [
    ['workbook', workbook],
    ['CSV', goldenFile('qbo-ar-aging-detail.csv')],
    ['Windows-1252 CSV', goldenFile('generic-german.csv')],
  ];

  it.each(samples)('never fails with anything but a message, however a %s is cut', async (_, file) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: file.length }), async (length) => {
        await refusal(file.subarray(0, length));
      }),
    );
  });

  it.each(samples)(
    'never fails with anything but a message, whatever bytes of a %s are changed',
    async (_, file) => {
      const change = fc.tuple(fc.integer({ min: 0, max: file.length - 1 }), fc.integer({ min: 0, max: 255 }));
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
          const spoilt = Uint8Array.from(file);
          for (const [at, byte] of changes) spoilt[at] = byte;
          await refusal(spoilt);
        }),
        { numRuns: 200 },
      );
    },
  );
});
