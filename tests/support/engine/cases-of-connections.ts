import type { NewConnection } from '../../../electron/engine/db/commands/connections.ts';
import type { ConnectionId, SyncRunId } from '../../../shared/domain/ids.ts';
import type { CommandCases } from './command-case.ts';
import { unknown } from './command-case.ts';
import type { EngineTest } from './engine-test.ts';
import { importRows } from './ledger-files.ts';

/** A connection as it is set up; nothing answers at its address. */
export const CONNECTION: NewConnection = {
  id: 'connection-1' as ConnectionId,
  name: 'Head office',
  kind: 'tryton',
  settingsJson: JSON.stringify({ url: 'https://erp.halden.example', database: 'halden' }),
  secretName: 'connection:connection-1',
  everyMinutes: 30,
};

async function withConnection(engine: EngineTest): Promise<NewConnection> {
  await engine.workspace.db.write('addConnection', CONNECTION, engine.workspace.context());
  return CONNECTION;
}

async function withChanges(engine: EngineTest): Promise<{ connectionId: ConnectionId; runId: SyncRunId }> {
  const { db } = engine.workspace;
  const { id: connectionId } = await withConnection(engine);
  const runId = 'run-1' as SyncRunId;
  await db.maintain('startSyncRun', { connectionId, runId, mode: 'changes' }, engine.workspace.context());
  await db.maintain(
    'applySyncPage',
    {
      connectionId,
      runId,
      entity: 'customer',
      records: [
        {
          entity: 'customer',
          sourceId: '7',
          updatedAt: null,
          number: 'C7',
          name: 'Fjell Maskin AS',
          parentId: null,
          active: true,
          country: 'NO',
          terms: null,
          termsDays: null,
          creditLimit: null,
          balances: [],
        },
      ],
      gone: [],
      replaces: [],
      bad: [],
      cursor: '{}',
      phase: 'changes',
      complete: true,
      first: false,
      cost: { calls: 1, bytes: 100 },
    },
    engine.workspace.context(),
  );
  return { connectionId, runId };
}

export const CASES_OF_CONNECTIONS = {
  addConnection: {
    prepare: async () => CONNECTION,
    kind: 'connection_added',
    onAccount: false,
    again: 'refused',
    refused: null,
  },
  changeConnection: {
    prepare: async (engine) => ({ ...(await withConnection(engine)), everyMinutes: 60 }),
    kind: 'connection_changed',
    onAccount: false,
    again: 'unchanged',
    refused: unknown,
  },
  connectionSignedIn: {
    prepare: async (engine) => ({
      id: (await withConnection(engine)).id,
      settingsJson: JSON.stringify({ url: 'https://erp.halden.example', tenantId: '7' }),
      company: 'Halden Instruments A/S',
    }),
    kind: 'connection_changed',
    onAccount: false,
    again: 'another',
    refused: unknown,
  },
  removeConnection: {
    prepare: async (engine) => ({ id: (await withConnection(engine)).id }),
    kind: 'connection_removed',
    onAccount: false,
    again: 'unchanged',
    refused: unknown,
  },
  tellSyncChanges: {
    prepare: withChanges,
    kind: 'books_read',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
  closeTakenOver: {
    prepare: async (engine) => {
      await importRows(engine.workspace, [
        {
          customerNumber: 'C7',
          customerName: 'Fjell Maskin',
          invoiceNumber: 'R-1',
          invoiceDate: '2026-05-01',
          dueDate: '2026-05-31',
          amount: '100.00',
          openAmount: '0.00',
        },
      ]);
      return withChanges(engine);
    },
    kind: 'books_read',
    onAccount: false,
    again: 'unchanged',
    refused: null,
  },
} satisfies Partial<CommandCases>;
