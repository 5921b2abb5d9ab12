import { describe, expect, it } from 'vitest';
import type { InspectOptions } from '../../../electron/engine/connectors/files/inspect.ts';
import { inspect } from '../../../electron/engine/connectors/files/inspect.ts';
import { readTable } from '../../../electron/engine/connectors/files/read-table.ts';
import { importInspectionSchema, importMappingSchema } from '../../../shared/contract/imports.ts';
import { bytesOf, goldenFile, mappingOf, USD, workbookOf } from '../../support/import-samples.ts';

async function inspected(file: Uint8Array | string, options: Partial<InspectOptions> = {}) {
  const source = await readTable(typeof file === 'string' ? bytesOf(file) : file, 'ledger.csv');
  return inspect(source, { baseCurrency: USD, ...options });
}

const LIST = 'Customer No,Customer,Invoice No,Invoice date,Due date,Amount,Open amount,Currency\n';

describe('inspect', () => {
  it('says what each column was recognised as, with samples', async () => {
    const { columns } = await inspected(
      `${LIST}7,Heron,A1,2026-01-02,2026-02-01,10.00,5.00,EUR\n,,,,,,,\n8,Marsh,A2,2026-01-02,,1,1,EUR\n`,
    );
    expect(columns.map(({ name, recognisedAs }) => [name, recognisedAs])).toEqual([
      ['Customer No', 'customerNumber'],
      ['Customer', 'customerName'],
      ['Invoice No', 'invoiceNumber'],
      ['Invoice date', 'invoiceDate'],
      ['Due date', 'dueDate'],
      ['Amount', 'amount'],
      ['Open amount', 'openAmount'],
      ['Currency', 'currency'],
    ]);
    expect(columns[0]).toMatchObject({ index: 0, samples: ['7', '8'] });
    expect(columns[0]?.confidence).toBeGreaterThan(0.9);
  });

  it('never takes a bucket for the balance', async () => {
    const file =
      'Customer,Invoice No,Due date,Current,1 - 30,31 - 60,Over 60,Balance\nA,1,2026-01-01,0,5,0,0,5\n';
    const { columns, proposedMapping } = await inspected(file);
    expect(proposedMapping.columns).toMatchObject({ openAmount: 'Balance', amount: null });
    expect(columns.slice(3, 7).map((column) => column.recognisedAs)).toEqual([null, null, null, null]);
  });

  it('classifies every row, shows the unknown ones and the first fifty', async () => {
    const rows = Array.from({ length: 80 }, (_, at) => `7,Heron,A${at},2026-01-02,2026-02-01,10.00,5.00,EUR`);
    const {
      counts,
      unknownRows,
      rows: shown,
    } = await inspected(`${LIST}${rows.join('\n')}\nwhat is this\nTotal,,,,,800,400,\n`);
    expect(counts).toMatchObject({ header: 1, data: 80, unknown: 1, grand: 1 });
    expect(unknownRows).toEqual([{ line: 82, class: 'unknown', cells: ['what is this'] }]);
    expect(shown).toHaveLength(50);
    expect(shown[0]).toMatchObject({ line: 1, class: 'header' });
  });

  it('asks only what the file leaves open', async () => {
    const clear = await inspected(
      `As of 2026-03-31,,\n${LIST}7,Heron,A1,25/1/2026,1/2/2026,10.00,5.00,EUR\n`,
    );
    expect(clear.questions).toEqual([]);
    const unclear = await inspected('Customer,Invoice No,Date,Amount\nHeron,A1,3/4/2026,"1,234"\n');
    expect(unclear.questions.map(({ code, column }) => [code, column])).toEqual([
      ['date_order', 'Date'],
      ['decimal_mark', 'Amount'],
      ['currency', null],
      ['as_of', null],
    ]);
    expect(unclear.questions[0]?.choices.map(({ value }) => value)).toEqual(['d/M/yyyy', 'M/d/yyyy']);
    expect(unclear.questions[2]?.choices).toMatchObject([{ value: 'USD' }]);
  });

  it('asks for the columns that it did not recognise', async () => {
    const { questions, proposedMapping } = await inspected('Wer,Was,Wieviel\nHeron,A1,10.00\n');
    expect(questions.filter(({ code }) => code === 'columns').map(({ text }) => text)).toEqual([
      expect.stringContaining('invoice number'),
      expect.stringContaining('amount'),
    ]);
    expect(proposedMapping.preset).toBe('generic');
  });

  it('refuses a file without a header', async () => {
    await expect(inspected('1,2,3\n4,5,6\n7,8,9\n')).rejects.toMatchObject({
      code: 'bad_file',
      message: /header/,
    });
  });

  it('takes the sheet that has a header', async () => {
    const file = workbookOf([
      { name: 'Cover', rows: [['Open items of Heron']] },
      {
        name: 'Data',
        rows: [LIST.trim().split(','), ['7', 'Heron', 'A1', { serial: 46_055 }, null, 10, 5, 'EUR']],
      },
    ]);
    const { sheet, proposedMapping, sheets } = await inspected(file);
    expect([sheet, proposedMapping.sheet, sheets]).toEqual(['Data', 'Data', ['Cover', 'Data']]);
  });

  it('proposes a saved mapping again for the same shape, whatever the rows', async () => {
    const first = await inspected(`${LIST}7,Heron,A1,2026-01-02,2026-02-01,10.00,5.00,EUR\n`);
    const saved = mappingOf({
      customerNumber: 'Customer No',
      invoiceNumber: 'Invoice No',
      amount: 'Open amount',
    });
    const savedMapping = (shape: string) => (shape === first.shapeHash ? saved : null);
    const again = await inspected(`${LIST}9,Marsh,B7,2026-05-02,2026-06-01,1,1,GBP\n`, { savedMapping });
    expect(again.shapeHash).toBe(first.shapeHash);
    expect(again.proposedMapping).toEqual(saved);
    const other = await inspected(
      `${LIST.replace('Currency', 'Curr')}9,Marsh,B7,2026-05-02,2026-06-01,1,1,GBP\n`,
      { savedMapping },
    );
    expect(other.shapeHash).not.toBe(first.shapeHash);
    expect(other.proposedMapping).not.toEqual(saved);
  });

  it('uses the preset that it is told to, and names the known ones when there is none of that name', async () => {
    const { proposedMapping } = await inspected(goldenFile('qbo-ar-aging-detail.csv'), { preset: 'generic' });
    expect(proposedMapping.preset).toBe('generic');
    await expect(inspected(LIST, { preset: 'quickbooks' })).rejects.toMatchObject({
      code: 'bad_mapping',
      message: expect.stringContaining('qbo-ar-aging-detail'),
    });
  });

  it('fits the contract with the window', async () => {
    const inspection = await inspected(goldenFile('xero-aged-receivables-detail.csv'));
    expect(importInspectionSchema.parse(inspection)).toEqual(inspection);
  });
});

describe('a mapping file', () => {
  it('may leave out everything that is not needed', () => {
    expect(
      importMappingSchema.parse({ currency: 'usd', columns: { invoiceNumber: 'No', amount: 'Amt' } }),
    ).toMatchObject({
      kind: 'invoices',
      currency: 'USD',
      dateFormat: 'auto',
      decimal: 'auto',
      layout: 'column',
      columns: { invoiceNumber: 'No', amount: 'Amt', email: null, phone: null },
    });
  });

  it.each([
    [{ columns: { invoiceNo: 'No' } }],
    [{ currency: 'DOLLAR', columns: {} }],
    [{ decimal: ';', columns: {} }],
    [{ kind: 'bills', columns: {} }],
    [{}],
  ])('is refused when it says %j', (mapping) => {
    expect(importMappingSchema.safeParse(mapping).success).toBe(false);
  });
});
