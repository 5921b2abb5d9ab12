import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  importAsProposed,
  importFile,
  mappingOf,
  warningCounts,
} from '../../support/import-samples.ts';

/** What became of a list, read as it was recognised: `kind number total open`, in minor units, and what was refused. */
async function taken(...lines: readonly string[]) {
  const { records, summary } = await importAsProposed(bytesOf(`${lines.join('\n')}\n`), 'list.csv');
  const shown = records.map((each) =>
    each.kind === 'payment'
      ? `payment ${each.number} ${each.amountMinor}`
      : `${each.kind} ${each.number} ${each.totalMinor} ${each.openMinor}`,
  );
  const refused = summary.rejected.map(({ row, code }) => `${row} ${code}`);
  return { shown, refused, warnings: warningCounts(summary), summary };
}

const FRESHBOOKS =
  'Client Name,Invoice #,Date Issued,Invoice Status,Date Paid,Item Name,Rate,Quantity,Line Subtotal,Tax 1 Amount,Line Total,Currency';
const XERO =
  'ContactName,EmailAddress,InvoiceNumber,InvoiceDate,DueDate,Total,InvoiceAmountDue,Description,Quantity,UnitAmount,LineAmount,Currency';
const ITEMS = 'Customer,Invoice No,Invoice date,Due date,Item,Amount,Currency';
const PLAIN = 'Customer,Invoice No,Invoice date,Due date,Amount,Currency';

describe('an invoice that stands in several rows', () => {
  it('is the sum of its lines, a rebate among them, and the import says so', async () => {
    const { shown, refused, warnings, summary } = await taken(
      FRESHBOOKS,
      'Acme,INV-1,2026-10-01,sent,,Design,100,2,200.00,20.00,220.00,USD',
      'Acme,INV-1,2026-10-01,sent,,Rebate,-10,1,-10.00,-1.00,-11.00,USD',
      'Boreal,INV-2,2026-10-02,sent,,Hosting,50,1,50.00,0,50.00,USD',
      'Acme,INV-1,2026-10-01,sent,,Travel,33,1,33.00,0.30,33.30,USD',
      'Boreal,INV-3,2026-10-02,paid,2026-10-09,Hosting,50,1,50.00,0,50.00,USD',
      'Boreal,INV-3,2026-10-02,paid,2026-10-09,Help,25,1,25.00,0,25.00,USD',
    );
    expect(shown).toEqual(['invoice INV-2 5000 5000', 'invoice INV-1 24230 24230', 'invoice INV-3 7500 0']);
    expect(refused).toEqual([]);
    expect(warnings).toEqual({ invoice_lines_summed: 2, no_due_date: 3 });
    expect(summary.rows).toEqual({ read: 6, records: 3, skipped: 3, rejected: 0 });
  });

  it('takes a total that every line repeats once', async () => {
    const { shown, warnings } = await taken(
      XERO,
      'Acme,,INV-1,2026-10-01,2026-10-31,300.00,120.00,Design,1,200,200.00,USD',
      'Acme,,INV-1,2026-10-01,2026-10-31,300.00,120.00,Help,1,100,100.00,USD',
    );
    expect(shown).toEqual(['invoice INV-1 30000 12000']);
    expect(warnings).toEqual({ invoice_total_once: 1 });
  });

  it('is refused when the total that its lines repeat differs', async () => {
    const { shown, refused } = await taken(
      XERO,
      'Acme,,INV-1,2026-10-01,2026-10-31,300.00,120.00,Design,1,200,200.00,USD',
      'Acme,,INV-1,2026-10-01,2026-10-31,301.00,120.00,Help,1,100,100.00,USD',
      'Acme,,INV-2,2026-10-01,2026-10-31,5.00,5.00,Help,1,5,5.00,USD',
    );
    expect(shown).toEqual(['invoice INV-2 500 500']);
    expect(refused).toEqual(['2 invoice_differs', '3 invoice_differs']);
  });

  it('sums the lines and takes the balance of the whole once', async () => {
    const { shown } = await taken(
      'Customer,Invoice No,Invoice date,Item,Amount,Balance,Currency',
      'Acme,1,2026-10-01,Design,200.00,250.00,USD',
      'Acme,1,2026-10-01,Help,100.00,250.00,USD',
    );
    expect(shown).toEqual(['invoice 1 30000 25000']);
  });

  it('is told by the amounts of the other invoices when the name of the column says nothing', async () => {
    const { shown, warnings } = await taken(
      ITEMS,
      'Acme,1,2026-10-01,2026-10-31,Design,200.00,USD',
      'Acme,1,2026-10-01,2026-10-31,Help,100.00,USD',
      'Acme,2,2026-10-01,2026-10-31,Design,50.00,USD',
      'Acme,2,2026-10-01,2026-10-31,Help,20.00,USD',
      'Acme,3,2026-10-01,2026-10-31,Monday,80.00,USD',
      'Acme,3,2026-10-01,2026-10-31,Tuesday,80.00,USD',
    );
    expect(shown).toEqual(['invoice 1 30000 30000', 'invoice 2 7000 7000', 'invoice 3 16000 16000']);
    expect(warnings).toMatchObject({ invoice_lines_summed: 3 });
  });

  it('warns of the whole invoice and not of its lines, and of nothing when it is refused', async () => {
    const header = 'Customer,Invoice No,Invoice date,Due date,Item,Amount,Balance,Currency';
    const summed = await taken(
      header,
      'Acme,1,2026-10-01,2026-10-31,Design,200.00,250.00,USD',
      'Acme,1,2026-10-01,2026-10-31,Help,100.001,250.00,USD',
      'Acme,2,2026-10-01,2026-09-30,Design,1.00,1.00,USD',
      'Acme,2,2026-10-01,2026-09-29,Help,2.00,1.00,USD',
    );
    expect(summed.refused).toEqual(['4 invoice_differs', '5 invoice_differs']);
    expect(summed.warnings).toEqual({ amount_rounded: 1, invoice_lines_summed: 1 });
  });

  it('is refused when equal amounts may be its total or its lines', async () => {
    const { shown, refused, summary } = await taken(
      ITEMS,
      'Acme,3,2026-10-01,2026-10-31,Monday,80.00,USD',
      'Acme,3,2026-10-01,2026-10-31,Tuesday,80.00,USD',
      'Acme,4,2026-10-01,2026-10-31,Tuesday,80.00,USD',
    );
    expect(shown).toEqual(['invoice 4 8000 8000']);
    expect(refused).toEqual(['2 invoice_unclear', '3 invoice_unclear']);
    expect(summary.rejected[0]?.message).toContain('"Line total"');
  });

  it('is refused as a whole when one of its lines cannot be read', async () => {
    const { shown, refused } = await taken(
      FRESHBOOKS,
      'Acme,INV-1,2026-10-01,sent,,Design,100,2,200.00,20.00,220.00,USD',
      'Acme,INV-1,2026-10-01,sent,,Help,1,1,1,0,soon,USD',
      'Acme,INV-2,2026-10-01,sent,,Help,1,1,1,0,1.00,USD',
    );
    expect(shown).toEqual(['invoice INV-2 100 100']);
    expect(refused).toEqual(['2 line_refused', '3 not_an_amount']);
  });

  it('is refused when two of its lines are alike in every column', async () => {
    const { refused } = await taken(
      FRESHBOOKS,
      'Acme,INV-1,2026-10-01,sent,,Design,100,2,200.00,20.00,220.00,USD',
      'Acme,INV-1,2026-10-01,sent,,Design,100,2,200.00,20.00,220.00,USD',
      'Acme,INV-2,2026-10-01,sent,,Help,1,1,1,0,1.00,USD',
    );
    expect(refused).toEqual(['2 invoice_unclear', '3 invoice_unclear']);
  });

  it('is never the last row where amounts differ and nothing says that they are lines', async () => {
    const { shown, refused, summary } = await taken(
      PLAIN,
      'Acme,1,2026-10-01,2026-10-31,200.00,USD',
      'Acme,1,2026-10-01,2026-10-31,100.00,USD',
      'Boreal,1,2026-10-01,2026-10-31,7.00,USD',
    );
    expect(shown).toEqual(['invoice 1 700 700']);
    expect(refused).toEqual(['2 invoice_differs', '3 invoice_differs']);
    expect(summary.rejected[0]).toMatchObject({
      column: 'Invoice No',
      message: expect.stringMatching(/"1" stands in the rows 2, 3 with different amounts/),
    });
  });

  it('is refused for instalments, which are due on different days', async () => {
    const { shown, refused } = await taken(
      PLAIN,
      'Acme,1,2026-10-01,2026-10-31,100.00,USD',
      'Acme,1,2026-10-01,2026-11-30,100.00,USD',
      'Acme,2,2026-10-01,2026-11-30,100.00,USD',
    );
    expect(shown).toEqual(['invoice 2 10000 10000']);
    expect(refused).toEqual(['2 invoice_differs', '3 invoice_differs']);
  });

  it('counts once where a row comes again, whatever it calls the customer', async () => {
    const columns = { customerNumber: 'No', customerName: 'Name', invoiceNumber: 'Inv', amount: 'Amt' };
    const { records, summary } = await importFile(
      'No,Name,Inv,Amt\n1,Acme,7,5.00\n1,ACME Ltd,7,5.00\n',
      mappingOf(columns),
    );
    expect(records).toHaveLength(1);
    expect(warningCounts(summary)).toMatchObject({ duplicate_invoice: 1 });
  });

  it('is no payment of the same number, and no credit note that the file calls so', async () => {
    const { shown } = await taken(
      'Customer,Type,Invoice No,Invoice date,Line total,Currency',
      'Acme,Invoice,1,2026-10-01,200.00,USD',
      'Acme,Invoice,1,2026-10-01,100.00,USD',
      'Acme,Credit note,1,2026-10-01,50.00,USD',
      'Acme,Payment,1,2026-10-05,25.00,USD',
    );
    expect(shown).toEqual(['invoice 1 30000 30000', 'credit_note 1 5000 5000', 'payment 1 2500']);
  });

  it('has the exact sum of its lines, in any order of the rows', async () => {
    const line = fc.record({
      invoice: fc.constantFrom('A', 'B', 'C'),
      cents: fc.integer({ min: 1, max: 99_999 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 30 }), async (lines) => {
        const rows = lines.map(
          ({ invoice, cents }, at) => `Acme,${invoice},2026-10-01,Item ${at},${(cents / 100).toFixed(2)},USD`,
        );
        const { summary, shown } = await taken(
          'Customer,Invoice No,Invoice date,Item,Line total,Currency',
          ...rows,
        );
        const sums = new Map<string, number>();
        for (const { invoice, cents } of lines) sums.set(invoice, (sums.get(invoice) ?? 0) + cents);
        expect(new Set(shown)).toEqual(
          new Set([...sums].map(([invoice, sum]) => `invoice ${invoice} ${sum} ${sum}`)),
        );
        expect(summary.rows).toMatchObject({ read: lines.length, records: sums.size, rejected: 0 });
      }),
      { numRuns: 40 },
    );
  });
});
