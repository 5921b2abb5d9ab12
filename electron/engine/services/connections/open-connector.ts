import type { Connector } from '../../connectors/connector.ts';
import type { ConnectorPlatform } from '../../connectors/http/platform.ts';
import { createTrytonConnector } from '../../connectors/tryton/tryton-connector.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type ConnectionSecrets, readConnectionSecrets } from './connection-secrets.ts';

/** Settings and secrets of a connection, by the names of its fields. */
export interface ConnectionAccess {
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: ConnectionSecrets;
}

export type ConnectorCreator = (access: ConnectionAccess, platform: ConnectorPlatform) => Connector;

/** Published limits for a server that is the client's own: gentle, since people work on it. */
const OWN_SERVER = { concurrent: 2 } as const;

export type ConnectorCreators = Readonly<Partial<Record<ConnectionRow['kind'], ConnectorCreator>>>;

/** One line for each system that can be connected. */
export const CONNECTORS: ConnectorCreators = {
  tryton: ({ settings, secrets }, { timing, limiters, onCost }) =>
    createTrytonConnector(
      {
        address: settings.url ?? '',
        database: settings.database ?? '',
        user: settings.user ?? '',
        password: secrets.password ?? '',
      },
      { timing, onCost, limiter: limiters.of('tryton', settings.url ?? '', OWN_SERVER) },
    ),
};

/** The connector of a connection, with its secrets. Errors: `connector_auth`, `not_ready`. */
export async function openConnector(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  platform: ConnectorPlatform,
  creators: ConnectorCreators = CONNECTORS,
): Promise<Connector> {
  const secrets = await readConnectionSecrets(workspace, connection);
  const settings = JSON.parse(connection.settingsJson) as Record<string, string>;
  return createConnector(connection.kind, { settings, secrets }, platform, creators);
}

/** The connector for settings that are not saved yet. Errors: `not_ready` for a system that this version does not know. */
export function createConnector(
  kind: ConnectionRow['kind'],
  access: ConnectionAccess,
  platform: ConnectorPlatform,
  creators: ConnectorCreators = CONNECTORS,
): Connector {
  const create = creators[kind];
  if (create === undefined)
    throw new EngineError('not_ready', `This version cannot connect to ${kind} yet.`, { kind });
  return create(access, platform);
}
