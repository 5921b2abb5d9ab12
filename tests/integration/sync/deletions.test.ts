import { describe, expect, it } from 'vitest';
import type { Connector } from '../../../electron/engine/connectors/connector.ts';
import { connectorFailure } from '../../../electron/engine/connectors/connector-failure.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { booksInDatabase, booksOf } from '../../support/ledger/books-of-connection.ts';
import { CORE_SHAPE, coreConnector } from '../../support/ledger/core-connector.ts';
import { FakeLedger } from '../../support/ledger/fake-ledger.ts';
import { type SampleBooks, sampleBooks } from '../../support/ledger/sample-books.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';
import { truth } from '../../support/ledger/truth.ts';

const DAY = 24 * 3_600_000;

/** A system that says nothing of what was deleted. */
const silent = ({ ledger }: SampleBooks): Connector =>
  coreConnector(ledger, { pageSize: 50, silentDeletions: true, capabilities: { deletions: 'sweep' } });

const begin = async () => {
  const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
  const connection = await addedConnection(engine.workspace);
  const books = sampleBooks(CORE_SHAPE, 30);
  await synced(engine.workspace, connection, silent(books));
  return { engine, connection, books };
};

describe('what was deleted without a trace', () => {
  it('is found once a day by asking which records are there', async () => {
    const { engine, connection, books } = await begin();
    books.ledger.delete(books.openInvoice);
    await synced(engine.workspace, connection, silent(books));
    const open = () => engine.value('SELECT open_minor FROM document WHERE source_id = ?', books.openInvoice);
    expect(open()).toBe(123_456);
    engine.clock.wait(DAY);
    expect((await synced(engine.workspace, connection, silent(books))).missing).toEqual([]);
    expect(open()).toBe(0);
    expect(booksInDatabase(engine, connection.id)).toEqual(booksOf(truth(books.ledger, CORE_SHAPE)));
    expect(engine.rows('SELECT kind FROM sync_change')).toEqual([{ kind: 'deleted' }]);
  });

  it('is asked about when under nine tenths are there, and believed when a person says so', async () => {
    const { engine, connection, books } = await begin();
    const all = [...books.ledger.documents.values()].filter(
      (one) => one.kind === 'invoice' && one.state === 'posted' && books.ledger.openOf(one) === one.total,
    );
    for (const { id } of all.slice(0, 10)) books.ledger.delete(id);
    engine.clock.wait(DAY);
    const before = booksInDatabase(engine, connection.id).documents;
    const asked = await synced(engine.workspace, connection, silent(books));
    expect(asked.missing).toMatchObject([{ entity: 'invoice' }]);
    const [missing] = asked.missing;
    expect((missing?.known ?? 0) - (missing?.there ?? 0)).toBe(10);
    expect(booksInDatabase(engine, connection.id).documents).toEqual(before);
    const [run] = await engine.workspace.db.read('syncRuns', { connectionId: connection.id, limit: 1 });
    expect(JSON.parse(run?.missingJson ?? '[]')).toEqual(asked.missing);
    const sure = await synced(engine.workspace, connection, silent(books), { believed: ['invoice'] });
    expect(sure.missing).toEqual([]);
    expect(booksInDatabase(engine, connection.id)).toEqual(booksOf(truth(books.ledger, CORE_SHAPE)));
  });

  it.each([
    { there: 5, deleted: 1, asked: false },
    { there: 3, deleted: 2, asked: false },
    { there: 5, deleted: 3, asked: true },
    { there: 2, deleted: 2, asked: true },
    { there: 1, deleted: 1, asked: false },
  ])(
    'of a few records, $deleted out of $there: a person is asked: $asked',
    async ({ there, deleted, asked }) => {
      const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
      const connection = await addedConnection(engine.workspace);
      const ledger = new FakeLedger();
      const customer = ledger.customer({ name: 'Halden & Søn A/S' });
      const invoices = Array.from({ length: there }, () =>
        ledger.invoice({ customerId: customer, total: 100_00, issueDate: '2026-09-01' }),
      );
      const read = () =>
        synced(
          engine.workspace,
          connection,
          coreConnector(ledger, { silentDeletions: true, capabilities: { deletions: 'sweep' } }),
        );
      await read();
      for (const id of invoices.slice(0, deleted)) ledger.delete(id);
      engine.clock.wait(DAY);
      expect((await read()).missing).toEqual(
        asked ? [{ entity: 'invoice', known: there, there: there - deleted }] : [],
      );
      expect(engine.value('SELECT COUNT(*) FROM document WHERE deleted_at IS NULL')).toBe(
        asked ? there : there - deleted,
      );
    },
  );

  it('while the cursor was too old is found by asking which records are there, also where a feed tells of deletions', async () => {
    const { engine, connection, books } = await begin();
    books.ledger.delete(books.openInvoice);
    const connector = coreConnector(books.ledger, {
      pageSize: 50,
      silentDeletions: true,
      refuseCursors: () => true,
    });
    await synced(engine.workspace, connection, connector);
    expect(booksInDatabase(engine, connection.id)).toEqual(booksOf(truth(books.ledger, CORE_SHAPE)));
  });

  it('while the cursor was too old is found by the next run, when this one broke off before it could ask', async () => {
    const { engine, connection, books } = await begin();
    books.ledger.delete(books.openInvoice);
    const feed = { pageSize: 50, silentDeletions: true } as const;
    let cut = true;
    const connector: Connector = {
      ...coreConnector(books.ledger, { ...feed, refuseCursors: () => cut }),
      sweep(entity, signal) {
        if (cut && entity === 'invoice') throw connectorFailure('network_down', 'The line is cut.');
        return coreConnector(books.ledger).sweep?.(entity, signal) ?? noIds();
      },
    };
    expect((await synced(engine.workspace, connection, connector)).state).toBe('failed');
    const open = () => engine.value('SELECT open_minor FROM document WHERE source_id = ?', books.openInvoice);
    expect(open()).toBe(123_456);
    cut = false;
    expect((await synced(engine.workspace, connection, connector)).state).toBe('done');
    expect(open()).toBe(0);
    expect(booksInDatabase(engine, connection.id)).toEqual(booksOf(truth(books.ledger, CORE_SHAPE)));
  });

  it('is not asked for where deletions are told and nothing was read whole again', async () => {
    const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
    const connection = await addedConnection(engine.workspace);
    const { ledger } = sampleBooks(CORE_SHAPE);
    let asked = 0;
    const connector: Connector = {
      ...coreConnector(ledger),
      sweep() {
        asked += 1;
        return noIds();
      },
    };
    for (let day = 0; day < 3; day += 1) {
      expect((await synced(engine.workspace, connection, connector)).missing).toEqual([]);
      engine.clock.wait(DAY);
    }
    expect(asked).toBe(0);
  });
});

async function* noIds(): AsyncGenerator<readonly string[]> {
  yield [];
}

describe('open items', () => {
  it('are asked for once a day, for what the system changed without saying so', async () => {
    const { engine, connection, books } = await begin();
    const { ledger, openInvoice } = books;
    const quietly = ledger.documents.get(openInvoice);
    if (quietly === undefined) throw new Error('The sample has this invoice.');
    // The system changes a row and forgets to say when.
    ledger.documents.set(openInvoice, { ...quietly, dueDate: plainDate('2027-02-28') });
    const due = () => engine.value('SELECT due_date FROM document WHERE source_id = ?', openInvoice);
    ledger.tick(1_000);
    const asked: string[] = [];
    const connector = silent(books);
    const counting: Connector = {
      ...connector,
      async *reread(entity, ids, signal) {
        asked.push(`${entity} ${ids.length > 0}`);
        yield* connector.reread?.(entity, ids, signal) ?? [];
      },
    };
    await synced(engine.workspace, connection, counting);
    expect(asked).toEqual([]);
    expect(due()).toBe('2026-10-30');
    engine.clock.wait(DAY);
    await synced(engine.workspace, connection, counting);
    expect(asked).toEqual(['invoice true', 'credit_note true', 'payment true']);
    expect(due()).toBe('2027-02-28');
    await synced(engine.workspace, connection, counting);
    expect(asked).toHaveLength(3);
  });
});
