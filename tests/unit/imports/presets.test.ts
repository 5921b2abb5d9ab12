import { describe, expect, it } from 'vitest';
import type { CanonicalRecord } from '../../../electron/engine/connectors/canonical.ts';
import { IMPORT_PRESETS } from '../../../shared/domain/imports/presets.ts';
import { goldenFile, importAsProposed, warningCounts } from '../../support/import-samples.ts';

/** One line per record: kind, customer, number, issued → due, currency, total, open. */
function lines(records: readonly CanonicalRecord[]): readonly string[] {
  return records.map((record) => {
    const { kind, customerNumber, customerName, currency, number } = record;
    const customer = [customerNumber, customerName].filter(Boolean).join(' ');
    return record.kind === 'payment'
      ? `${kind} ${customer} | ${number} ${record.date} ${currency} ${record.amountMinor} ${record.unappliedMinor}`
      : `${kind} ${customer} | ${number} ${record.issueDate} → ${record.dueDate} ${currency} ${record.totalMinor} ${record.openMinor}`;
  });
}

async function proposed(name: string) {
  const imported = await importAsProposed(goldenFile(name), name, { currency: 'USD' });
  return { ...imported, preset: imported.inspection.presets[0]?.id, counts: imported.inspection.counts };
}

describe('presets', () => {
  it('each say on what evidence their layout rests', () => {
    for (const preset of IMPORT_PRESETS) expect(preset.evidence.length).toBeGreaterThan(40);
    expect(new Set(IMPORT_PRESETS.map((preset) => preset.id)).size).toBe(IMPORT_PRESETS.length);
  });

  it('read the QuickBooks Online A/R Aging Detail: buckets as groups, customers as a column', async () => {
    const { preset, records, counts, inspection, summary } = await proposed('qbo-ar-aging-detail.csv');
    expect(preset).toBe('qbo-ar-aging-detail');
    expect(inspection).toMatchObject({ statedAsOf: '2026-05-15', headerLine: 5 });
    expect(lines(records)).toEqual([
      'invoice Northwind Cafe | 1042 2026-05-01 → 2026-05-31 USD 230200 230200',
      'credit_note Northwind Cafe | CM-7 2026-05-10 → 2026-05-10 USD 4000 4000',
      'invoice Total Wine & Beyond:Depot | 1031 2026-04-02 → 2026-05-02 USD 125050 75025',
      'payment Total Wine & Beyond:Depot | PMT-9 2026-04-20 USD 10000 10000',
      'invoice Aardvark Supply | 0990 2026-01-13 → 2026-01-31 USD 50000 50000',
    ]);
    expect(counts).toMatchObject({
      title: 3,
      header: 1,
      group: 3,
      data: 5,
      subtotal: 3,
      grand: 1,
      footer: 1,
      unknown: 0,
    });
    expect(summary.rows).toEqual({ read: 13, records: 5, skipped: 8, rejected: 0 });
    expect(warningCounts(summary)).toEqual({});
  });

  it('read the QuickBooks Online Open Invoices: customers as groups, also inside of each other', async () => {
    const { preset, records } = await proposed('qbo-open-invoices.csv');
    expect(preset).toBe('qbo-open-invoices');
    expect(lines(records)).toEqual([
      "invoice Amy's Bird Sanctuary | 1001 2026-04-28 → 2026-05-28 USD 23900 23900",
      'invoice Cool Cars | 1002 2026-05-03 → 2026-05-18 USD 110000 110000',
      'invoice Cool Cars:Workshop | 1003 2026-05-20 → 2026-06-04 USD 7500 7500',
    ]);
  });

  it('read the Xero Aged Receivables Detail, its credits without numbers and its wrong total', async () => {
    const { preset, records, counts, inspection, summary } = await proposed(
      'xero-aged-receivables-detail.csv',
    );
    expect(preset).toBe('xero-aged-receivables-detail');
    expect(inspection).toMatchObject({ statedAsOf: '2026-03-31', headerLine: 6 });
    expect(lines(records)).toEqual([
      'invoice C0042 Blue Heron Hotels | INV-0101 2026-02-15 → 2026-03-17 USD 120000 120000',
      'credit_note C0042 Blue Heron Hotels | Credit 2026-03-20 2026-03-20 → 2026-03-20 USD 15000 15000',
      'invoice Marsh & Co | INV-0077 2025-12-01 → 2025-12-31 USD 8840 8840',
    ]);
    expect(records[0]).toMatchObject({
      contactName: 'Ines Roy',
      phone: '+44 20 7946 0001',
      email: 'ap@blueheron.example',
      reference: 'PO 77',
      numberDerived: false,
    });
    expect(records[1]).toMatchObject({ numberDerived: true });
    expect(counts).toMatchObject({
      title: 4,
      group: 2,
      data: 3,
      subtotal: 2,
      grand: 1,
      footer: 1,
      unknown: 0,
    });
    expect(warningCounts(summary)).toEqual({ number_derived: 1, total_differs: 1 });
  });

  it('read the Xero invoice list', async () => {
    const { preset, records } = await proposed('xero-invoices.csv');
    expect(preset).toBe('xero-invoices');
    expect(lines(records)).toEqual([
      'invoice Blue Heron Hotels | INV-0101 2026-02-15 → 2026-03-17 GBP 120000 120000',
      'invoice Marsh & Co | INV-0077 2025-12-01 → 2025-12-31 EUR 18840 8840',
      'credit_note Marsh & Co | CN-0003 2025-12-15 → null EUR 2000 2000',
    ]);
  });

  it('read the NetSuite A/R Aging Detail', async () => {
    const { preset, records, counts } = await proposed('netsuite-ar-aging-detail.csv');
    expect(preset).toBe('netsuite-ar-aging-detail');
    expect(lines(records)).toEqual([
      'invoice 101 Delta Freight | INV10021 2026-05-14 → 2026-06-13 USD 134010 134010',
      'credit_note 101 Delta Freight | CM20001 2026-06-01 → 2026-06-01 USD 4010 4010',
      'invoice 102 Evergreen | INV10044 2026-06-20 → 2026-07-20 USD 9999 9999',
    ]);
    expect(records[0]).toMatchObject({ poNumber: 'PO-5' });
    expect(counts).toMatchObject({ group: 2, data: 3, subtotal: 2, grand: 1, unknown: 0 });
  });

  it('read NetSuite open invoices in the currency of the customer', async () => {
    const { preset, records } = await proposed('netsuite-open-invoices.csv');
    expect(preset).toBe('netsuite-open-invoices');
    expect(lines(records)).toEqual([
      'invoice 101 Delta Freight | INV10021 2026-05-14 → 2026-06-13 EUR 134010 134010',
      'invoice 102 Evergreen | INV10044 2026-06-20 → 2026-07-20 USD 9999 4999',
    ]);
    expect(records[1]).toMatchObject({ dueDerived: true, terms: 'Net 30' });
  });

  it('read the Sage 50 Aged Debtors report: headings per customer, UK dates, decimal comma', async () => {
    const { preset, records, counts, inspection } = await proposed('sage50-aged-debtors-detailed.csv');
    expect(preset).toBe('sage50-aged-debtors-detailed');
    expect(inspection).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
    expect(lines(records)).toEqual([
      'invoice ABC001 Abbey Joinery | 1007 2026-04-03 → null USD 120050 120050',
      'credit_note ABC001 Abbey Joinery | CR12 2026-06-05 → null USD 20050 20050',
      'payment ABC001 Abbey Joinery | 60 2026-06-09 USD 10000 10000',
      'invoice ZED002 Zed Fencing | 1011 2026-06-11 → null USD 7525 7525',
    ]);
    expect(records[0]).toMatchObject({ contactName: 'Tom Reed', phone: '0191 498 0001' });
    expect(records[3]).toMatchObject({ contactName: null, phone: null });
    expect(counts).toMatchObject({ title: 3, group: 3, data: 4, subtotal: 2, grand: 1, unknown: 0 });
  });

  it('read Sage 50 outstanding transactions, where credits are positive and told by their type', async () => {
    const { preset, records, summary } = await proposed('sage50-open-invoices.csv');
    expect(preset).toBe('sage50-open-invoices');
    expect(lines(records)).toEqual([
      'invoice ABC001 Abbey Joinery | 1007 2026-04-03 → null USD 120050 120050',
      'credit_note ABC001 Abbey Joinery | CR12 2026-06-05 → null USD 20050 20050',
      'payment ABC001 Abbey Joinery Ltd | 60 2026-06-09 USD 10000 10000',
    ]);
    expect(summary).toMatchObject({ customers: 1 });
    expect(summary.aliases).toEqual([
      { customerKey: 'ABC001', names: ['Abbey Joinery', 'Abbey Joinery Ltd'] },
    ]);
  });

  it('read a German list of open items by its header names', async () => {
    const { preset, records, inspection } = await proposed('generic-german.csv');
    expect(preset).toBe('generic');
    expect(inspection).toMatchObject({ statedAsOf: '2026-03-31', questions: [] });
    expect(lines(records)).toEqual([
      'invoice 00042 Müller & Söhne GmbH | R-2026-001 2026-02-05 → 2026-03-07 EUR 123456 123456',
      'invoice 00043 Bäckerei Straßer | R-2026-002 2026-02-11 → 2026-03-13 EUR 9990 5000',
    ]);
  });

  it('read a public data set with floats for identifiers and dates', async () => {
    const { records, summary } = await proposed('data-set.csv');
    expect(lines(records)).toEqual([
      'invoice 0200980828 BEN E | 1929646410 2019-07-22 → 2019-08-11 USD 7965660 7965660',
      'invoice 0140104429 FOOD foundation | 2960538411 2020-03-30 → 2020-04-10 CAD 329970 329970',
      'invoice 0200769623 WAL-MAR associates | 1930659387 2020-03-19 → 2020-04-03 USD 1113369 1113369',
      'invoice 0200769623 WAL-MAR corp | 1930438491 2020-01-26 → 2020-02-10 USD 5427328 0',
    ]);
    expect(summary.rows).toEqual({ read: 5, records: 4, skipped: 1, rejected: 0 });
    expect(warningCounts(summary)).toEqual({
      identifier_point_zero: 5,
      amount_rounded: 1,
      duplicate_invoice: 1,
      customer_alias: 1,
    });
  });

  it('read payments: applied, on account, and two equal ones', async () => {
    const { records, summary, inspection } = await proposed('payments.csv');
    expect(inspection.kind).toBe('payments');
    expect(records).toMatchObject([
      {
        number: 'R-1',
        date: '2026-05-02',
        amountMinor: 10000,
        unappliedMinor: 0,
        appliesTo: '1007',
        occurrence: 1,
      },
      { number: 'R-2', amountMinor: 2500, unappliedMinor: 2500, appliesTo: null, occurrence: 1 },
      { number: null, amountMinor: 1000, appliesTo: '1008', occurrence: 1 },
      { number: null, amountMinor: 1000, appliesTo: '1008', occurrence: 2 },
    ]);
    expect(summary.rejected).toMatchObject([{ row: 6, column: 'Amount', code: 'reversed_payment' }]);
  });
});
