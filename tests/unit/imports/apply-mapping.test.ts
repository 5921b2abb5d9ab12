import { describe, expect, it } from 'vitest';
import { applyMapping } from '../../../electron/engine/connectors/files/apply-mapping.ts';
import { readTable } from '../../../electron/engine/connectors/files/read-table.ts';
import type { ColumnMapping, ImportMapping } from '../../../shared/domain/imports/mapping.ts';
import {
  bytesOf,
  importFile,
  mappingOf,
  publicInvoices,
  TODAY,
  USD,
  warningCounts,
  workbookOf,
} from '../../support/import-samples.ts';

const COLUMNS: Partial<ColumnMapping> = {
  customerNumber: 'Customer No',
  customerName: 'Name',
  invoiceNumber: 'Invoice',
  invoiceDate: 'Issued',
  dueDate: 'Due',
  amount: 'Amount',
};
const HEADER = 'Customer No,Name,Invoice,Issued,Due,Amount';

function ledger(...rows: readonly string[]): string {
  return [HEADER, ...rows, ''].join('\n');
}

function importRows(rows: readonly string[], rest: Partial<ImportMapping> = {}) {
  return importFile(ledger(...rows), mappingOf(COLUMNS, rest));
}

/** Imports one row whose cells beyond the usual ones are given by field. */
async function importOne(
  extra: Partial<Record<keyof ColumnMapping, string>>,
  rest: Partial<ImportMapping> = {},
) {
  const usual = {
    customerNumber: '1',
    invoiceNumber: 'A',
    invoiceDate: '2026-01-10',
    dueDate: '2026-02-09',
    amount: '100.00',
  };
  const cells = { ...usual, ...extra };
  const fields = Object.keys(cells) as (keyof ColumnMapping)[];
  const quoted = Object.values(cells).map((text) => `"${text.replace(/"/g, '""')}"`);
  const columns = Object.fromEntries(fields.map((field) => [field, field]));
  return importFile(`${fields.join(',')}\n${quoted.join(',')}\n`, mappingOf(columns, rest));
}

describe('the public sample of settled invoices', () => {
  const file = publicInvoices();
  if (file === null) console.log('skipped: ../shared/data/invoices is not beside this checkout');

  it.skipIf(file === null)(
    'comes to 2,466 invoices of 100 customers with the documented mapping',
    async () => {
      const columns = {
        customerNumber: 'customerID',
        invoiceNumber: 'invoiceNumber',
        invoiceDate: 'InvoiceDate',
        dueDate: 'DueDate',
        amount: 'InvoiceAmount',
        paidDate: 'SettledDate',
        disputed: 'Disputed',
        country: 'countryCode',
      };
      for (const rest of [{ dateFormat: 'M/d/yyyy', decimal: '.' } as const, {}]) {
        const { summary, records } = await importFile(file ?? '', mappingOf(columns, rest));
        expect(summary.rows).toEqual({ read: 2_466, records: 2_466, skipped: 0, rejected: 0 });
        expect(summary).toMatchObject({ customers: 100, invoices: 2_466, warnings: [] });
        const openThen = records.filter(
          (each) =>
            each.kind === 'invoice' &&
            (each.issueDate ?? '') <= '2013-06-30' &&
            (each.paidDate ?? '') > '2013-06-30',
        );
        const total = openThen.reduce(
          (sum, each) => sum + (each.kind === 'invoice' ? each.totalMinor : 0),
          0,
        );
        expect([openThen.length, total]).toEqual([84, 511_985]);
        expect(records[0]).toMatchObject({
          number: '0000611365',
          country: '391',
          disputed: false,
          openMinor: 0,
        });
      }
    },
  );
});

describe('amounts', () => {
  it('are rounded half-even on their text, with a warning that counts them', async () => {
    const rows = ['0.125', '0.135', '2.5', '1.0050000000000000001', '-0.125'].map(
      (amount, at) => `1,A,I${at},,,${amount}`,
    );
    const { records, summary } = await importRows(rows);
    expect(records.map((each) => each.kind === 'payment' || each.totalMinor)).toEqual([12, 14, 250, 101, 12]);
    expect(warningCounts(summary)).toMatchObject({ amount_rounded: 4 });
    expect(summary.rejected).toEqual([]);
  });

  it('follow the exponent of their currency', async () => {
    const columns = { ...COLUMNS, currency: 'Cur' };
    const file = `${HEADER},Cur\n1,A,a,,,1000,JPY\n1,A,b,,,1.234,KWD\n1,A,c,,,10.5,usd\n1,A,d,,,1,\n`;
    const { records } = await importFile(file, mappingOf(columns, { decimal: '.' }));
    expect(records.map((each) => [each.currency, each.kind === 'payment' || each.totalMinor])).toEqual([
      ['JPY', 1000],
      ['KWD', 1234],
      ['USD', 1050],
      ['USD', 100],
    ]);
  });

  it('that are negative are credit notes', async () => {
    const { records } = await importRows([
      '1,A,a,,,-40.00',
      '1,A,b,,,(40.00)',
      '1,A,c,,,40.00-',
      '1,A,d,,,40.00 CR',
      '1,A,e,,,0',
    ]);
    expect(records.map((each) => each.kind)).toEqual([
      'credit_note',
      'credit_note',
      'credit_note',
      'credit_note',
      'invoice',
    ]);
    expect(records[0]).toMatchObject({ totalMinor: 4000, openMinor: 4000 });
  });

  it('with two decimal marks are rejected with row, column and reason', async () => {
    const { summary, records } = await importRows(
      ['1,A,a,,,1.00', '1,A,b,,,12.34.56', '1,A,c,,,"1.234,56"'],
      { decimal: '.' },
    );
    expect(records).toHaveLength(1);
    expect(summary.rejected).toMatchObject([
      { row: 3, column: 'Amount', code: 'two_decimal_marks', message: expect.stringContaining('12.34.56') },
      { row: 4, column: 'Amount', code: 'two_decimal_marks' },
    ]);
  });

  it('take the decimal mark of their column from all of its rows', async () => {
    const { records } = await importRows(['1,A,a,,,"1.234"', '1,A,b,,,"12,50"']);
    expect(records.map((each) => each.kind === 'payment' || each.totalMinor)).toEqual([123_400, 1_250]);
  });

  it('in both styles are read one by one, and only the ambiguous ones rejected', async () => {
    const { records, summary } = await importRows([
      '1,A,a,,,"1.234,56"',
      '1,A,b,,,"1,234.56"',
      '1,A,c,,,"1,234"',
    ]);
    expect(records.map((each) => each.kind === 'payment' || each.totalMinor)).toEqual([123_456, 123_456]);
    expect(summary.rejected).toMatchObject([{ row: 4, code: 'ambiguous_amount' }]);
  });

  it('that never show their decimal mark are asked about', async () => {
    await expect(importRows(['1,A,a,,,"1,234"', '1,A,b,,,"5,678"'])).rejects.toMatchObject({
      code: 'bad_mapping',
      message: expect.stringMatching(/"Amount".*Set "decimal" in the mapping to "\." or ","/),
    });
  });

  it('that are blank or no amounts are rejected', async () => {
    const { summary } = await importRows([
      '1,A,a,,,',
      '1,A,b,,,NaN',
      '1,A,c,,,soon',
      `1,A,d,,,${'9'.repeat(30)}`,
    ]);
    expect(summary.rejected.map(({ row, code }) => [row, code])).toEqual([
      [2, 'missing_amount'],
      [3, 'missing_amount'],
      [4, 'not_an_amount'],
      [5, 'amount_too_large'],
    ]);
  });

  it('name their own currency where no column does', async () => {
    const { records, summary } = await importOne({ amount: '1.234,56 €' });
    expect(records).toMatchObject([{ currency: 'EUR', totalMinor: 123_456 }]);
    expect(warningCounts(summary)).toMatchObject({ currency_from_amount: 1 });
    expect((await importOne({ amount: '$2,302.00' })).records).toMatchObject([
      { currency: 'USD', totalMinor: 230_200 },
    ]);
  });

  it('of an unknown currency are rejected', async () => {
    const { summary } = await importOne({ currency: 'Doubloon' });
    expect(summary.rejected).toMatchObject([{ row: 2, column: 'currency', code: 'unknown_currency' }]);
  });
});

describe('open amounts', () => {
  it('are the figure of the source, beside the total', async () => {
    expect((await importOne({ openAmount: '40.00' })).records).toMatchObject([
      { totalMinor: 10_000, openMinor: 4_000 },
    ]);
  });

  it('stand for the total where the file has no other amount', async () => {
    const file = 'C,I,Balance\n1,A,75.00\n';
    const { records } = await importFile(
      file,
      mappingOf({ customerName: 'C', invoiceNumber: 'I', openAmount: 'Balance' }),
    );
    expect(records).toMatchObject([{ totalMinor: 7_500, openMinor: 7_500 }]);
  });

  it('above the total or of the other sign are kept out of the balance as far as they must, with a warning', async () => {
    const above = await importOne({ openAmount: '140.00' });
    expect(above.records).toMatchObject([{ openMinor: 14_000 }]);
    expect(warningCounts(above.summary)).toEqual({ overpaid: 1 });
    const other = await importOne({ openAmount: '-5.00' });
    expect(other.records).toMatchObject([{ kind: 'invoice', openMinor: 0 }]);
    expect(warningCounts(other.summary)).toEqual({ overpaid: 1 });
  });

  it('that are blank are not guessed', async () => {
    expect((await importOne({ openAmount: '' })).summary.rejected).toMatchObject([
      { code: 'missing_amount', column: 'openAmount' },
    ]);
  });

  it('of credit notes carry the sign of the credit', async () => {
    expect((await importOne({ amount: '-100.00', openAmount: '-30.00' })).records).toMatchObject([
      { kind: 'credit_note', totalMinor: 10_000, openMinor: 3_000 },
    ]);
  });
});

describe('dates', () => {
  it('that do not exist reject their row', async () => {
    const { summary, records } = await importRows(
      ['1,A,a,2/30/2013,3/1/2013,1', '1,A,b,1/2/2013,13/45/2013,1', '1,A,c,1/2/2013,2/1/2013,1'],
      { dateFormat: 'M/d/yyyy' },
    );
    expect(records).toHaveLength(1);
    expect(summary.rejected).toMatchObject([
      { row: 2, column: 'Issued', code: 'bad_date', message: expect.stringContaining('2/30/2013') },
      { row: 3, column: 'Due', code: 'bad_date' },
    ]);
  });

  it('take the order of day and month from all rows of their column', async () => {
    const { records } = await importRows(['1,A,a,3/4/2026,,1', '1,A,b,25/4/2026,,1']);
    expect(records[0]).toMatchObject({ issueDate: '2026-04-03' });
  });

  it('follow another date column when their own shows no order', async () => {
    const { records } = await importRows(['1,A,a,3/4/2026,4/5/2026,1', '1,A,b,5/6/2026,6/25/2026,1']);
    expect(records[0]).toMatchObject({ issueDate: '2026-03-04', dueDate: '2026-04-05' });
  });

  it('that can be read both ways are asked about, never guessed', async () => {
    await expect(importRows(['1,A,a,3/4/2026,,1'])).rejects.toMatchObject({
      code: 'bad_mapping',
      message: expect.stringMatching(
        /"Issued".*Set "dateFormat" in the mapping to "d\/M\/yyyy" or "M\/d\/yyyy"/,
      ),
    });
  });

  it('of which a single one contradicts the others reject only that row', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => `1,A,i${at},${13 + (at % 10)}/4/2026,,1`);
    const { summary } = await importRows([...rows, '1,A,x,4/25/2026,,1']);
    expect(summary.rejected).toMatchObject([{ row: 42, code: 'bad_date' }]);
  });

  it('in a workbook come from their serials, whatever the format says', async () => {
    const file = workbookOf([
      { name: 'Notes', rows: [['nothing here']] },
      {
        name: 'Open',
        rows: [
          ['Customer No', 'Name', 'Invoice', 'Issued', 'Due', 'Amount'],
          ['1', 'A', 7, { serial: 46_055 }, 46_085, 12.5],
        ],
      },
    ]);
    const { records } = await importFile(file, mappingOf(COLUMNS, { dateFormat: 'M/d/yyyy' }), {
      fileName: 'x.xlsx',
    });
    expect(records).toMatchObject([
      { number: '7', issueDate: '2026-02-02', dueDate: '2026-03-04', totalMinor: 1_250 },
    ]);
  });

  it('before the invoice was issued are only warned of', async () => {
    const { records, summary } = await importRows(['1,A,a,2026-03-01,2026-02-01,1']);
    expect(records).toHaveLength(1);
    expect(warningCounts(summary)).toEqual({ due_before_issue: 1, open_is_total: 1 });
  });

  it('that are due come from the terms when the file has none, and say so', async () => {
    const { records, summary } = await importOne({ dueDate: '', terms: 'Net 30' });
    expect(records).toMatchObject([{ dueDate: '2026-02-09', dueDerived: true, terms: 'Net 30' }]);
    expect(warningCounts(summary)).toEqual({ due_date_derived: 1, open_is_total: 1 });
    const unknown = await importOne({ dueDate: 'nan', terms: 'NAH4' });
    expect(unknown.records).toMatchObject([{ dueDate: null, dueDerived: false, terms: 'NAH4' }]);
    expect(warningCounts(unknown.summary)).toEqual({ no_due_date: 1, open_is_total: 1 });
  });
});

describe('paid dates', () => {
  it('mean paid in full on that day', async () => {
    expect((await importOne({ paidDate: '2026-03-01' })).records).toMatchObject([
      { openMinor: 0, paidDate: '2026-03-01' },
    ]);
    expect((await importOne({ paidDate: '' })).records).toMatchObject([
      { openMinor: 10_000, paidDate: null },
    ]);
    expect((await importOne({ paidDate: '00000000' })).records).toMatchObject([
      { openMinor: 10_000, paidDate: null },
    ]);
  });

  it('that are still to come leave the invoice open, with a warning', async () => {
    const { records, summary } = await importOne({ paidDate: '2026-11-22' });
    expect(records).toMatchObject([{ openMinor: 10_000, paidDate: null }]);
    expect(warningCounts(summary)).toEqual({ paid_in_future: 1 });
    expect((await importOne({ paidDate: TODAY })).records).toMatchObject([{ openMinor: 0 }]);
  });

  it('win over an open amount, with a warning', async () => {
    const { records, summary } = await importOne({ paidDate: '2026-03-01', openAmount: '20.00' });
    expect(records).toMatchObject([{ openMinor: 0 }]);
    expect(warningCounts(summary)).toEqual({ paid_but_open: 1 });
  });
});

describe('identifiers', () => {
  it('are text: leading zeros stay, the .0 of a spreadsheet goes with a warning', async () => {
    const { records, summary } = await importRows(['0042,A,0007,,,1', '0042,A,1930438491.0,,,1']);
    expect(records.map((each) => [each.customerNumber, each.number])).toEqual([
      ['0042', '0007'],
      ['0042', '1930438491'],
    ]);
    expect(warningCounts(summary)).toMatchObject({ identifier_point_zero: 1 });
  });

  it('keep a .0 where others in the column have decimals of their own', async () => {
    const { records } = await importRows(['1,A,7.0,,,1', '1,A,7.1,,,1']);
    expect(records.map((each) => each.number)).toEqual(['7.0', '7.1']);
  });

  it('that a spreadsheet shortened are rejected, for their last digits are gone', async () => {
    const { summary } = await importRows(['1,A,1.93044E+09,,,1']);
    expect(summary.rejected).toMatchObject([{ column: 'Invoice', code: 'shortened_number' }]);
  });

  it('of other documents are kept as they stand', async () => {
    const { records } = await importOne({ poNumber: '4.5E+10', reference: '7.0' });
    expect(records).toMatchObject([{ poNumber: '4.5E+10', reference: '7' }]);
  });

  it('are needed: a row without a customer or a number is rejected', async () => {
    const { summary } = await importRows([',,a,,,1', '1,A,,2026-01-01,,1']);
    expect(summary.rejected.map(({ column, code }) => [column, code])).toEqual([
      ['Customer No', 'missing_customer'],
      ['Invoice', 'missing_number'],
    ]);
  });
});

describe('customers', () => {
  it('are their number, and other names of it become aliases', async () => {
    const { summary } = await importRows([
      '1,WAL-MAR corp,a,,,1',
      '1,WAL-MAR  llc,b,,,1',
      '2,Other,c,,,1',
      '1,WAL-MAR corp,d,,,1',
    ]);
    expect(summary.customers).toBe(2);
    expect(summary.aliases).toEqual([{ customerKey: '1', names: ['WAL-MAR corp', 'WAL-MAR llc'] }]);
    expect(warningCounts(summary)).toMatchObject({ customer_alias: 1 });
  });

  it('without a number are their name', async () => {
    const { records } = await importRows([',Blue  Heron ,a,,,1']);
    expect(records).toMatchObject([
      { customerKey: 'Blue Heron', customerNumber: null, customerName: 'Blue Heron' },
    ]);
  });

  it('may have invoices of the same number', async () => {
    const { summary } = await importRows(['1,A,7,,,1', '2,B,7,,,1']);
    expect(summary).toMatchObject({ invoices: 2, superseded: 0 });
  });

  it('called "Total" something are data, not totals', async () => {
    const { summary } = await importRows(['1,Total Wine,a,,,1', '2,Total,b,2026-01-01,,2', 'Total,,,,,3']);
    expect(summary.classes).toMatchObject({ data: 2, grand: 1 });
  });

  it('keep countries and terms that are unknown', async () => {
    const { records } = await importOne({
      country: '391',
      terms: 'NAH4',
      disputed: 'Yes',
      poNumber: 'PO-1',
      email: 'a@b.example',
    });
    expect(records).toMatchObject([
      { country: '391', terms: 'NAH4', disputed: true, poNumber: 'PO-1', email: 'a@b.example' },
    ]);
  });
});

describe('repeated invoices', () => {
  it('count once where their rows are equal, with a warning', async () => {
    const { records, summary } = await importRows(['1,A,7,,,1.00', '1,A,8,,,5.00', '1,A,7,,,1.00']);
    expect(records.map((each) => [each.number, each.line])).toEqual([
      ['8', 3],
      ['7', 4],
    ]);
    expect(summary.rows).toEqual({ read: 3, records: 2, skipped: 1, rejected: 0 });
    expect(warningCounts(summary)).toMatchObject({ duplicate_invoice: 1 });
  });

  it('never lose a good row to a rejected one', async () => {
    const { records, summary } = await importRows(['1,A,7,,,1.00', '1,A,7,,,soon']);
    expect(records).toMatchObject([{ number: '7', line: 2 }]);
    expect(summary.rows).toEqual({ read: 2, records: 1, skipped: 0, rejected: 1 });
  });

  it('are seen with and without the .0 of a spreadsheet', async () => {
    expect((await importRows(['1,A,7,,,1.00', '1,A,7.0,,,1.00'])).summary).toMatchObject({
      superseded: 1,
      invoices: 1,
    });
  });

  it('are not an invoice and the credit note of the same number', async () => {
    expect((await importRows(['1,A,7,,,1.00', '1,A,7,,,-1.00'])).summary).toMatchObject({
      invoices: 1,
      creditNotes: 1,
    });
  });
});

describe('mappings', () => {
  it('that name a missing column are refused with its name and the columns of the file', async () => {
    const mapping = mappingOf({ ...COLUMNS, dueDate: 'DueDay' });
    await expect(importFile(ledger('1,A,a,,,1'), mapping)).rejects.toMatchObject({
      code: 'bad_mapping',
      message: expect.stringMatching(/"DueDay".*Customer No, Name, Invoice, Issued, Due, Amount/),
      details: { missing: ['DueDay'] },
    });
  });

  it('find the header below any number of title rows', async () => {
    const file = `${'Report of everything\n'.repeat(60)}${ledger('1,A,a,,,1')}`;
    const { summary, records } = await importFile(file, mappingOf(COLUMNS));
    expect(summary).toMatchObject({ headerLine: 61, classes: { title: 60 } });
    expect(records).toMatchObject([{ line: 62 }]);
  });

  it('find columns whatever the spaces and case of their headers', async () => {
    const file = '"  Customer   No ", NAME ,invoice,Issued,Due,amount\n1,A,a,,,1\n';
    expect((await importFile(file, mappingOf(COLUMNS))).records).toHaveLength(1);
  });

  it.each<readonly [string, Partial<ColumnMapping>, Partial<ImportMapping>, RegExp]>([
    ['no currency', {}, { currency: null }, /no currency.*"USD"/],
    ['no amount', { amount: null }, {}, /amount or openAmount/],
    ['no customer', { customerNumber: null, customerName: null }, {}, /customerNumber or customerName/],
    ['no invoice number', { invoiceNumber: null }, {}, /invoiceNumber/],
    ['a date format without a year', {}, { dateFormat: 'M/d' }, /"M\/d".*"M\/d\/yyyy"/],
  ])('with %s are refused and say what to add', async (_, columns, rest, message) => {
    const mapping = mappingOf({ ...COLUMNS, ...columns }, rest);
    await expect(importFile(ledger('1,A,a,,,1'), mapping)).rejects.toMatchObject({
      code: 'bad_mapping',
      message: expect.stringMatching(message),
    });
  });
});

describe('half-written files', () => {
  it('lose only the row that they end in, and say so', async () => {
    const { records, summary } = await importFile(`${ledger('1,A,a,,,1.00')}1,A,b,2026-`, mappingOf(COLUMNS));
    expect(records).toHaveLength(1);
    expect(summary.rejected).toMatchObject([{ row: 3, code: 'incomplete_row' }]);
    expect(warningCounts(summary)).toMatchObject({ file_ends_early: 1 });
  });

  it('are not files whose rows leave out blank cells at the end', async () => {
    const file = 'Invoice,Customer No,Amount,Terms\na,1,1.00\nb,1,2.00';
    const columns = {
      customerNumber: 'Customer No',
      invoiceNumber: 'Invoice',
      amount: 'Amount',
      terms: 'Terms',
    };
    expect((await importFile(file, mappingOf(columns))).records).toHaveLength(2);
  });
});

describe('rows whose cells have slipped', () => {
  it('are rejected rather than read with another amount', async () => {
    const { records, summary } = await importRows(['1,A,a,,,1,234.56', '1,A,b,,,1.00,,', '1,A,c,,,1.00']);
    expect(records.map((each) => each.number)).toEqual(['b', 'c']);
    expect(summary.rejected).toMatchObject([{ row: 2, column: null, code: 'too_many_cells' }]);
  });

  it('are not the notes beside the table of a workbook', async () => {
    const rows = [HEADER.split(','), ['1', 'A', 'a', null, null, 5, null, 'call them']];
    const { records } = await importFile(workbookOf([{ name: 'Open', rows }]), mappingOf(COLUMNS));
    expect(records).toHaveLength(1);
  });
});

describe('large files', () => {
  it('come in batches of at most 5,000 records, in order, with progress', async () => {
    const rows = Array.from({ length: 12_345 }, (_, at) => `${at % 7},A,I${at},,,1.00`);
    const source = await readTable(bytesOf(ledger(...rows)), 'x.csv');
    const fractions: number[] = [];
    const onProgress = (progress: { readonly fraction: number }) => fractions.push(progress.fraction);
    const mapped = await applyMapping(source, mappingOf(COLUMNS), {
      today: TODAY,
      baseCurrency: USD,
      onProgress,
    });
    const sizes: number[] = [];
    let last = 0;
    for await (const batch of mapped.batches) {
      sizes.push(batch.length);
      for (const record of batch) {
        expect(record.line).toBeGreaterThan(last);
        last = record.line;
      }
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(5_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(12_345);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('stop when the import is cancelled', async () => {
    const controller = new AbortController();
    const rows = Array.from({ length: 30_000 }, (_, at) => `1,A,I${at},,,1.00`);
    const source = await readTable(bytesOf(ledger(...rows)), 'x.csv');
    const options = { today: TODAY, baseCurrency: USD, signal: controller.signal };
    const mapped = await applyMapping(source, mappingOf(COLUMNS), options);
    const reading = (async () => {
      for await (const _ of mapped.batches) controller.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(() => mapped.summary()).toThrow(/all batches/);
    await expect(applyMapping(source, mappingOf(COLUMNS), options)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
