import { createHash } from 'node:crypto';
import {
  type OfferedKind,
  signsInByBrowser,
} from '../../../../shared/domain/connections/connection-fields.ts';
import { isTimeZone } from '../../../../shared/domain/dates.ts';
import type { Connector, Writing } from '../../connectors/connector.ts';
import { createErpnextConnector } from '../../connectors/erpnext/erpnext-connector.ts';
import { createFolderConnector } from '../../connectors/folder/folder-connector.ts';
import { isEncryptedOrLocal } from '../../connectors/http/hosts.ts';
import type { ConnectorPlatform } from '../../connectors/http/platform.ts';
import { createRateLimiters } from '../../connectors/http/rate-limiter.ts';
import { systemTiming } from '../../connectors/http/timing.ts';
import type { TokenStore } from '../../connectors/http/token-session.ts';
import { createNetsuiteConnector } from '../../connectors/netsuite/netsuite-connector.ts';
import { createOdooConnector } from '../../connectors/odoo/odoo-connector.ts';
import { createQuickbooksConnector } from '../../connectors/quickbooks/quickbooks-connector.ts';
import { createStripeConnector } from '../../connectors/stripe/stripe-connector.ts';
import { createTrytonConnector } from '../../connectors/tryton/tryton-connector.ts';
import { createXeroConnector } from '../../connectors/xero/xero-connector.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type ConnectionSecrets, readConnectionSecrets } from './connection-secrets.ts';
import { connectionTokens } from './connection-tokens.ts';
import { environmentIn, intuitApp, systemSignIn } from './system-sign-ins.ts';

/** Settings and secrets of a connection, by the names of its fields; an optional one that was left out is absent. */
export interface ConnectionAccess {
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: ConnectionSecrets;
  /** Of the browser sign-in, for the systems that have one. */
  readonly tokens: TokenStore;
  /** What may be written back; left out: the connector only reads. */
  readonly writes?: readonly Writing[];
}

/** Asks nothing of the system yet. Throws `validation`, with the `field`, for a value that cannot be right. */
export type ConnectorCreator = (access: ConnectionAccess, platform: ConnectorPlatform) => Connector;

/** Published limits for a server that is the client's own: gentle, since people work on it. */
const OWN_SERVER = { concurrent: 2 } as const;

export type ConnectorCreators = Readonly<Partial<Record<ConnectionRow['kind'], ConnectorCreator>>>;

/** One line for each system that can be connected. */
export const CONNECTORS = {
  tryton: ({ settings, secrets, writes = [] }, { timing, limiters, onCost }) =>
    refusedAs('url', () =>
      createTrytonConnector(
        {
          address: settings.url ?? '',
          database: settings.database ?? '',
          user: settings.user ?? '',
          password: secrets.password ?? '',
        },
        { timing, onCost, limiter: limiters.of('tryton', settings.url ?? '', OWN_SERVER), writes },
      ),
    ),
  /** Set up and tested like the others; its files go through the import (`services/sync/folder-watch.ts`). */
  folder: ({ settings }) => createFolderConnector(settings),
  quickbooks: ({ settings, secrets, tokens }, platform) =>
    createQuickbooksConnector({
      realmId: settings.realmId ?? '',
      app: intuitApp(settings, secrets),
      environment: environmentIn(settings),
      tokens,
      platform,
    }),
  xero: ({ settings, tokens }, platform) =>
    createXeroConnector({
      tenantId: settings.tenantId ?? '',
      clientId: settings.clientId ?? '',
      tokens,
      platform,
    }),
  stripe: ({ settings, secrets }, platform) => {
    const key = copied(secrets.key);
    return createStripeConnector({ key, tenant: digest(key), platform, timeZone: zoneIn(settings) });
  },
  netsuite: ({ settings, secrets, tokens }, platform) => {
    const { accountId = '', clientId = '', certificateId = '' } = settings;
    const proof = signsInByBrowser('netsuite', settings)
      ? { clientId, tokens }
      : { clientId, certificateId, key: secrets.key ?? '' };
    return refusedAs('accountId', () => createNetsuiteConnector({ accountId, proof, platform }));
  },
  odoo: ({ settings, secrets, writes = [] }, platform) =>
    refusedAs('address', () =>
      createOdooConnector({
        account: {
          address: settings.address ?? '',
          database: settings.database ?? '',
          user: settings.user ?? '',
          apiKey: copied(secrets.apiKey),
        },
        platform,
        writes,
      }),
    ),
  erpnext: ({ settings, secrets, writes = [] }, platform) =>
    refusedAs('address', () =>
      createErpnextConnector({
        address: settings.address ?? '',
        apiKey: settings.apiKey ?? '',
        apiSecret: copied(secrets.apiSecret),
        ...(settings.company === undefined ? {} : { company: settings.company }),
        platform,
        writes,
      }),
    ),
} as const satisfies Readonly<Record<OfferedKind, ConnectorCreator>>;

/** A key as it was shown: copying brings spaces and line ends along. */
function copied(key = ''): string {
  return key.trim();
}

/** The same for the same key, and tells nothing of it. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function zoneIn({ timeZone }: ConnectionAccess['settings']): string | null {
  if (timeZone === undefined || isTimeZone(timeZone)) return timeZone ?? null;
  throw new EngineError(
    'validation',
    `"${timeZone}" is no time zone. Write it as Europe/Berlin or America/New_York.`,
    { field: 'timeZone' },
  );
}

/** What a connector refuses before it asks anything is a fault of this field. */
function refusedAs(field: string, create: () => Connector): Connector {
  try {
    return create();
  } catch (error) {
    if (!isEngineError(error)) throw error;
    throw new EngineError('validation', error.message, { field });
  }
}

/** Throws `validation`, with the `field`, for values that cannot be right. Asks nothing of the system. */
export function refuseMalformed(kind: OfferedKind, access: Omit<ConnectionAccess, 'tokens'>): void {
  const limiters = createRateLimiters(systemTiming);
  const platform = { timing: systemTiming, limiters, onCost: () => {} };
  CONNECTORS[kind]({ ...access, tokens: NO_TOKENS }, platform);
  systemSignIn(kind, access, platform);
  refuseOpenAddress(access.settings);
}

/**
 * Settings are shown and logged; a password in an address would be, too. And nothing secret goes to another computer in the
 * clear, which is better said before than by the first test.
 */
function refuseOpenAddress(settings: ConnectionAccess['settings']): void {
  for (const [field, value] of Object.entries(settings)) {
    const url = URL.parse(value);
    if (url === null) continue;
    if (url.protocol === 'http:' && !isEncryptedOrLocal(url)) {
      throw new EngineError(
        'validation',
        'The address has to begin with https://: without encryption, everybody on the way could read the key and the books.',
        { field },
      );
    }
    if (url.username === '' && url.password === '') continue;
    throw new EngineError(
      'validation',
      'The address contains a name or a password. Leave both out of it; they have fields of their own.',
      { field },
    );
  }
}

/** Of a connection that nobody signed in to. */
export const NO_TOKENS: TokenStore = {
  read: async () => null,
  write: async () => {},
  exclusively: (work) => work(),
};

/** The connector of a connection, with its secrets. Errors: `connector_auth`, `not_ready`, `validation`. */
export async function openConnector(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  platform: ConnectorPlatform,
  creators: ConnectorCreators = CONNECTORS,
  { writes = [] }: Pick<ConnectionAccess, 'writes'> = {},
): Promise<Connector> {
  const secrets = await readConnectionSecrets(workspace, connection);
  const settings = JSON.parse(connection.settingsJson) as Record<string, string>;
  const tokens = connectionTokens(workspace, connection.id);
  return createConnector(connection.kind, { settings, secrets, tokens, writes }, platform, creators);
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
