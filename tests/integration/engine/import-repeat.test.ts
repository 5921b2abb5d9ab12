import { describe, expect, it } from 'vitest';
import { isEngineError } from '../../../electron/engine/platform/engine-error.ts';
import { importFile } from '../../../electron/engine/services/imports/import-file.ts';
import type { ImportBatchId } from '../../../shared/domain/ids.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { columnsOf, csvOf, type FileRow, importRows, mappingFor } from '../../support/engine/ledger-files.ts';
import { dumpTables } from '../../support/engine/table-dump.ts';

const LEDGER: readonly FileRow[] = [
  {
    customerNumber: '007',
    customerName: 'Nørrebro Cykler',
    invoiceNumber: '0001',
    invoiceDate: '2026-03-01',
    dueDate: '2026-03-31',
    amount: '100.00',
    email: 'pay@norrebro.example',
  },
  {
    customerNumber: '007',
    customerName: 'Norrebro Cykler ApS',
    invoiceNumber: '0002',
    invoiceDate: '2026-04-01',
    dueDate: '2026-05-01',
    amount: '250.50',
    email: 'pay@norrebro.example',
  },
  {
    customerNumber: '8',
    customerName: 'Zenit',
    invoiceNumber: '0001',
    invoiceDate: '2026-05-20',
    dueDate: '2026-06-20',
    amount: '75.25',
    email: '',
  },
];

async function dumpOf(engine: Awaited<ReturnType<typeof engineTest>>) {
  const reader = engine.files.open('reader');
  return dumpTables(reader, new Set());
}

describe('the same file again', () => {
  it('changes no row, leaves no entry and no batch, also days later and under another name', async () => {
    const engine = await engineTest();
    const first = await importRows(engine.workspace, LEDGER);
    expect(first).toMatchObject({
      rows: { read: 3, imported: 3, updated: 0, unchanged: 0, rejected: 0 },
      customers: 2,
      invoices: 3,
      totals: [{ currency: 'USD', openMinor: 42_575 }],
    });
    const before = await dumpOf(engine);
    engine.clock.forward(40);
    const again = await importRows(engine.workspace, LEDGER, { fileName: 'copy of ledger.csv' });
    expect(again).toMatchObject({ batch: null, rows: { imported: 0, updated: 0, unchanged: 3 } });
    expect(await dumpOf(engine)).toEqual(before);
  });

  it('takes what it did not take before when more of its columns are mapped', async () => {
    const engine = await engineTest();
    const bytes = csvOf(LEDGER, columnsOf(LEDGER));
    const request = { fileName: 'a.csv', bytes, complete: false, asOf: null, dryRun: false };
    await importFile(engine.workspace, {
      ...request,
      mapping: mappingFor(
        columnsOf(LEDGER).filter((column) => column !== 'email'),
        'invoices',
      ),
    });
    expect(engine.value('SELECT COUNT(*) FROM contact')).toBe(0);
    const { outcome } = await importFile(engine.workspace, {
      ...request,
      mapping: mappingFor(columnsOf(LEDGER), 'invoices'),
    });
    expect(engine.rows('SELECT email FROM contact')).toEqual([{ email: 'pay@norrebro.example' }]);
    expect(outcome.batch).not.toBeNull();
  });

  it('is a batch of its own when its rows are the same and its bytes are not', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, LEDGER);
    const again = await importRows(engine.workspace, [...LEDGER].reverse());
    expect(again.rows).toMatchObject({ imported: 0, updated: 0, unchanged: 3 });
    expect(again.batch).not.toBeNull();
    expect(engine.value("SELECT COUNT(*) FROM touchpoint WHERE kind = 'import'")).toBe(2);
  });
});

describe('a corrected file', () => {
  it('updates the dates and texts of an invoice, which stays the same invoice', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, LEDGER);
    const id = engine.value("SELECT id FROM document WHERE number = '0002'");
    const outcome = await importRows(
      engine.workspace,
      LEDGER.map((row) => (row.invoiceNumber === '0002' ? { ...row, dueDate: '2026-07-15' } : row)),
    );
    expect(outcome.rows).toMatchObject({ imported: 0, updated: 1, unchanged: 2 });
    expect(engine.rows("SELECT id, due_date, open_minor FROM document WHERE number = '0002'")).toEqual([
      { id, due_date: '2026-07-15', open_minor: 25_050 },
    ]);
    expect(engine.value('SELECT COUNT(*) FROM allocation')).toBe(0);
  });

  it('leaves what a file does not mention as it was', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, LEDGER);
    await importRows(engine.workspace, [
      { customerNumber: '007', invoiceNumber: '0001', amount: '100.00', poNumber: 'PO 9' },
    ]);
    expect(
      engine.rows("SELECT issue_date, due_date, po_number FROM document WHERE po_number = 'PO 9'"),
    ).toEqual([{ issue_date: '2026-03-01', due_date: '2026-03-31', po_number: 'PO 9' }]);
  });

  it('does not reopen what was paid when it has no column that would say so', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, [
      {
        customerNumber: 'A',
        invoiceNumber: '1',
        amount: '10.00',
        invoiceDate: '2026-01-01',
        paidDate: '2026-02-01',
      },
    ]);
    await importRows(engine.workspace, [
      {
        customerNumber: 'A',
        invoiceNumber: '1',
        amount: '10.00',
        invoiceDate: '2026-01-01',
        poNumber: 'PO 1',
      },
    ]);
    expect(engine.rows('SELECT open_minor, paid_date, po_number FROM document')).toEqual([
      { open_minor: 0, paid_date: '2026-02-01', po_number: 'PO 1' },
    ]);
  });
});

describe('an import that does not take place', () => {
  it('tells everything in a dry run and changes nothing', async () => {
    const engine = await engineTest();
    await importRows(engine.workspace, LEDGER.slice(0, 1));
    const before = await dumpOf(engine);
    const outcome = await importRows(engine.workspace, LEDGER, {
      dryRun: true,
      complete: true,
      asOf: '2026-06-01',
    });
    expect(outcome).toMatchObject({ batch: null, rows: { imported: 2, unchanged: 1 }, customers: 2 });
    expect(await dumpOf(engine)).toEqual(before);
  });

  it('leaves nothing when it is cancelled while rows are staged or before they are taken over', async () => {
    const engine = await engineTest();
    const rows = Array.from({ length: 5_000 }, (_, index) => ({
      customerNumber: `C${index % 50}`,
      invoiceNumber: `${index}`,
      amount: '1.00',
      invoiceDate: '2026-01-01',
    }));
    const before = await dumpOf(engine);
    const columns = columnsOf(rows);
    for (const [phase, at] of [
      ['Reading the file', 1],
      ['Reading the file', 3],
      ['Taking the rows over', 1],
    ] as const) {
      const controller = new AbortController();
      let seen = 0;
      const attempt = importFile(engine.workspace, {
        fileName: 'big.csv',
        bytes: csvOf(rows, columns),
        mapping: mappingFor(columns, 'invoices'),
        complete: false,
        asOf: null,
        dryRun: false,
        signal: controller.signal,
        onProgress: (progress) => {
          if (progress.phase === phase && ++seen === at) controller.abort();
        },
      });
      await expect(attempt).rejects.toSatisfy((error) => isEngineError(error, 'cancelled'));
      expect(await dumpOf(engine)).toEqual(before);
    }
  });

  it('says which rows it could not read, and takes the others', async () => {
    const engine = await engineTest();
    const outcome = await importRows(engine.workspace, [
      ...LEDGER,
      { customerNumber: '8', invoiceNumber: '9', invoiceDate: '2026-02-31', amount: '5.00' },
      { customerNumber: '8', invoiceNumber: '10', invoiceDate: '2026-02-01', amount: '1.000,00' },
    ]);
    expect(outcome.rows).toMatchObject({ read: 5, imported: 3, rejected: 2 });
    expect(engine.rows('SELECT DISTINCT row FROM import_rejected ORDER BY row')).toEqual(
      [...new Set(outcome.rejected.map(({ row }) => row))].map((row) => ({ row })),
    );
    const report = await engine.workspace.db.read('rejectedRows', { id: outcome.batch as ImportBatchId });
    expect(report.rejected.flatMap((row) => row.cells)).toContain('2026-02-31');
  });

  it('refuses a complete export without its date, and a file of which no row can be read', async () => {
    const { workspace } = await engineTest();
    await expect(importRows(workspace, LEDGER, { complete: true })).rejects.toMatchObject({
      code: 'validation',
    });
    await expect(
      importRows(workspace, [
        { customerNumber: 'A', invoiceNumber: '1', amount: 'ten', invoiceDate: '2026-01-01' },
      ]),
    ).rejects.toMatchObject({ code: 'bad_file' });
  });

  it('drops the staged rows of an import that a crash cut off, when the workspace opens again', async () => {
    const engine = await engineTest();
    const record = {
      position: 0,
      kind: 'invoice',
      customerKey: 'k',
      number: '1',
      issueDate: null,
      dueDate: null,
      dueDerived: false,
      currency: 'USD',
      totalMinor: 1,
      openMinor: 1,
      paidDate: null,
      poNumber: null,
      reference: null,
      terms: null,
      disputed: false,
      appliesTo: null,
    } as const;
    await engine.workspace.db.maintain(
      'stageRecords',
      { batchId: 'cut-off' as ImportBatchId, records: [record as never] },
      engine.workspace.context(),
    );
    expect(engine.value('SELECT COUNT(*) FROM import_stage')).toBe(1);
    const reopened = await engine.reopen();
    expect(engine.value('SELECT COUNT(*) FROM import_stage')).toBe(0);
    await reopened.workspace.close();
  });
});
