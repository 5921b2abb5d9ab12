import { describe, expect, it } from 'vitest';
import { ZipPackage } from '../../../electron/engine/connectors/files/zip-package.ts';
import type { ExportColumn } from '../../../electron/engine/services/exports/columns.ts';
import { toCsv } from '../../../electron/engine/services/exports/csv.ts';
import { sheetOf } from '../../../electron/engine/services/exports/sheet.ts';
import { toWorkbook } from '../../../electron/engine/services/exports/xlsx.ts';
import { readXlsx } from './read-xlsx.ts';
import { HOSTILE_TEXTS, SAMPLE_COLUMNS, sampleRow } from './sample-table.ts';

const TABLE = [sampleRow(), sampleRow({ name: 'Zuid BV' })];
const ABOUT = ['Worklist of Halden', 'As of 22 Nov 2026', '=Figures as of sync 08:12'];

async function xmlOf(bytes: Uint8Array, sheet: number): Promise<string> {
  let text = '';
  const zip = await ZipPackage.open(bytes);
  for await (const piece of zip.text(`xl/worksheets/sheet${sheet}.xml`)) text += piece;
  return text;
}

describe('a workbook', () => {
  it('says above its table what it is about, with an empty row between', async () => {
    const { rows } = await readXlsx(await toWorkbook([sheetOf('List', SAMPLE_COLUMNS, TABLE, ABOUT)]));
    const firsts = rows.map((row) => row.get('A'));
    expect(firsts.filter((cell) => cell !== undefined).map((cell) => cell.value)).toEqual([
      ...ABOUT,
      'Customer',
      'Ostrander Pumps BV',
      'Zuid BV',
    ]);
    expect(firsts.every((cell) => cell === undefined || !cell.formula)).toBe(true);
  });

  it('keeps the head of its table in sight, with filter buttons over exactly the table', async () => {
    const bytes = await toWorkbook([
      sheetOf('With lines', SAMPLE_COLUMNS, TABLE, ABOUT),
      sheetOf('Without', SAMPLE_COLUMNS, TABLE),
    ]);
    const [first, second] = [await xmlOf(bytes, 1), await xmlOf(bytes, 2)];
    expect(first).toContain('<autoFilter ref="A5:F7"/>');
    expect(first).toMatch(/<pane [^>]*ySplit="5"[^>]*state="frozen"/);
    expect(second).toContain('<autoFilter ref="A1:F3"/>');
    expect(second).toMatch(/<pane [^>]*ySplit="1"/);
    for (const xml of [first, second])
      expect(xml.indexOf('<autoFilter')).toBeGreaterThan(xml.indexOf('</sheetData>'));
  });

  it('has filter buttons on more columns than there are letters', async () => {
    const columns = Array.from(
      { length: 53 },
      (_, index): ExportColumn<null> => ({ kind: 'integer', header: `N${index}`, value: () => index }),
    );
    expect(await xmlOf(await toWorkbook([sheetOf('Wide', columns, [null])]), 1)).toContain('ref="A1:BA2"');
  });
});

describe('a phone number', () => {
  const PHONE: readonly ExportColumn<string | null>[] = [
    { kind: 'phone', header: 'Phone', value: (text) => text },
    { kind: 'text', header: 'End', value: () => '.' },
  ];
  const written = (text: string | null) =>
    Buffer.from(toCsv(PHONE, [text], { mark: false }))
      .toString('utf8')
      .split('\r\n')[1];

  it.each([
    ['+49 (221) 555-0100', '+49 (221) 555-0100,.'],
    ['0221/555 01.00', '0221/555 01.00,.'],
    ['+49  221\t5', '+49 221 5,.'],
    [null, ',.'],
    ['', ',.'],
  ])('%j stays what it is', (text, line) => {
    expect(written(text)).toBe(line);
  });

  it('that is more than a number is a text like any other', () => {
    for (const text of [...HOSTILE_TEXTS, "+1+cmd|' /C calc'!A0", '-1+A1', '+49 ext=2']) {
      expect(written(text)).toMatch(/^"?'/);
    }
  });
});

it('a CSV for a program that asks for none has no mark', () => {
  expect([...toCsv(SAMPLE_COLUMNS, []).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(Buffer.from(toCsv(SAMPLE_COLUMNS, [], { mark: false })).toString('utf8')).toMatch(/^Customer,/);
});
