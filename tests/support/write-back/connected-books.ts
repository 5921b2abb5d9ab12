import type { ConnectionRow } from '../../../electron/engine/db/queries/connections.ts';
import type { WriteBackNoteRow } from '../../../electron/engine/db/queries/write-back.ts';
import {
  addConnection,
  type ConnectionInput,
  requireConnection,
} from '../../../electron/engine/services/connections/connections-service.ts';
import type { AnySourceRecord } from '../../../shared/domain/connections/source-records.ts';
import { noteMarker, type WriteBackKind } from '../../../shared/domain/connections/write-back.ts';
import type { AccountId, SyncRunId, WriteBackId } from '../../../shared/domain/ids.ts';
import type { EngineWorkspace } from '../engine/engine-workspace.ts';

export const CUSTOMER = 'CUST-0007';

/** Books of one customer, with short ways to do and to ask what tests of write-back do. */
export interface ConnectedBooks {
  readonly connection: ConnectionRow;
  readonly account: AccountId;
  /** Logs a note and hands back the id of what flows back for it. */
  note(text: string): Promise<WriteBackId>;
  switchOn(...kinds: readonly WriteBackKind[]): Promise<void>;
  switchOff(): Promise<void>;
  /** In the order in which they were logged. */
  notes(): Promise<readonly WriteBackNoteRow[]>;
}

export interface BooksOptions {
  /** Invoices of the customer. */
  readonly records?: readonly AnySourceRecord[];
  /** The number of the customer. */
  readonly number?: string;
}

/** Sets a connection up, without asking anything of it, and gives it one customer. */
export async function connectedBooks(
  { workspace }: Pick<EngineWorkspace, 'workspace'>,
  access: Partial<ConnectionInput> = {},
  { records = [], number = 'A' }: BooksOptions = {},
): Promise<ConnectedBooks> {
  const connection = await addConnection(workspace, {
    name: 'Head office',
    kind: 'erpnext',
    settings: { address: 'https://erp.halden.example', apiKey: 'key' },
    secrets: { apiSecret: 'secret' },
    ...access,
  });
  const connectionId = connection.id;
  const runId = `run of ${connectionId}` as SyncRunId;
  await workspace.db.maintain('startSyncRun', { connectionId, runId, mode: 'full' }, workspace.context());
  const page = { connectionId, runId, gone: [], replaces: [], bad: [], cursor: '{}', phase: 'full' } as const;
  const pages = [
    [customer(access.kind === 'tryton' || access.kind === 'odoo' ? '7' : CUSTOMER, number)],
    records,
  ];
  for (const [index, rows] of pages.entries()) {
    const entity = index === 0 ? 'customer' : 'invoice';
    await workspace.db.maintain(
      'applySyncPage',
      {
        ...page,
        entity,
        records: rows,
        complete: true,
        first: true,
        cost: { calls: 1, bytes: 1 },
      },
      workspace.context(),
    );
  }
  await workspace.db.maintain(
    'settleSyncRun',
    { connectionId, runId, state: 'done', error: null, nextRunAt: null, missing: [] },
    workspace.context(),
  );
  const { id: account } = await workspace.db.read('findAccount', { key: number });
  const set = async (on: boolean, kinds: readonly WriteBackKind[]) => {
    await workspace.db.write(
      'setWriteBack',
      { id: connectionId, on, kinds, approve: kinds },
      workspace.context(),
    );
  };
  return {
    connection: await requireConnection(workspace, connectionId),
    account,
    async note(text) {
      const { entries } = await workspace.db.write(
        'addTouchpoint',
        { accountId: account, kind: 'note', outcome: null, text },
        workspace.context(),
      );
      return noteMarker(entries[0]?.id ?? '') as WriteBackId;
    },
    switchOn: (...kinds) => set(true, kinds),
    switchOff: () => set(false, []),
    async notes() {
      const rows = await workspace.db.read('writeBackNotes', { connectionId, limit: 500 });
      return rows.toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
    },
  };
}

function customer(sourceId: string, number: string): AnySourceRecord {
  return {
    entity: 'customer',
    sourceId,
    updatedAt: null,
    number,
    name: 'Fjell Maskin AS',
    parentId: null,
    active: true,
    country: 'NO',
    terms: null,
    termsDays: null,
    creditLimit: null,
    balances: [],
  };
}
