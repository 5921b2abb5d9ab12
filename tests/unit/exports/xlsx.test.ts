import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEngineError } from '../../../electron/engine/platform/engine-error.ts';
import type { ExportColumn } from '../../../electron/engine/services/exports/columns.ts';
import { toXlsx } from '../../../electron/engine/services/exports/xlsx.ts';
import { readXlsx } from './read-xlsx.ts';
import { HOSTILE_TEXTS, SAMPLE_COLUMNS, sampleRow } from './sample-table.ts';

const NAME_ONLY: readonly ExportColumn<string>[] = [
  { kind: 'text', header: 'Customer', value: (name) => name },
];

async function names(texts: readonly string[]): Promise<(string | undefined)[]> {
  const { rows } = await readXlsx(await toXlsx('Names', NAME_ONLY, texts));
  return texts.map((_, index) => rows[index + 1]?.get('A')?.value);
}

/** Days since 1899-12-30, as a sheet counts them. */
function serial(isoInstant: string): number {
  return (Date.parse(isoInstant) - Date.parse('1899-12-30T00:00:00.000Z')) / 86_400_000;
}

describe('XLSX', () => {
  it('has the headers in the first row of a sheet with the given name', async () => {
    const { sheetName, rows } = await readXlsx(await toXlsx('Worklist', SAMPLE_COLUMNS, []));
    expect(sheetName).toBe('Worklist');
    expect([...(rows[0]?.values() ?? [])].map((cell) => cell.value)).toEqual([
      'Customer',
      'Open',
      'Currency',
      'Days late',
      'Due',
      'Last touch',
    ]);
  });

  it('writes amounts as numbers with the decimals of their currency', async () => {
    const table = [
      sampleRow({ minor: -123_450, currency: 'EUR' }),
      sampleRow({ minor: 1_204_000, currency: 'JPY' }),
      sampleRow({ minor: 1_234_567, currency: 'KWD' }),
    ];
    const { rows } = await readXlsx(await toXlsx('Open', SAMPLE_COLUMNS, table));
    expect(rows.slice(1).map((row) => row.get('B'))).toEqual([
      { type: 'n', value: '-1234.5', formula: false, format: '#,##0.00' },
      { type: 'n', value: '1204000', formula: false, format: '#,##0' },
      { type: 'n', value: '1234.567', formula: false, format: '#,##0.000' },
    ]);
  });

  it('writes dates as dates and instants as UTC', async () => {
    const { rows } = await readXlsx(await toXlsx('Dates', SAMPLE_COLUMNS, [sampleRow()]));
    const [due, at] = [rows[1]?.get('E'), rows[1]?.get('F')];
    expect(due).toEqual({
      type: 'n',
      value: String(serial('2026-09-20T00:00:00.000Z')),
      formula: false,
      format: 'yyyy-mm-dd',
    });
    expect(Number(at?.value)).toBeCloseTo(serial('2026-11-19T16:02:00.000Z'), 9);
    expect(at?.format).toBe('yyyy-mm-dd hh:mm:ss');
  });

  it('writes days as whole numbers', async () => {
    const { rows } = await readXlsx(await toXlsx('Days', SAMPLE_COLUMNS, [sampleRow({ days: -12 })]));
    expect(rows[1]?.get('D')).toEqual({ type: 'n', value: '-12', formula: false, format: '0' });
  });

  it('leaves out the cell where there is no value', async () => {
    const row = sampleRow({ name: null, minor: null, days: null, due: null, at: null });
    const { rows } = await readXlsx(await toXlsx('Empty', SAMPLE_COLUMNS, [row]));
    expect([...(rows[1]?.keys() ?? [])]).toEqual(['C']);
  });

  it.each(HOSTILE_TEXTS)('keeps %j as a text, not a formula', async (name) => {
    const { rows } = await readXlsx(await toXlsx('Names', SAMPLE_COLUMNS, [sampleRow({ name })]));
    const cell = rows[1]?.get('A');
    expect(cell?.type).toBe('s');
    expect(cell?.formula).toBe(false);
  });

  it('keeps digits that are a name as text, with their leading zeros', async () => {
    expect(await names(['0042', '1e5', 'TRUE', '2026-11-21'])).toEqual(['0042', '1e5', 'TRUE', '2026-11-21']);
  });

  it('keeps names that are words of the programming language or look escaped', async () => {
    const odd = [
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
      'a _x0041_ b',
      '_x005F_',
      '<b>&amp;"',
    ];
    expect(await names(odd)).toEqual(odd);
  });

  it('keeps spaces at the ends and line breaks', async () => {
    expect(await names([' padded ', 'two\nlines'])).toEqual([' padded ', 'two\nlines']);
  });

  it('gives every text back that XML can carry', async () => {
    const printable = fc.string({ unit: 'grapheme-ascii' }).filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(printable, { minLength: 1, maxLength: 8 }), async (texts) => {
        expect(await names(texts)).toEqual(texts);
      }),
      { numRuns: 25 },
    );
  });

  it('cuts a text that is longer than a cell may be', async () => {
    const [cut = ''] = await names(['x'.repeat(40_000)]);
    expect(cut).toHaveLength(32_767);
    expect(cut.endsWith('x…')).toBe(true);
  });

  it.each([
    ['Aging: 2026/11 [EUR]', 'Aging  2026 11  EUR'],
    ["'quoted'", 'quoted'],
    ['', 'Sheet1'],
    ['A name that is longer than thirty-one characters', 'A name that is longer than thir'],
  ])('turns the sheet name %j into one that spreadsheets take', async (given, taken) => {
    const { sheetName } = await readXlsx(await toXlsx(given, NAME_ONLY, ['x']));
    expect(sheetName).toBe(taken);
  });

  it('refuses a table that does not fit on a sheet and says what to do', async () => {
    function* endless() {
      for (;;) yield 'x';
    }
    const refused = await toXlsx('Log', NAME_ONLY, endless()).catch((error: unknown) => error);
    expect(isEngineError(refused, 'validation')).toBe(true);
    expect(String(refused)).toContain('Export it as CSV');
  });
});
