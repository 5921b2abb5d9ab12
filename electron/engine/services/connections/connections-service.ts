import {
  booksField,
  CONNECTION_FORMS,
  connectionForm,
  signsInByBrowser,
} from '../../../../shared/domain/connections/connection-fields.ts';
import { writingOf } from '../../../../shared/domain/connections/write-back.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { ConnectionReport, Connector } from '../../connectors/connector.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import type { SyncSurroundings } from '../sync/sync-connection.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { readConnectionSecrets, writeConnectionSecrets } from './connection-secrets.ts';
import { costMeter, type TriedConnection } from './connection-tests.ts';
import { connectionTokens, forgetTokens } from './connection-tokens.ts';
import { checkedValues, sameSettings, settingsOf } from './connection-values.ts';
import { createConnector, NO_TOKENS, openConnector, refuseMalformed } from './open-connector.ts';

export interface ConnectionInput {
  readonly name: string;
  readonly kind: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Minutes between two runs; absent: what suits the system. */
  readonly everyMinutes?: number;
}

/**
 * Sets a connection up. Its secrets go into the key store first, so that a connection never stands without them.
 * Errors: `validation` (a field is missing, unknown or cannot be right), `conflict` (the name is taken), `no_key`.
 */
export async function addConnection(
  workspace: OpenWorkspace,
  input: ConnectionInput,
): Promise<ConnectionRow> {
  const form = requireForm(input.kind);
  const name = input.name.trim();
  if (name === '') throw new EngineError('validation', 'Give the connection a name.', { field: 'name' });
  const settings = checkedValues(form, input.settings, false);
  const secrets = checkedValues(form, input.secrets, true, settings);
  refuseMalformed(form.kind, { settings, secrets });
  const id = newId() as ConnectionId;
  const secretName = `connection:${id}`;
  await writeConnectionSecrets(workspace, secretName, secrets);
  try {
    await workspace.db.write(
      'addConnection',
      {
        id,
        name,
        kind: form.kind,
        settingsJson: JSON.stringify(settings),
        secretName,
        everyMinutes: input.everyMinutes ?? form.everyMinutes,
        awaitsSignIn: signsInByBrowser(form.kind, settings),
      },
      workspace.context(),
    );
  } catch (error) {
    await workspace.secrets.delete(secretName);
    throw error;
  }
  return requireConnection(workspace, id);
}

export interface ConnectionChange {
  readonly name?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Those that are given replace the ones before; the others stay. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly everyMinutes?: number;
}

/** Changes a connection; other secrets count from one step to the next with the rest. Errors: as `addConnection`, `not_found`. */
export async function changeConnection(
  workspace: OpenWorkspace,
  id: ConnectionId,
  change: ConnectionChange,
): Promise<ConnectionRow> {
  const before = await requireConnection(workspace, id);
  const form = requireForm(before.kind);
  const { entered, books } = settingsOf(before);
  const now = checkedValues(form, { ...entered, ...change.settings }, false);
  const settings = { ...now, ...books };
  const given = Object.entries(change.secrets ?? {});
  const byBrowser = signsInByBrowser(form.kind, now);
  const kept = await readConnectionSecrets(workspace, before).catch(() => ({}));
  let { secretName } = before;
  if (given.length === 0 && byBrowser === signsInByBrowser(form.kind, entered)) {
    refuseMalformed(form.kind, { settings, secrets: kept });
  } else {
    const secrets = checkedValues(form, { ...kept, ...Object.fromEntries(given) }, true, now);
    refuseMalformed(form.kind, { settings, secrets });
    secretName = `connection:${id}:${newId()}`;
    await writeConnectionSecrets(workspace, secretName, secrets);
  }
  // Tokens belong to the app that they were given to.
  const keepsSignIn = sameSettings(entered, now) && (await connectionTokens(workspace, id).read()) !== null;
  const { output } = await workspace.db.write(
    'changeConnection',
    {
      id,
      name: (change.name ?? before.name).trim(),
      settingsJson: JSON.stringify(settings),
      secretName,
      everyMinutes: change.everyMinutes ?? before.everyMinutes,
      awaitsSignIn: byBrowser && !keepsSignIn,
    },
    workspace.context(),
  );
  if (booksField(form.kind) !== null && !keepsSignIn) await forgetTokens(workspace, id);
  if (output.secretBefore !== null) await workspace.secrets.delete(output.secretBefore);
  return requireConnection(workspace, id);
}

/** Ends a connection and forgets its secrets; what it read stays. Errors: `not_found`. */
export async function removeConnection(workspace: OpenWorkspace, id: ConnectionId): Promise<void> {
  const { output } = await workspace.db.write('removeConnection', { id }, workspace.context());
  await workspace.secrets.delete(output.secretName);
  await forgetTokens(workspace, id);
}

/** What a test needs of the process around it. */
export type TestSurroundings = Pick<SyncSurroundings, 'timing' | 'limiters' | 'creators'>;

/**
 * Tries a connection step by step. What the system does is told in the report and never thrown.
 * Errors: `connector_auth` when its secrets are not on this computer.
 */
export async function testConnection(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  { timing, limiters, creators }: TestSurroundings,
  signal: AbortSignal,
): Promise<TriedConnection> {
  const meter = costMeter();
  const platform = { timing, limiters, onCost: meter.onCost };
  // Where something is written back, the right to do that is not one too many.
  const setting = await workspace.db.read('writeBackSetting', { connectionId: connection.id });
  const writes = setting.isOn ? [...new Set(setting.kinds.map(writingOf))] : [];
  const connector = await openConnector(workspace, connection, platform, creators, { writes });
  return { ...(await reportOf(connector, signal)), cost: meter.cost };
}

/**
 * Tries settings before they are saved. `kept`: a connection whose secrets count where none are given.
 * Errors: `validation`.
 */
export async function tryConnection(
  workspace: OpenWorkspace,
  input: Pick<ConnectionInput, 'kind' | 'settings' | 'secrets'> & { readonly kept: ConnectionRow | null },
  { timing, limiters, creators }: TestSurroundings,
  signal: AbortSignal,
): Promise<TriedConnection> {
  const form = requireForm(input.kind);
  const { kept } = input;
  const known = kept === null ? {} : await readConnectionSecrets(workspace, kept).catch(() => ({}));
  const before = kept === null ? null : settingsOf(kept);
  const settings = checkedValues(form, input.settings, false);
  const isSignedIn = kept !== null && before !== null && sameSettings(before.entered, settings);
  const access = {
    settings: { ...settings, ...before?.books },
    secrets: checkedValues(form, { ...known, ...input.secrets }, true, settings),
    tokens: isSignedIn ? connectionTokens(workspace, kept.id) : NO_TOKENS,
  };
  const meter = costMeter();
  const platform = { timing, limiters, onCost: meter.onCost };
  const report = await reportOf(createConnector(form.kind, access, platform, creators), signal);
  return { ...report, cost: meter.cost };
}

async function reportOf(connector: Connector, signal: AbortSignal): Promise<ConnectionReport> {
  try {
    return await connector.test(signal);
  } finally {
    await connector.close?.();
  }
}

/** The connection of an id or a name. Errors: `not_found`. */
export async function requireConnection(workspace: OpenWorkspace, wanted: string): Promise<ConnectionRow> {
  const all = await workspace.db.read('connections', null);
  const found =
    all.find(({ id }) => id === wanted) ??
    all.find(({ name }) => name.toLowerCase() === wanted.trim().toLowerCase());
  if (found !== undefined) return found;
  const names = all.map(({ name }) => `"${name}"`).join(', ');
  throw new EngineError(
    'not_found',
    all.length === 0
      ? 'No connection is set up yet. Add one with "connection add", or under Connections in the window.'
      : `There is no connection "${wanted}". There are: ${names}.`,
    { connection: wanted },
  );
}

function requireForm(kind: string): (typeof CONNECTION_FORMS)[number] {
  const form = connectionForm(kind);
  if (form !== undefined) return form;
  const known = CONNECTION_FORMS.map((one) => one.kind).join(', ');
  throw new EngineError('validation', `"${kind}" cannot be connected. Known are: ${known}.`, {
    field: 'kind',
  });
}
