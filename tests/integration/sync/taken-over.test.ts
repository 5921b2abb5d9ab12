import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../shared/domain/dates.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { booksInDatabase, booksOf } from '../../support/ledger/books-of-connection.ts';
import { CORE_SHAPE, coreConnector } from '../../support/ledger/core-connector.ts';
import { FakeLedger } from '../../support/ledger/fake-ledger.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';
import { truth } from '../../support/ledger/truth.ts';

const HALDEN = { customerNumber: 'D-1001', customerName: 'Halden & Son', email: 'ap@halden.example' };

/** Books whose invoices were imported from files before: one still open, one paid since, one that they do not have. */
async function begin() {
  const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-01') });
  const ledger = new FakeLedger();
  const halden = ledger.customer({ name: 'Halden & Søn A/S', number: 'D-1001', termsDays: 30 });
  const open = ledger.invoice({ customerId: halden, total: 100_00, issueDate: '2026-09-01' });
  const partPaid = ledger.invoice({ customerId: halden, total: 200_00, issueDate: '2026-09-02' });
  ledger.pay([[partPaid, 50_00]], { date: '2026-10-15', reference: 'BANK 1' });
  ledger.tick(1_000);
  const row = (number: string, amount: string) => ({
    ...HALDEN,
    invoiceNumber: number,
    invoiceDate: '2026-09-01',
    dueDate: '2026-10-01',
    amount,
    currency: 'EUR',
  });
  const invoices = [row('INV-00001', '100.00'), row('INV-00002', '200.00'), row('OLD-7', '70.00')];
  await importRows(engine.workspace, invoices, { fileName: 'invoices.csv' });
  const payment = { ...HALDEN, paymentDate: '2026-10-15', paymentReference: 'BANK 1', currency: 'EUR' };
  await importRows(engine.workspace, [{ ...payment, amount: '50.00', invoiceNumber: 'INV-00002' }], {
    kind: 'payments',
    fileName: 'payments.csv',
  });
  await importRows(
    engine.workspace,
    [{ ...payment, paymentReference: 'BANK 2', amount: '9.00', invoiceNumber: '' }],
    { kind: 'payments', fileName: 'more-payments.csv', columns: ['invoiceNumber'] },
  );
  const connection = await addedConnection(engine.workspace);
  return { engine, ledger, connection, open, partPaid };
}

const figures = (engine: EngineTest) =>
  engine.rows(
    'SELECT gross_minor AS gross, credits_minor AS credits, unapplied_minor AS unapplied FROM account_summary',
  );

describe('an account of imported files that an accounting system has too', () => {
  it('stays one account with its work, and nothing counts twice', async () => {
    const { engine, ledger, connection } = await begin();
    const id = await engine.account('D-1001');
    expect(figures(engine)).toEqual([{ gross: 320_00, credits: 0, unapplied: 9_00 }]);
    const note = { accountId: id, kind: 'note', outcome: null, text: 'Pays on Fridays' } as const;
    await engine.workspace.db.write('addTouchpoint', note, engine.workspace.context());
    await synced(engine.workspace, connection, coreConnector(ledger));
    expect(await engine.account('D-1001')).toBe(id);
    expect(engine.value('SELECT COUNT(*) FROM account WHERE deleted_at IS NULL')).toBe(1);
    expect(figures(engine)).toEqual([{ gross: 250_00, credits: 0, unapplied: 0 }]);
    const { documents } = booksInDatabase(engine, connection.id);
    expect(documents.filter((line) => !line.includes('OLD-7'))).toEqual(
      booksOf(truth(ledger, CORE_SHAPE)).documents,
    );
    expect(engine.value("SELECT COUNT(*) FROM touchpoint WHERE kind = 'note' AND account_id = ?", id)).toBe(
      1,
    );
  });

  it('has on past days what the books say, each part once', async () => {
    const { engine, ledger, connection } = await begin();
    await synced(engine.workspace, connection, coreConnector(ledger));
    expect(await engine.openAt('D-1001', '2026-10-14')).toMatchObject({ 'INV-00002': 200_00 });
    expect(await engine.openAt('D-1001', '2026-10-15')).toMatchObject({ 'INV-00002': 150_00 });
    expect(Object.keys(await engine.openAt('D-1001', '2026-10-20')).sort()).toEqual([
      'INV-00001',
      'INV-00002',
      'OLD-7',
    ]);
  });

  it('has what the books do not know closed when they were read to the end, with an entry that names it', async () => {
    const { engine, ledger, connection } = await begin();
    const cut = coreConnector(ledger, {
      beforePage(page) {
        if (page === 4) throw new Error('The line is cut.');
      },
    });
    expect((await synced(engine.workspace, connection, cut)).state).toBe('failed');
    const old = () => engine.value("SELECT open_minor FROM document WHERE number = 'OLD-7'");
    expect(old()).toBe(70_00);
    await synced(engine.workspace, connection, coreConnector(ledger));
    expect(old()).toBe(0);
    const entries = engine.rows<{ summary: string; items: string }>(
      `SELECT payload ->> '$.summary' AS summary, payload ->> '$.items' AS items
       FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE kind = 'books_read' AND account_id IS NOT NULL`,
    );
    expect(entries).toHaveLength(1);
    expect(JSON.parse(entries[0]?.items ?? '[]').sort()).toEqual(['BANK 2', 'OLD-7']);
    await synced(engine.workspace, connection, coreConnector(ledger));
    expect(
      engine.value("SELECT COUNT(*) FROM touchpoint WHERE kind = 'books_read' AND account_id IS NOT NULL"),
    ).toBe(1);
  });

  it('cannot lose its books by undoing the import that it began with', async () => {
    const { engine, ledger, connection } = await begin();
    const batches = engine.rows<{ id: string }>('SELECT id FROM import_batch ORDER BY seq DESC');
    await synced(engine.workspace, connection, coreConnector(ledger));
    const before = booksInDatabase(engine, connection.id);
    for (const { id } of batches) {
      await engine.workspace.db
        .write('undoImport', { batchId: id as never }, engine.workspace.context())
        .catch((error: unknown) => expect(error).toMatchObject({ code: 'conflict' }));
    }
    expect(booksInDatabase(engine, connection.id)).toEqual(before);
    expect(figures(engine)).toEqual([{ gross: 250_00, credits: 0, unapplied: 0 }]);
  });
});
