import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importAsProposed, importFile, mappingOf, warningCounts } from '../../support/import-samples.ts';

const COLUMNS = {
  customerNumber: 'No',
  customerName: 'Name',
  invoiceNumber: 'Invoice',
  invoiceDate: 'Issued',
  amount: 'Amount',
  paidDate: 'Paid',
};
const HEADER = 'No,Name,Invoice,Issued,Amount,Paid';

describe('the rows of a file', () => {
  it('are all accounted for, and their records come in order, whatever they hold', async () => {
    const cells = [
      ['', '1', '2', '007', '7.0', '1.5E+10'],
      ['', 'Heron', 'Total', 'Total for Heron', '"Marsh, Ltd"', '=1+1', 'Müller'],
      ['', 'A', 'B', '1.0', '2.0', 'NaN'],
      ['', '2026-01-05', '20260105', '25/1/2026', '2026-02-30', 'soon'],
      ['', '1.00', '-2.50', '(3.00)', '1.2.3', '0', '9.999', 'x', '€ 5.10'],
      ['', '2026-03-01', '2027-01-01', '0000-00-00', 'never'],
    ].map((choices) => fc.constantFrom(...choices));
    const row = fc.tuple(...cells).map((values) => values.join(','));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
        const { records, summary } = await importFile(
          [HEADER, ...rows, ''].join('\n'),
          mappingOf(COLUMNS, { decimal: '.' }),
        );
        const { read, skipped, rejected } = summary.rows;
        expect(read).toBe(records.length + skipped + rejected);
        expect(summary.classes.data).toBe(records.length + rejected + summary.superseded);
        expect(summary.rejected).toHaveLength(rejected);
        expect(new Set(summary.rejected.map((each) => each.row)).size).toBe(rejected);
        const identities = records.map((each) => [each.kind, each.customerKey, each.number].join('|'));
        expect(new Set(identities).size).toBe(records.length);
        expect(new Set(records.map((each) => each.customerKey)).size).toBe(summary.customers);
        for (const each of records) {
          if (each.kind !== 'payment')
            expect(Math.min(each.totalMinor, each.openMinor)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('that are rejected leave no warning behind', async () => {
    const rows = ['1,A,7.0,2026-02-30,0.125,', '1,A,8.0,2026-02-03,0.125,'];
    const { summary } = await importFile([HEADER, ...rows, ''].join('\n'), mappingOf(COLUMNS));
    expect(summary.rejected).toHaveLength(1);
    expect(warningCounts(summary)).toMatchObject({ identifier_point_zero: 1, amount_rounded: 1 });
  });
});

describe('reports in several currencies', () => {
  it('take the open balance in the currency of the customer, and no total in the home currency', async () => {
    const file = [
      'A/R Aging Detail Report,,,,,,,,',
      ',Date,Transaction type,Num,Customer,Due date,Currency,Amount,Open balance,Foreign open balance',
      ',01/13/2026,Invoice,1,Heron,02/13/2026,EUR,110.00,110.00,100.00',
    ].join('\n');
    const { records, inspection } = await importAsProposed(Buffer.from(`${file}\n`), 'x.csv');
    expect(inspection.presets[0]?.id).toBe('qbo-ar-aging-detail');
    expect(records).toMatchObject([{ currency: 'EUR', totalMinor: 10_000, openMinor: 10_000 }]);
  });
});

describe('payments files', () => {
  const columns = { customerNumber: 'No', paymentDate: 'Date', amount: 'Amount', openAmount: 'Left' };

  it('that write payments as credits are read the same', async () => {
    const file =
      'No,Date,Amount,Left\n1,2026-01-05,-10.00,-4.00\n1,2026-01-06,-5.00,0.00\n1,2026-01-07,3.00,0\n';
    const { records, summary } = await importFile(file, mappingOf(columns, { kind: 'payments' }));
    expect(records).toMatchObject([
      { kind: 'payment', amountMinor: 1_000, unappliedMinor: 400 },
      { kind: 'payment', amountMinor: 500, unappliedMinor: 0 },
    ]);
    expect(summary.rejected).toMatchObject([{ row: 4, code: 'reversed_payment' }]);
  });

  it('never have more unapplied than was paid', async () => {
    const file = 'No,Date,Amount,Left\n1,2026-01-05,10.00,12.00\n';
    const { records, summary } = await importFile(file, mappingOf(columns, { kind: 'payments' }));
    expect(records).toMatchObject([{ amountMinor: 1_000, unappliedMinor: 1_000 }]);
    expect(warningCounts(summary)).toEqual({ unapplied_more: 1 });
  });
});
