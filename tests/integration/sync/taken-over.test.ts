import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../shared/domain/dates.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';
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

describe('a file with a customer that is read from an accounting system', () => {
  const row = (customer: Pick<FileRow, 'customerNumber' | 'customerName'>, number: string): FileRow => ({
    ...customer,
    invoiceNumber: number,
    invoiceDate: '2026-09-01',
    dueDate: '2026-10-01',
    amount: '80.00',
    currency: 'EUR',
  });
  const OTHER = row({ customerNumber: 'N-7', customerName: 'Northwind Traders' }, 'N-1');

  const connected = async () => {
    const { engine, ledger, connection } = await begin();
    ledger.customer({ name: 'Fjell Maskin AS' });
    await synced(engine.workspace, connection, coreConnector(ledger));
    return { engine, connection };
  };

  it.each([
    ['its number', { customerNumber: 'D-1001', customerName: 'Another spelling' }, 'Halden & Søn A/S'],
    ['its name', { customerName: 'HALDEN & SØN A/S' }, 'Halden & Søn A/S'],
    ['a name that it had in a file', { customerName: 'Halden & Son' }, 'Halden & Søn A/S'],
    [
      'its name, without a number in the books',
      { customerNumber: '55', customerName: 'Fjell Maskin AS' },
      'Fjell Maskin AS',
    ],
  ])('has these rows refused by %s, and the others taken', async (_how, customer, name) => {
    const { engine, connection } = await connected();
    const before = figures(engine);
    const trial = await importRows(engine.workspace, [row(customer, 'X-1'), OTHER], { dryRun: true });
    expect(trial.rejected).toEqual([
      {
        row: 2,
        column: null,
        code: 'read_from_books',
        message: `${name} is read from "${connection.name}"; its figures come from there. Leave its rows out of the file.`,
      },
    ]);
    const outcome = await importRows(engine.workspace, [row(customer, 'X-1'), OTHER]);
    expect(outcome).toMatchObject({ customers: 1, rows: { read: 2, imported: 1, rejected: 1 } });
    expect(figures(engine)).toHaveLength(before.length + 1);
    expect(engine.value("SELECT COUNT(*) FROM document WHERE number = 'X-1'")).toBe(0);
  });

  it('takes a customer of the same name with another number for another one', async () => {
    const { engine } = await connected();
    const branch = row({ customerNumber: 'D-2002', customerName: 'Halden & Søn A/S' }, 'X-1');
    expect((await importRows(engine.workspace, [branch])).rejected).toEqual([]);
  });

  it('is refused as a whole, by name, when there is nobody else in it', async () => {
    const { engine, connection } = await connected();
    await expect(importRows(engine.workspace, [row(HALDEN, 'X-1')])).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`Halden & Søn A/S is read from "${connection.name}"`),
    });
  });

  it('is taken again when the connection was removed', async () => {
    const { engine, connection } = await connected();
    await engine.workspace.db.write('removeConnection', { id: connection.id }, engine.workspace.context());
    expect((await importRows(engine.workspace, [row(HALDEN, 'X-1')])).rejected).toEqual([]);
  });
});

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
