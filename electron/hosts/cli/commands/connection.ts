import type { SignInView } from '../../../../shared/contract/connections.ts';
import {
  CONNECTION_FORMS,
  signsInByBrowser,
} from '../../../../shared/domain/connections/connection-fields.ts';
import type { ConnectionReport } from '../../../engine/connectors/connector.ts';
import type { ConnectionRow } from '../../../engine/db/queries/connections.ts';
import { isEngineError } from '../../../engine/platform/engine-error.ts';
import { keepTest, type TriedConnection } from '../../../engine/services/connections/connection-tests.ts';
import {
  addConnection,
  removeConnection,
  requireConnection,
  testConnection,
} from '../../../engine/services/connections/connections-service.ts';
import { isSignedIn, signInOf } from '../../../engine/services/connections/sign-in-view.ts';
import { syncSurroundings } from '../../../engine/services/sync/sync-connection.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import type { CommandContext } from '../context.ts';
import { printedCode } from '../errors.ts';
import { textTable } from '../output/table.ts';
import { oneLine } from '../output/terminal-text.ts';
import { withWorkspace } from '../workspace.ts';
import { givenSecrets, givenSettings } from './connection-values.ts';

/** Sets a connection up. Secrets come from environment variables, never from the command line. */
export const connectionAdd: Command = defineCommand({
  parameters: { NAME: 'required' },
  flags: { kind: 'required', set: 'repeated', secret: 'repeated' },
  run: (context, flags, { NAME }) => {
    const settings = givenSettings(context, flags.set, flags.kind);
    const secrets = givenSecrets(context, flags.secret);
    return withWorkspace(context, 'write', async (workspace) => {
      const added = await addConnection(workspace, { name: NAME, kind: flags.kind, settings, secrets });
      return {
        json: { connection: printed(added) },
        text: () =>
          signsInByBrowser(added.kind, settings)
            ? `"${added.name}" is set up. Now sign in: connection sign-in "${added.name}"`
            : `"${added.name}" is set up. Try it: connection test "${added.name}"`,
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
      const listed = await Promise.all(
        rows.map(async (row) => ({
          row,
          signIn: await signInOf(workspace, row),
          signedIn: await isSignedIn(workspace, row),
        })),
      );
      return {
        json: {
          connections: listed.map(({ row, signIn, signedIn }) => ({
            ...printed(row),
            signIn,
            ...(signedIn === null ? {} : { signedIn }),
          })),
        },
        text: () => connectionsText(listed),
      };
    }),
});

/** Tries a connection step by step and keeps the result; ends with status 1 when a step fails. */
export const connectionTest: Command = defineCommand({
  parameters: { NAME: 'required' },
  flags: {},
  run: async (context, _flags, { NAME }) => {
    const { connection, report } = await withWorkspace(context, 'read', async (workspace, { logger }) => {
      const row = await requireConnection(workspace, NAME);
      const tried = await testConnection(workspace, row, syncSurroundings(logger), context.cancellation());
      return { connection: row, report: tried };
    });
    await keepForLater(context, connection, report);
    const { cost: _, ...found } = report;
    return {
      json: { ...found, connection: printed(connection) },
      text: () => reportText(connection.name, report),
      status: report.ok ? 0 : 1,
    };
  },
});

/** The window shows the last test, too. It may hold the workspace at the moment: then this one is only printed. */
async function keepForLater(
  context: CommandContext,
  { id }: ConnectionRow,
  report: TriedConnection,
): Promise<void> {
  try {
    await withWorkspace(context, 'write', (workspace) => keepTest(workspace, id, report));
  } catch (error) {
    if (!isEngineError(error, 'locked')) throw error;
    context.narrator.note('The workspace is open in the window, so the result is not kept there.');
  }
}

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
        text: () =>
          `"${connection.name}" was removed. What it read stays as if it had come in a file: imports bring it up to date, or another connection.`,
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
  checkedJson,
}: ConnectionRow) {
  return {
    id,
    name,
    kind,
    status,
    settings: JSON.parse(settingsJson) as unknown,
    freshAt,
    nextRunAt,
    error: errorJson === null ? null : printedFailure(errorJson),
    lastCheck: checkedJson === null ? null : (JSON.parse(checkedJson) as unknown),
  };
}

function printedFailure(errorJson: string): unknown {
  const error = JSON.parse(errorJson) as { readonly code: string };
  return { ...error, code: printedCode(error.code) };
}

interface ListedConnection {
  readonly row: ConnectionRow;
  readonly signIn: SignInView | null;
  readonly signedIn: boolean | null;
}

function connectionsText(listed: readonly ListedConnection[]): string {
  if (listed.length === 0) {
    const kinds = CONNECTION_FORMS.map(({ kind }) => kind).join(', ');
    return `No connection is set up yet. Add one with "connection add NAME --kind K"; kinds: ${kinds}.`;
  }
  const table = textTable<ListedConnection>(
    [
      { header: 'Name', value: ({ row }) => row.name },
      { header: 'Kind', value: ({ row }) => row.kind },
      {
        header: 'Status',
        value: ({ row, signedIn }) => (signedIn === false ? 'not signed in' : row.status),
      },
      { header: 'Figures of', value: ({ row }) => row.freshAt ?? 'never read' },
    ],
    listed,
  );
  const warnings = listed.flatMap(({ row, signIn }) => {
    const warning = signIn?.warning ?? null;
    return warning === null ? [] : [`${oneLine(row.name)}: ${warning}`];
  });
  return [table, ...warnings].join('\n');
}

export function reportText(name: string, { ok, checks, company }: ConnectionReport): string {
  const lines = checks.map((check) => `${check.ok ? '✓' : '✗'} ${check.step}: ${check.text}`);
  const books = company === null ? '' : ` Books of ${company.name}.`;
  return [`${name}: ${ok ? `works.${books}` : 'does not work.'}`, ...lines].join('\n');
}
