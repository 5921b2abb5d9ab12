import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connector } from '../../../electron/engine/connectors/connector.ts';
import { connectorFailure } from '../../../electron/engine/connectors/connector-failure.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { booksInDatabase, booksOf } from '../../support/ledger/books-of-connection.ts';
import { CORE_SHAPE, coreConnector, scriptedConnector } from '../../support/ledger/core-connector.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';
import { truth } from '../../support/ledger/truth.ts';

const begin = async () => {
  const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
  const connection = await addedConnection(engine.workspace);
  const books = sampleBooks(CORE_SHAPE);
  return { engine, connection, books };
};

describe('records of an accounting system', () => {
  it('may come in any order: what points to a record that is not there yet waits for it', async () => {
    const { engine, books } = await begin();
    const records = truth(books.ledger, CORE_SHAPE).filter(({ entity }) => entity !== 'currency');
    const order = fc.shuffledSubarray([...records], { minLength: records.length });
    await fc.assert(
      fc.asyncProperty(order, fc.integer({ min: 1, max: 12 }), async (shuffled, pageSize) => {
        const connection = await addedConnection(engine.workspace);
        const outcome = await synced(engine.workspace, connection, scriptedConnector(shuffled, { pageSize }));
        expect(outcome).toMatchObject({ state: 'done', differences: [] });
        expect(booksInDatabase(engine, connection.id)).toEqual(booksOf(records));
        expect(engine.value('SELECT COUNT(*) FROM sync_waiting')).toBe(0);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it('that wait for one that never comes are shown, and the rest is there', async () => {
    const { engine, connection, books } = await begin();
    const records = truth(books.ledger, CORE_SHAPE).filter(({ sourceId }) => sourceId !== books.kuwait);
    await synced(engine.workspace, connection, scriptedConnector(records, { pageSize: 50 }));
    const problems = await engine.workspace.db.read('syncProblems', {
      connectionId: connection.id,
      limit: 100,
    });
    expect(problems.map(({ entity, sourceId }) => `${entity} ${sourceId}`)).toContain('invoice I4');
    expect(problems.find(({ sourceId }) => sourceId === 'I4')?.problem).toMatch(/customer C2/);
    expect(booksInDatabase(engine, connection.id).documents.some((row) => row.includes('| I1 |'))).toBe(true);
  });

  it('a newer state of a record is not undone by an older one that waited', async () => {
    const { engine, connection, books } = await begin();
    const all = truth(books.ledger, CORE_SHAPE);
    const invoice = all.find(({ sourceId }) => sourceId === books.openInvoice);
    if (invoice?.entity !== 'invoice') throw new Error('The sample has this invoice.');
    const others = all.filter(({ sourceId }) => sourceId !== books.openInvoice);
    const older = { ...invoice, customerId: 'C99', reference: 'older' };
    const customer = all.find(({ sourceId }) => sourceId === books.halden);
    if (customer?.entity !== 'customer') throw new Error('The sample has this customer.');
    const late = { ...customer, sourceId: 'C99', name: 'Late customer', number: null, balances: [] };
    const connector = scriptedConnector([older, ...others, invoice, late], { pageSize: 4 });
    await synced(engine.workspace, connection, connector);
    expect(
      engine.rows(
        "SELECT reference FROM document WHERE kind = 'invoice' AND source_id = ?",
        invoice.sourceId,
      ),
    ).toEqual([{ reference: 'Rack 7' }]);
  });

  it('that cannot be read are set aside and shown, and leave the list when they are read well', async () => {
    const { engine, connection, books } = await begin();
    const spoiled = new Set([books.openInvoice]);
    const outcome = await synced(engine.workspace, connection, coreConnector(books.ledger, { spoiled }));
    expect(outcome.state).toBe('done');
    expect(engine.rows('SELECT entity, source_id, problem FROM sync_problem')).toEqual([
      { entity: 'invoice', source_id: books.openInvoice, problem: 'Its amount "12,3,4" is no number.' },
    ]);
    expect(outcome.differences).toMatchObject([{ account: 'Halden & Søn A/S', currency: 'EUR' }]);
    books.ledger.tick(3_600_000);
    books.ledger.setDueDate(books.openInvoice, '2026-12-24');
    const well = await synced(engine.workspace, connection, coreConnector(books.ledger));
    expect(well.differences).toEqual([]);
    expect(engine.rows('SELECT * FROM sync_problem')).toEqual([]);
    expect(booksInDatabase(engine, connection.id)).toEqual(booksOf(truth(books.ledger, CORE_SHAPE)));
  });

  it('leave the list also as a credit note, with a whole read, and are there once without an id', async () => {
    const { engine, connection, books } = await begin();
    const bad = [
      { entity: 'invoice', sourceId: 'never-again', problem: 'Its date is none.' },
      { entity: 'invoice', sourceId: books.credit, problem: 'Its total is none.' },
      { entity: 'invoice', sourceId: null, problem: 'It has no id.' },
    ] as const;
    const meddled = (): Connector => {
      const core = coreConnector(books.ledger);
      return {
        ...core,
        async *full(entity, from, signal) {
          for await (const page of core.full(entity, from, signal))
            yield entity === 'invoice' ? { ...page, bad } : page;
        },
      };
    };
    const problems = () => engine.rows('SELECT source_id AS id FROM sync_problem').map(({ id }) => id);
    await synced(engine.workspace, connection, meddled());
    expect(problems()).toEqual([expect.stringMatching(/^#/), 'never-again']);
    await synced(engine.workspace, connection, meddled(), { mode: 'full' });
    expect(problems()).toHaveLength(2);
    await synced(engine.workspace, connection, coreConnector(books.ledger), { mode: 'full' });
    expect(problems()).toEqual([]);
  });
});

describe("the ledger's own balances", () => {
  it('that differ from the open items are kept with the run and told, until they agree', async () => {
    const { engine, connection, books } = await begin();
    const records = truth(books.ledger, CORE_SHAPE).map((record) =>
      record.entity === 'customer' && record.sourceId === books.kuwait
        ? {
            ...record,
            balances: record.balances.map((one) => ({ ...one, minor: (one.minor + 1) as typeof one.minor })),
          }
        : record,
    );
    const { differences } = await synced(
      engine.workspace,
      connection,
      scriptedConnector(records, { pageSize: 50 }),
    );
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ account: 'Gulf Instruments W.L.L.', currency: 'KWD' });
    expect((differences[0]?.ledger ?? 0) - (differences[0]?.ours ?? 0)).toBe(1);
    const [run] = await engine.workspace.db.read('syncRuns', { connectionId: connection.id, limit: 1 });
    expect(JSON.parse(run?.differencesJson ?? '[]')).toEqual(differences);
    const again = await synced(
      engine.workspace,
      connection,
      scriptedConnector(truth(books.ledger, CORE_SHAPE), { pageSize: 50 }),
    );
    expect(again.differences).toEqual([]);
  });

  it('are not compared before the first whole read, and after it also when a run breaks off', async () => {
    const { engine, connection, books } = await begin();
    const breaking = (): Connector => {
      const core = coreConnector(books.ledger);
      const broken = () => {
        throw connectorFailure('network_down', 'The server is gone.');
      };
      return {
        ...core,
        full: (entity, from, signal) => (entity === 'invoice' ? broken() : core.full(entity, from, signal)),
        incremental: (entity, from, signal) =>
          entity === 'invoice' ? broken() : core.incremental(entity, from, signal),
      };
    };
    const first = await synced(engine.workspace, connection, breaking());
    expect(first).toMatchObject({ state: 'failed', differences: [] });
    expect((await synced(engine.workspace, connection, coreConnector(books.ledger))).differences).toEqual([]);
    books.ledger.tick(3_600_000);
    books.ledger.invoice({ customerId: books.halden, total: 4_200 });
    const later = await synced(engine.workspace, connection, breaking());
    expect(later).toMatchObject({ state: 'failed', differences: [{ account: 'Halden & Søn A/S' }] });
  });

  it('of all currencies in one figure are compared only for customers without foreign items', async () => {
    const { engine, connection, books } = await begin();
    books.ledger.invoice({ customerId: books.halden, total: 9_900, currency: 'USD' });
    const wrong = truth(books.ledger, CORE_SHAPE).map((record) =>
      record.entity === 'customer'
        ? {
            ...record,
            balances: record.balances
              .filter(({ currency }) => currency !== 'USD')
              .map((one) => ({ ...one, minor: (one.minor + 7) as typeof one.minor })),
          }
        : record,
    );
    const connector = scriptedConnector(wrong, { pageSize: 50 });
    const { differences } = await synced(engine.workspace, connection, {
      ...connector,
      capabilities: { ...connector.capabilities, balances: 'home_total' },
    });
    expect(differences.map(({ account }) => account).sort()).toEqual([
      'Gulf Instruments W.L.L.',
      '大阪計測株式会社',
    ]);
  });

  it('of all currencies in one figure differ for certain when the rest cannot be what is owed in others', async () => {
    const { engine, connection, books } = await begin();
    books.ledger.invoice({ customerId: books.halden, total: 9_900, currency: 'USD' });
    const homeTotals = (change: number) => {
      const connector = scriptedConnector(
        truth(books.ledger, CORE_SHAPE).map((record) =>
          record.entity === 'customer'
            ? {
                ...record,
                balances: record.balances
                  .filter(({ currency }) => currency === 'EUR')
                  .map((one) => ({ ...one, minor: (one.minor + change) as typeof one.minor })),
              }
            : record,
        ),
        { pageSize: 50 },
      );
      return { ...connector, capabilities: { ...connector.capabilities, balances: 'home_total' as const } };
    };
    const halden = 'Halden & Søn A/S';
    const differing = async (change: number) => {
      const { differences } = await synced(engine.workspace, connection, homeTotals(change));
      const [run] = await engine.workspace.db.read('syncRuns', { connectionId: connection.id, limit: 1 });
      return [differences.some(({ account }) => account === halden), run?.uncompared];
    };
    expect(await differing(5_000)).toEqual([false, 1]);
    expect(await differing(-1)).toEqual([true, 0]);
    expect(await differing(0)).toEqual([true, 0]);
  });
});
