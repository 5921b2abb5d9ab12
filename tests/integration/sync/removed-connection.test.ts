import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { ImportBatchId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';
import { booksInDatabase, booksOf } from '../../support/ledger/books-of-connection.ts';
import { CORE_SHAPE, coreConnector } from '../../support/ledger/core-connector.ts';
import { FakeLedger } from '../../support/ledger/fake-ledger.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';
import { truth } from '../../support/ledger/truth.ts';

const open = (engine: EngineTest) =>
  engine.rows(
    `SELECT account.number, currency, gross_minor AS gross, credits_minor AS credits, unapplied_minor AS unapplied
     FROM account_summary JOIN account ON account.id = account_id ORDER BY account.number, currency`,
  );
const remove = (engine: EngineTest, id: Awaited<ReturnType<typeof addedConnection>>['id']) =>
  engine.workspace.db.write('removeConnection', { id }, engine.workspace.context());

const row = (invoiceNumber: string, openAmount: string, more: FileRow = {}): FileRow => ({
  customerNumber: 'D-1',
  customerName: 'Halden & Søn A/S',
  invoiceNumber,
  invoiceDate: '2026-09-01',
  dueDate: '2026-10-01',
  amount: '100.00',
  openAmount,
  currency: 'EUR',
  ...more,
});

/** One customer with two open invoices and cash on account, read once, and the connection removed. */
async function begin() {
  const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
  const ledger = new FakeLedger();
  const customer = ledger.customer({ name: 'Halden & Søn A/S', number: 'D-1' });
  const first = ledger.invoice({ customerId: customer, total: 100_00, issueDate: '2026-09-01' });
  ledger.invoice({ customerId: customer, total: 100_00, issueDate: '2026-09-01' });
  ledger.pay([[first, 30_00]], { date: '2026-10-15' });
  const connection = await addedConnection(engine.workspace);
  const read = (into = connection) => synced(engine.workspace, into, coreConnector(ledger));
  return { engine, ledger, customer, first, connection, read };
}

describe('what a connection has read, once it is removed', () => {
  it('stays as it was, figure by figure, on past days too, and as old as it was', async () => {
    const { engine, connection, read } = await begin();
    await read();
    const before = open(engine);
    const past = await engine.openAt('D-1', '2026-10-14');
    const id = await engine.account('D-1');
    const view = () =>
      engine.workspace.db.read('accountView', {
        id,
        asOf: engine.workspace.today(),
        today: engine.workspace.today(),
      });
    const { figures } = await view();
    await remove(engine, connection.id);
    expect(open(engine)).toEqual(before);
    await engine.workspace.db.maintain('ageSummaries', { force: true }, engine.workspace.context());
    expect(open(engine)).toEqual(before);
    expect(await engine.openAt('D-1', '2026-10-14')).toEqual(past);
    expect((await view()).figures).toEqual({ at: figures.at, from: null, sources: 1 });
  });

  it('is brought up to date by a file, instead of standing there twice', async () => {
    const { engine, connection, read } = await begin();
    await read();
    const id = await engine.account('D-1');
    await remove(engine, connection.id);
    const outcome = await importRows(engine.workspace, [row('INV-00001', '20.00'), row('INV-00009', '5.00')]);
    expect(outcome).toMatchObject({ rejected: [], rows: { imported: 1, updated: 1 } });
    expect(await engine.account('D-1')).toBe(id);
    expect(open(engine)).toMatchObject([{ number: 'D-1', currency: 'EUR', gross: 125_00 }]);
  });

  it('is taken over again by another connection to the same books, and nothing counts twice', async () => {
    const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
    const books = sampleBooks(CORE_SHAPE, 20);
    const first = await addedConnection(engine.workspace);
    await synced(engine.workspace, first, coreConnector(books.ledger, { pageSize: 50 }));
    const before = open(engine);
    const accounts = engine.value('SELECT COUNT(*) FROM account WHERE merged_into_id IS NULL');
    await remove(engine, first.id);
    const second = await addedConnection(engine.workspace);
    const outcome = await synced(engine.workspace, second, coreConnector(books.ledger, { pageSize: 50 }));
    expect(outcome).toMatchObject({ state: 'done', error: null, differences: [] });
    expect(open(engine)).toEqual(before);
    expect(engine.value('SELECT COUNT(*) FROM account WHERE merged_into_id IS NULL')).toBe(accounts);
    const { documents } = booksInDatabase(engine, second.id);
    expect(documents).toEqual(booksOf(truth(books.ledger, CORE_SHAPE)).documents);
    expect(
      engine.rows(
        `SELECT number FROM document WHERE deleted_at IS NULL AND total_minor - open_minor <>
           COALESCE((SELECT SUM(amount_minor) FROM allocation WHERE document_id = document.id), 0)`,
      ),
    ).toEqual([]);
  });

  it('keeps both of two documents under one number; a file means the one that is open', async () => {
    const { engine, ledger, customer, connection, read } = await begin();
    const [one] = [...ledger.documents.values()];
    if (one === undefined) throw new Error('There is an invoice.');
    const twin = ledger.invoice({ customerId: customer, total: 100_00, issueDate: '2026-09-01' });
    ledger.pay([[twin, 100_00]], { date: '2026-10-15' });
    const made = ledger.documents.get(twin);
    if (made !== undefined) ledger.documents.set(twin, { ...made, number: one.number });
    await read();
    await remove(engine, connection.id);
    await importRows(engine.workspace, [row('INV-00001', '20.00')]);
    expect(
      engine.rows("SELECT open_minor FROM document WHERE number = 'INV-00001' ORDER BY open_minor"),
    ).toEqual([{ open_minor: 0 }, { open_minor: 20_00 }]);
    const again = await addedConnection(engine.workspace);
    await read(again);
    expect(open(engine)).toMatchObject([{ gross: 170_00 }]);
  });

  it('does not fall with the import that it began with, while later imports can be undone', async () => {
    const { engine, connection, read } = await begin();
    await importRows(engine.workspace, [row('INV-00001', '100.00')], { fileName: 'before.csv' });
    engine.clock.wait(60_000);
    await read();
    await remove(engine, connection.id);
    const figures = open(engine);
    engine.clock.wait(60_000);
    await importRows(engine.workspace, [row('INV-00001', '10.00')], { fileName: 'after.csv' });
    const [after, before] = engine.rows<{ id: ImportBatchId }>(
      'SELECT id FROM import_batch ORDER BY seq DESC',
    );
    const undo = (batch: { id: ImportBatchId } | undefined) =>
      engine.workspace.db.write(
        'undoImport',
        { batchId: batch?.id as ImportBatchId },
        engine.workspace.context(),
      );
    await undo(after);
    expect(open(engine)).toEqual(figures);
    await expect(undo(before)).rejects.toMatchObject({ code: 'conflict' });
  });
});
