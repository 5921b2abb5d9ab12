import type { Connector } from '../../../electron/engine/connectors/connector.ts';
import type { ConnectionRow } from '../../../electron/engine/db/queries/connections.ts';
import { newId } from '../../../electron/engine/platform/ids.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { requireConnection } from '../../../electron/engine/services/connections/connections-service.ts';
import {
  runSync,
  type SyncOutcome,
  type SyncRequest,
} from '../../../electron/engine/services/sync/run-sync.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';

export type SyncOptions = Partial<
  Pick<SyncRequest, 'mode' | 'signal' | 'believed' | 'onProgress' | 'logger'>
>;

/** Sets up a connection without an address: tests hand over its connector with each run. */
export async function addedConnection(workspace: OpenWorkspace): Promise<ConnectionRow> {
  const id = newId() as ConnectionId;
  await workspace.db.write(
    'addConnection',
    {
      id,
      name: `Books ${id}`,
      kind: 'tryton',
      settingsJson: '{}',
      secretName: `connection:${id}`,
      everyMinutes: 30,
    },
    workspace.context(),
  );
  return requireConnection(workspace, id);
}

/** One run of the sync service with this connector. */
export function synced(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  connector: Connector,
  options: SyncOptions = {},
): Promise<SyncOutcome> {
  return runSync(workspace, {
    connection,
    connector,
    mode: 'changes',
    signal: new AbortController().signal,
    logger: silentLogger,
    nextRunAt: () => null,
    takeCost: () => ({ calls: 1, bytes: 100 }),
    ...options,
  });
}
