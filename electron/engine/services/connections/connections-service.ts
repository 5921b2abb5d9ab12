import {
  CONNECTION_FORMS,
  type ConnectionForm,
  connectionForm,
} from '../../../../shared/domain/connections/connection-fields.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { ConnectionReport, Connector } from '../../connectors/connector.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import type { SyncSurroundings } from '../sync/sync-connection.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { readConnectionSecrets, writeConnectionSecrets } from './connection-secrets.ts';
import { createConnector, openConnector, refuseMalformed } from './open-connector.ts';

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
  const settings = checked(form, input.settings, false);
  const secrets = checked(form, input.secrets, true);
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
  const settings = checked(
    form,
    { ...(JSON.parse(before.settingsJson) as Record<string, string>), ...change.settings },
    false,
  );
  const given = Object.entries(change.secrets ?? {});
  const kept = await readConnectionSecrets(workspace, before).catch(() => ({}));
  let { secretName } = before;
  if (given.length === 0) {
    refuseMalformed(form.kind, { settings, secrets: kept });
  } else {
    const secrets = checked(form, { ...kept, ...Object.fromEntries(given) }, true);
    refuseMalformed(form.kind, { settings, secrets });
    secretName = `connection:${id}:${newId()}`;
    await writeConnectionSecrets(workspace, secretName, secrets);
  }
  const { output } = await workspace.db.write(
    'changeConnection',
    {
      id,
      name: (change.name ?? before.name).trim(),
      settingsJson: JSON.stringify(settings),
      secretName,
      everyMinutes: change.everyMinutes ?? before.everyMinutes,
    },
    workspace.context(),
  );
  if (output.secretBefore !== null) await workspace.secrets.delete(output.secretBefore);
  return requireConnection(workspace, id);
}

/** Ends a connection and forgets its secrets; what it read stays. Errors: `not_found`. */
export async function removeConnection(workspace: OpenWorkspace, id: ConnectionId): Promise<void> {
  const { output } = await workspace.db.write('removeConnection', { id }, workspace.context());
  await workspace.secrets.delete(output.secretName);
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
): Promise<ConnectionReport> {
  const platform = { timing, limiters, onCost: () => {} };
  return reportOf(await openConnector(workspace, connection, platform, creators), signal);
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
): Promise<ConnectionReport> {
  const form = requireForm(input.kind);
  const known =
    input.kept === null ? {} : await readConnectionSecrets(workspace, input.kept).catch(() => ({}));
  const access = {
    settings: checked(form, input.settings, false),
    secrets: checked(form, { ...known, ...input.secrets }, true),
  };
  const platform = { timing, limiters, onCost: () => {} };
  return reportOf(createConnector(form.kind, access, platform, creators), signal);
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

/** The values that the form asks for and no other; an optional one that is empty is left out. */
function checked(
  form: ConnectionForm,
  given: Readonly<Record<string, string>>,
  secret: boolean,
): Record<string, string> {
  const fields = form.fields.filter((field) => field.secret === secret);
  const names = fields.map(({ name }) => name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new EngineError(
      'validation',
      `${form.system} has no ${secret ? 'secret' : 'setting'} "${unknown}". Known are: ${names.join(', ')}.`,
      { field: unknown },
    );
  }
  return Object.fromEntries(
    fields.flatMap(({ name, label, optional }) => {
      const value = secret ? (given[name] ?? '') : (given[name] ?? '').trim();
      if (value !== '') return [[name, value]];
      if (optional) return [];
      throw new EngineError('validation', `${form.system} needs "${name}" (${label}).`, { field: name });
    }),
  );
}
