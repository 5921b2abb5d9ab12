import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../electron/engine/platform/clock.ts';
import { createLogger } from '../../../electron/engine/platform/logger.ts';
import { requireConnection } from '../../../electron/engine/services/connections/connections-service.ts';
import { runSync } from '../../../electron/engine/services/sync/run-sync.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { CONNECTION } from '../../support/engine/cases-of-connections.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { coreConnector } from '../../support/ledger/core-connector.ts';
import { FakeLedger } from '../../support/ledger/fake-ledger.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const ROW = {
  customerNumber: 'F-1',
  invoiceNumber: '1',
  invoiceDate: '2026-04-01',
  dueDate: '2026-05-02',
  amount: '100.00',
};

async function withConnection(): Promise<EngineTest> {
  const engine = await engineTest();
  await engine.workspace.db.write('addConnection', CONNECTION, engine.workspace.context());
  return engine;
}

/** Reads a ledger with one customer and one open invoice; `endsEarly`: it breaks off before the end. */
async function read({ workspace }: EngineTest, endsEarly = false): Promise<void> {
  const ledger = new FakeLedger();
  const customer = ledger.customer({ name: 'Northwind Traders', number: 'C-1' });
  ledger.invoice({ customerId: customer, total: 50_000, issueDate: '2026-04-01' });
  const connector = coreConnector(ledger, {
    beforePage(page) {
      if (endsEarly && page === 3) throw new Error('The line went dead.');
    },
  });
  await runSync(workspace, {
    connection: await requireConnection(workspace, CONNECTION.id),
    connector,
    mode: 'changes',
    signal: new AbortController().signal,
    logger: createLogger({ folder: temporaryFolder(), clock: systemClock }),
    nextRunAt: () => null,
    takeCost: () => ({ calls: 0, bytes: 0 }),
  });
}

const figuresOfAll = async ({ workspace }: EngineTest) => {
  const today = workspace.today();
  const page = await workspace.db.read('worklistPage', {
    filter: worklistFilterSchema.parse({ scope: 'all', held: 'any' }),
    sort: { key: 'priority', descending: true },
    limit: 1,
    cursor: null,
    asOf: today,
    today,
  });
  return page.figures;
};

const figuresOf = async (engine: EngineTest, key: string) => {
  const id: AccountId = await engine.account(key);
  const today: PlainDate = engine.workspace.today();
  const view = await engine.workspace.db.read('accountView', { id, asOf: today, today });
  return view.figures;
};

describe('how old figures are', () => {
  it('is told by the import, as long as nothing is connected', async () => {
    const engine = await engineTest();
    expect(await figuresOfAll(engine)).toEqual({ at: null, from: null, sources: 0 });
    await importRows(engine.workspace, [ROW]);
    const { at, from } = await figuresOfAll(engine);
    expect(from).toBeNull();
    expect(at).not.toBeNull();
  });

  it('is told by the connection that an account comes from', async () => {
    const engine = await withConnection();
    await importRows(engine.workspace, [ROW]);
    await read(engine);
    expect(await figuresOf(engine, 'C-1')).toEqual({
      at: (await requireConnection(engine.workspace, CONNECTION.id)).freshAt,
      from: 'Head office',
      sources: 1,
    });
    expect((await figuresOf(engine, 'F-1')).from).toBeNull();
  });

  it('is not told by books that were only begun to be read', async () => {
    const engine = await withConnection();
    await read(engine, true);
    expect(await figuresOf(engine, 'C-1')).toEqual({ at: null, from: 'Head office', sources: 1 });
    expect(await figuresOfAll(engine)).toEqual({ at: null, from: 'Head office', sources: 1 });
  });

  it('is that of the oldest ledger, where there are several', async () => {
    const engine = await withConnection();
    await importRows(engine.workspace, [ROW], { asOf: '2026-04-20' as PlainDate });
    await read(engine);
    const imported = (await figuresOf(engine, 'F-1')).at;
    expect(imported?.slice(0, 10)).toBe('2026-04-20');
    expect(await figuresOfAll(engine)).toEqual({ at: imported, from: null, sources: 2 });
  });

  it('a ledger of which nothing is open does not make the others old', async () => {
    const engine = await withConnection();
    await importRows(engine.workspace, [{ ...ROW, openAmount: '0.00' }], { asOf: '2026-04-20' as PlainDate });
    await read(engine);
    expect((await figuresOfAll(engine)).from).toBe('Head office');
  });
});
