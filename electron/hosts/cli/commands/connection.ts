import { CONNECTION_FORMS } from '../../../../shared/domain/connections/connection-fields.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { ConnectionReport } from '../../../engine/connectors/connector.ts';
import type { ConnectionRow } from '../../../engine/db/queries/connections.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import { signInOf } from '../../../engine/services/connections/connection-view.ts';
import {
  addConnection,
  removeConnection,
  requireConnection,
  testConnection,
} from '../../../engine/services/connections/connections-service.ts';
import { syncSurroundings } from '../../../engine/services/sync/sync-connection.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { type CommandContext, pathFrom } from '../context.ts';
import { textTable } from '../output/table.ts';
import { oneLine } from '../output/terminal-text.ts';
import { withWorkspace } from '../workspace.ts';

const USAGE = 'connection add NAME --kind K [--set key=value]… [--secret key=ENVNAME]…';

/** Sets a connection up. Secrets come from environment variables, never from the command line. */
export const connectionAdd: Command = defineCommand({
  parameters: { NAME: 'required' },
  flags: { kind: 'required', set: 'repeated', secret: 'repeated' },
  run: (context, flags, { NAME }) => {
    const given = Object.fromEntries(flags.set.map((text) => pairOf(text, '--set key=value')));
    // A folder may be named from where the user stands.
    const settings =
      flags.kind === 'folder' && given.path !== undefined
        ? { ...given, path: pathFrom(context, given.path) }
        : given;
    const secrets = Object.fromEntries(
      flags.secret.map((text) => {
        const [name, variable] = pairOf(text, '--secret key=ENVNAME');
        return [name, environmentValue(context, name, variable)];
      }),
    );
    return withWorkspace(context, 'write', async (workspace) => {
      const added = await addConnection(workspace, { name: NAME, kind: flags.kind, settings, secrets });
      return {
        json: { connection: printed(added) },
        text: () => `"${added.name}" is set up. Try it: connection test "${added.name}"`,
      };
    });
  },
});

/** The connections of the workspace, without their secrets. */
export const connectionList: Command = defineCommand({
  parameters: {},
  flags: {},
  run: (context) =>
    withWorkspace(context, 'read', async (workspace) => {
      const rows = await workspace.db.read('connections', null);
      const now = workspace.now();
      return {
        json: { connections: rows.map((row) => ({ ...printed(row), signIn: signInOf(row, now) })) },
        text: () => connectionsText(rows, now),
      };
    }),
});

/** Tries a connection step by step; ends with status 1 when a step fails. */
export const connectionTest: Command = defineCommand({
  parameters: { NAME: 'required' },
  flags: {},
  run: (context, _flags, { NAME }) =>
    withWorkspace(context, 'read', async (workspace, { logger }) => {
      const connection = await requireConnection(workspace, NAME);
      const surroundings = syncSurroundings(logger);
      const report = await testConnection(workspace, connection, surroundings, context.cancellation());
      return {
        json: { ...report, connection: printed(connection) },
        text: () => reportText(connection.name, report),
        status: report.ok ? 0 : 1,
      };
    }),
});

/** Takes a connection and its secrets away; what it read stays. */
export const connectionRemove: Command = defineCommand({
  parameters: { NAME: 'required' },
  flags: {},
  run: (context, _flags, { NAME }) =>
    withWorkspace(context, 'write', async (workspace) => {
      const connection = await requireConnection(workspace, NAME);
      await removeConnection(workspace, connection.id);
      return {
        json: { removed: true, connection: printed(connection) },
        text: () => `"${connection.name}" was removed. What it read stays as it was read last.`,
      };
    }),
});

/** A connection as it is printed; never a secret. */
export function printed({
  id,
  name,
  kind,
  status,
  settingsJson,
  freshAt,
  nextRunAt,
  errorJson,
}: ConnectionRow) {
  return {
    id,
    name,
    kind,
    status,
    settings: JSON.parse(settingsJson) as unknown,
    freshAt,
    nextRunAt,
    error: errorJson === null ? null : (JSON.parse(errorJson) as unknown),
  };
}

function pairOf(text: string, form: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new UsageError(`Write ${form}; "${oneLine(text)}" has no "=".`, USAGE);
}

function environmentValue({ env }: CommandContext, name: string, variable: string): string {
  const value = env[variable];
  if (value !== undefined && value !== '') return value;
  throw new EngineError(
    'validation',
    `The environment variable ${oneLine(variable)}, which should hold the secret "${oneLine(name)}", is not set.`,
    { field: 'secret' },
  );
}

function connectionsText(rows: readonly ConnectionRow[], now: Instant): string {
  if (rows.length === 0) {
    const kinds = CONNECTION_FORMS.map(({ kind }) => kind).join(', ');
    return `No connection is set up yet. Add one with "connection add NAME --kind K"; kinds: ${kinds}.`;
  }
  const table = textTable<ConnectionRow>(
    [
      { header: 'Name', value: ({ name }) => name },
      { header: 'Kind', value: ({ kind }) => kind },
      { header: 'Status', value: ({ status }) => status },
      { header: 'Figures of', value: ({ freshAt }) => freshAt ?? 'never read' },
    ],
    rows,
  );
  const warnings = rows.flatMap((row) => {
    const warning = signInOf(row, now)?.warning ?? null;
    return warning === null ? [] : [`${oneLine(row.name)}: ${warning}`];
  });
  return [table, ...warnings].join('\n');
}

function reportText(name: string, { ok, checks, company }: ConnectionReport): string {
  const lines = checks.map((check) => `${check.ok ? '✓' : '✗'} ${check.step}: ${check.text}`);
  const books = company === null ? '' : ` Books of ${company.name}.`;
  return [`${name}: ${ok ? `works.${books}` : 'does not work.'}`, ...lines].join('\n');
}
