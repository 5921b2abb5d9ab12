import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defusedCell, rejectedRowsCsv } from '../../../electron/engine/connectors/files/rejected-rows-csv.ts';
import { importFile, mappingOf } from '../../support/import-samples.ts';

describe('the export of rejected rows', () => {
  it('holds row, column, reason and the cells as they stand in the file', async () => {
    const file =
      'Customer,Invoice No,Amount\nHeron,A1,soon\nMarsh,A2,1.00\n"=cmd|\' /C calc\'!A0",A3,1.2,left over\n';
    const columns = { customerName: 'Customer', invoiceNumber: 'Invoice No', amount: 'Amount' };
    const { summary } = await importFile(file, mappingOf(columns));
    const csv = rejectedRowsCsv(summary);
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(parse(csv, { bom: true })).toEqual([
      ['row', 'column', 'reason', 'Customer', 'Invoice No', 'Amount', ''],
      ['2', 'Amount', '"soon" is not an amount.', 'Heron', 'A1', 'soon', ''],
      ['4', '', expect.stringContaining('more cells'), "'=cmd|' /C calc'!A0", 'A3', '1.2', 'left over'],
    ]);
  });

  it('is only a header when nothing was rejected', () => {
    expect(rejectedRowsCsv({ columns: ['A'], rejected: [] })).toBe('\uFEFFrow,column,reason,A\r\n');
  });
});

describe('defusedCell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1 (555) 0100', "'+1 (555) 0100"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['-40.00', '-40.00'],
    ['+7', '+7'],
    ['-1,234.56', '-1,234.56'],
    ['Heron', 'Heron'],
    ['', ''],
  ])('makes of %j %j', (text, defused) => {
    expect(defusedCell(text)).toBe(defused);
  });

  it('leaves no cell that starts like a formula but a plain number', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = defusedCell(text);
        if (/^[=@\t\r]/.test(cell)) throw new Error(cell);
        if (/^[+-]/.test(cell)) expect(cell).toMatch(/^[+-][\d.,]+$/);
      }),
    );
  });
});
