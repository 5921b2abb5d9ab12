import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector } from '../../../../electron/engine/connectors/connector.ts';
import type { ConnectionRow } from '../../../../electron/engine/db/queries/connections.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { type EngineTest, engineTest } from '../../../support/engine/engine-test.ts';
import { addedConnection, synced } from '../../../support/ledger/synced-books.ts';
import { type Bookkeeper, signInBookkeeper } from '../../../support/tryton/bookkeeper.ts';
import { connectTryton } from '../../../support/tryton/reading.ts';
import {
  type SeededTryton,
  startSeededTryton,
  TRYTON_DATABASE,
  trytonAvailable,
} from '../../../support/tryton.ts';

const { available, reason } = trytonAvailable();
if (!available) console.log(reason);

describe.skipIf(!available)('a workspace that reads a real Tryton', () => {
  let tryton: SeededTryton;
  let keeper: Bookkeeper;
  let connector: Connector;

  beforeAll(async () => {
    tryton = await startSeededTryton();
    keeper = await signInBookkeeper(tryton.address, TRYTON_DATABASE, tryton.manifest);
    connector = connectTryton({ address: tryton.address });
  }, 300_000);
  afterAll(async () => {
    await connector?.close?.();
    await tryton?.stop();
  });

  /** A workspace that has read the books once. */
  async function readOnce(): Promise<{ engine: EngineTest; connection: ConnectionRow }> {
    const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
    const connection = await addedConnection(engine.workspace);
    const outcome = await synced(engine.workspace, connection, connector);
    expect(outcome).toMatchObject({ state: 'done', error: null, differences: [], missing: [] });
    return { engine, connection };
  }
  const nothingIsLeft = (engine: EngineTest) => {
    expect(engine.value('SELECT COUNT(*) FROM sync_waiting')).toBe(0);
    expect(engine.value('SELECT COUNT(*) FROM sync_problem')).toBe(0);
  };

  it('has its books without a difference to the ledger', async () => {
    const { engine, connection } = await readOnce();
    nothingIsLeft(engine);
    const accounts = engine.value(
      `SELECT COUNT(*) FROM account WHERE ledger_id = '${connection.id}' AND deleted_at IS NULL`,
    );
    expect(accounts).toBe(tryton.manifest.customers.length);
  });

  it('has them again after invoices, payments, a cancellation and a credit', async () => {
    const { engine, connection } = await readOnce();
    const open = (number: string) =>
      engine.value(`SELECT open_minor FROM document WHERE number = '${number}' AND deleted_at IS NULL`);
    const [party = 0, other = 0] = tryton.manifest.customers;
    const numberOf = async (id: number) =>
      String((await keeper.rows('account.invoice', [['id', '=', id]], ['number']))[0]?.number);
    const part = await keeper.invoice({ party, currency: 'KWD', price: '12.345' });
    await keeper.pay(part, '2.345');
    const cancelled = await keeper.invoice({ party: other, currency: 'JPY', price: '9000' });
    await keeper.cancel(cancelled);
    const credited = await keeper.invoice({ party: other, currency: 'USD', price: '10.00' });
    await keeper.credit(credited);
    const outcome = await synced(engine.workspace, connection, connector);
    expect(outcome).toMatchObject({ state: 'done', error: null, differences: [] });
    nothingIsLeft(engine);
    expect(open(await numberOf(part))).toBe(10_000);
    expect(open(await numberOf(cancelled))).toBeUndefined();
    expect(open(await numberOf(credited))).toBeUndefined();
  });

  it('takes a settlement back with the ledger', async () => {
    const { engine, connection } = await readOnce();
    const [, , party = 0] = tryton.manifest.customers;
    const id = await keeper.invoice({ party, currency: 'EUR', price: '60.00' });
    const line = await keeper.receipt(party, '25.00');
    const applied = () =>
      engine.value(
        `SELECT COUNT(*) FROM allocation JOIN document ON document.id = allocation.document_id
         WHERE document.source_id = '${id}' AND allocation.source_id IS NOT NULL`,
      );
    await keeper.call('model.account.invoice.write', [[id], { payment_lines: [['add', [line]]] }]);
    expect(await synced(engine.workspace, connection, connector)).toMatchObject({ differences: [] });
    expect(applied()).toBe(1);
    await keeper.call('model.account.invoice.write', [[id], { payment_lines: [['remove', [line]]] }]);
    expect(await synced(engine.workspace, connection, connector)).toMatchObject({ differences: [] });
    expect(applied()).toBe(0);
  });
});
