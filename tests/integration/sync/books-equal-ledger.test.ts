import { describe, expect, it } from 'vitest';
import type { ConnectionRow } from '../../../electron/engine/db/queries/connections.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { booksInDatabase, booksOf } from '../../support/ledger/books-of-connection.ts';
import { CORE_SHAPE, coreConnector } from '../../support/ledger/core-connector.ts';
import { operate, operations } from '../../support/ledger/ledger-operations.ts';
import { type SampleBooks, sampleBooks } from '../../support/ledger/sample-books.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';
import { balancesOf, truth } from '../../support/ledger/truth.ts';

async function begin() {
  const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
  const connection = await addedConnection(engine.workspace);
  const books = sampleBooks(CORE_SHAPE);
  return { engine, connection, books };
}

function expectTruth(engine: EngineTest, { id }: ConnectionRow, { ledger }: SampleBooks): void {
  expect(booksInDatabase(engine, id)).toEqual(booksOf(truth(ledger, CORE_SHAPE)));
}

describe('books that are read from an accounting system', () => {
  it('are the ledger, row by row, and say so without a difference', async () => {
    const { engine, connection, books } = await begin();
    const outcome = await synced(engine.workspace, connection, coreConnector(books.ledger));
    expect(outcome).toMatchObject({ state: 'done', error: null, differences: [], missing: [] });
    expectTruth(engine, connection, books);
    expect(engine.value('SELECT COUNT(*) FROM sync_waiting')).toBe(0);
    expect(engine.value('SELECT COUNT(*) FROM sync_problem')).toBe(0);
  });

  it('have per customer and currency what the ledger has: three decimals, none, and money on account', async () => {
    const { engine, connection, books } = await begin();
    await synced(engine.workspace, connection, coreConnector(books.ledger));
    for (const customer of [books.halden, books.kuwait, books.osaka]) {
      const figures = engine.rows<{ currency: string; net: number }>(
        `SELECT currency, gross_minor - credits_minor - unapplied_minor AS net FROM account_summary
         JOIN account ON account.id = account_id WHERE source_key = ? ORDER BY currency`,
        `id:${customer}`,
      );
      const expected = balancesOf(books.ledger, customer)
        .filter(({ minor }) => minor !== 0)
        .map(({ currency, minor }) => ({ currency: currency as string, net: minor as number }))
        .sort((one, two) => (one.currency < two.currency ? -1 : 1));
      expect(figures.filter(({ net }) => net !== 0)).toEqual(expected);
    }
    expect(
      engine.rows("SELECT DISTINCT currency FROM document WHERE currency IN ('KWD', 'JPY')"),
    ).toHaveLength(2);
  });

  it.each(operations(CORE_SHAPE))(
    'after "%s" are the ledger again by reading what changed',
    async (operation) => {
      const { engine, connection, books } = await begin();
      await synced(engine.workspace, connection, coreConnector(books.ledger));
      books.ledger.tick(3_600_000);
      operate(books, operation);
      const outcome = await synced(engine.workspace, connection, coreConnector(books.ledger));
      expect(outcome).toMatchObject({ state: 'done', differences: [] });
      expectTruth(engine, connection, books);
    },
  );

  it('do not change when the same pages are read again', async () => {
    const { engine, connection, books } = await begin();
    await synced(engine.workspace, connection, coreConnector(books.ledger));
    const again = await synced(engine.workspace, connection, coreConnector(books.ledger), { mode: 'full' });
    expect([...again.changed]).toEqual([]);
    expect(engine.value('SELECT COUNT(*) FROM sync_change')).toBe(0);
    expectTruth(engine, connection, books);
  });

  it('are read whole again when the cursor is too old, and what was paid meanwhile is told', async () => {
    const { engine, connection, books } = await begin();
    await synced(engine.workspace, connection, coreConnector(books.ledger));
    books.ledger.tick(3_600_000);
    books.ledger.pay([[books.openInvoice, 123_456]]);
    const connector = coreConnector(books.ledger, { refuseCursors: () => true });
    expect(await synced(engine.workspace, connection, connector)).toMatchObject({ state: 'done' });
    expectTruth(engine, connection, books);
    expect(engine.rows('SELECT DISTINCT kind FROM sync_change ORDER BY kind')).toEqual([
      { kind: 'paid' },
      { kind: 'payment_received' },
    ]);
  });

  it('tell what was paid also when a person asks to read everything again', async () => {
    const { engine, connection, books } = await begin();
    await synced(engine.workspace, connection, coreConnector(books.ledger));
    books.ledger.tick(3_600_000);
    books.ledger.pay([[books.openInvoice, 456]]);
    await synced(engine.workspace, connection, coreConnector(books.ledger), { mode: 'full' });
    expect(engine.rows('SELECT kind, told FROM sync_change ORDER BY kind')).toEqual([
      { kind: 'part_paid', told: 1 },
      { kind: 'payment_received', told: 1 },
    ]);
    expectTruth(engine, connection, books);
  });
});
