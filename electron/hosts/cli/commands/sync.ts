import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import { ENTITY_WORDS } from '../../../../shared/domain/connections/entity-words.ts';
import {
  progressRemark,
  type ReadProgress,
  stageWords,
} from '../../../../shared/domain/connections/read-progress.ts';
import { formatDecimal } from '../../../../shared/domain/money.ts';
import { shownName } from '../../../engine/connectors/folder/folder-names.ts';
import type { BalanceDifference } from '../../../engine/db/ledger-sync/balance-check.ts';
import type { ConnectionRow } from '../../../engine/db/queries/connections.ts';
import type { FolderFileRow } from '../../../engine/db/queries/folder-files.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import type { Logger } from '../../../engine/platform/logger.ts';
import { missingOf } from '../../../engine/services/connections/connection-view.ts';
import { requireConnection } from '../../../engine/services/connections/connections-service.ts';
import { type SyncOutcome, told } from '../../../engine/services/sync/run-sync.ts';
import { syncConnection, syncSurroundings } from '../../../engine/services/sync/sync-connection.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { printedCode } from '../errors.ts';
import { oneLine } from '../output/terminal-text.ts';
import { withWorkspace } from '../workspace.ts';

const USAGE = 'sync [--connection NAME [--accept-missing]] [--full]';

/** Reads the books of all connections, or of one; ends with status 1 when one could not be read to its end. */
export const sync: Command = defineCommand({
  parameters: {},
  flags: { connection: 'optional', full: 'switch', 'accept-missing': 'switch' },
  run: (context, flags) => {
    const accepts = flags['accept-missing'];
    if (accepts && flags.connection === null) {
      throw new UsageError('Name the --connection whose missing records were deleted.', USAGE);
    }
    return withWorkspace(context, 'write', async (workspace, { logger }) => {
      const surroundings = syncSurroundings(logger);
      const signal = context.cancellation();
      const results: SyncedConnection[] = [];
      for (const connection of await chosen(workspace, flags.connection)) {
        if (signal.aborted) break;
        const outcome = await syncConnection(workspace, connection, surroundings, {
          mode: flags.full ? 'full' : 'changes',
          signal,
          believed: accepts ? await missingNow(workspace, connection) : [],
          onProgress: (progress) =>
            context.narrator.progress(progressLine(connection.name, progress), progress.done, progress.total),
        }).catch((error: unknown) => notOpened(error, logger));
        results.push(await resultOf(workspace, connection, outcome));
      }
      return {
        json: { connections: results },
        text: () => results.map(resultText).join('\n'),
        status: results.every(({ error }) => error === undefined) ? 0 : 1,
      };
    });
  },
});

/** What the last run asked about: a person looked, and says that it was deleted. */
async function missingNow(
  workspace: OpenWorkspace,
  { id, name }: ConnectionRow,
): Promise<readonly SyncEntity[]> {
  const [last] = await workspace.db.read('syncRuns', { connectionId: id, limit: 1 });
  const entities = last === undefined ? [] : missingOf(last).map(({ entity }) => entity);
  if (entities.length > 0) return entities;
  throw new EngineError('not_ready', `The last run of "${name}" missed nothing that could be accepted.`);
}

/** What kept a connection from being opened is told beside the others, which are read nevertheless. */
function notOpened(error: unknown, logger: Logger): Outcome {
  return { runId: null, changed: new Map(), differences: [], missing: [], error: told(error, logger) };
}

/** `Head office: 1,204 of 5,000 invoices, about 2 minutes left`. */
function progressLine(name: string, progress: ReadProgress): string {
  const { done, total } = progress;
  const counted =
    total === null
      ? done.toLocaleString('en')
      : `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
  const remark = progressRemark(progress);
  return oneLine(`${name}: ${counted} ${stageWords(progress)}${remark === '' ? '' : `, ${remark}`}`);
}

async function chosen(workspace: OpenWorkspace, name: string | null): Promise<readonly ConnectionRow[]> {
  if (name !== null) return [await requireConnection(workspace, name)];
  const all = await workspace.db.read('connections', null);
  if (all.length > 0) return all;
  throw new EngineError('not_found', 'No connection is set up yet. Add one with "connection add".');
}

type Outcome = Omit<SyncOutcome, 'runId' | 'state'> & { readonly runId: SyncOutcome['runId'] | null };

async function resultOf(workspace: OpenWorkspace, connection: ConnectionRow, outcome: Outcome) {
  const { id: connectionId, name, kind } = connection;
  const [run] = await workspace.db.read('syncRuns', { connectionId, limit: 1 });
  const cursors = await workspace.db.read('syncCursors', { connectionId });
  const problems = await workspace.db.read('syncProblems', { connectionId, limit: 100 });
  const files = await workspace.db.read('folderFiles', { connectionId });
  const { status } = await requireConnection(workspace, connectionId);
  const pulled = (...entities: SyncEntity[]) =>
    entities.reduce((sum, entity) => sum + (outcome.changed.get(entity) ?? 0), 0);
  return {
    name,
    kind,
    status,
    pulled: {
      customers: pulled('customer'),
      invoices: pulled('invoice'),
      payments: pulled('payment'),
      credits: pulled('credit_note'),
    },
    calls: outcome.runId === null ? 0 : (run?.calls ?? 0),
    bytes: outcome.runId === null ? 0 : (run?.bytes ?? 0),
    differences: outcome.differences.map(printedDifference),
    cursor: Object.fromEntries(cursors.map((row) => [row.entity, row.cursor])),
    ...(problems.length === 0 ? {} : { problems }),
    ...(kind === 'folder' ? { files: files.map(printedFile) } : {}),
    ...(outcome.missing.length === 0 ? {} : { missing: outcome.missing }),
    ...(outcome.error === null ? {} : { error: { ...outcome.error, code: printedCode(outcome.error.code) } }),
  };
}

type SyncedConnection = Awaited<ReturnType<typeof resultOf>>;

function printedFile({ name, state, text, asOf, rejected, gone }: FolderFileRow) {
  return { name: shownName(name), state, asOf, rejected, gone, ...(text === null ? {} : { text }) };
}

/** Files of a folder of which a person should know something. */
function filesText(files: NonNullable<SyncedConnection['files']>): readonly string[] {
  return files
    .filter((file) => file.state !== 'same' && (file.state !== 'taken' || file.rejected + file.gone > 0))
    .map(({ name, state, text, rejected, gone }) =>
      state === 'taken'
        ? `  ${name}: rejected rows ${rejected}, open items that are no longer listed ${gone}`
        : `  ${name} (${FILE_STATES[state]}): ${text ?? ''}`,
    );
}

const FILE_STATES = {
  waiting: 'not complete yet',
  taken: 'taken in',
  same: 'nothing new',
  needs_mapping: 'needs you',
  refused: 'could not be read',
} as const;

function printedDifference({ account, number, currency, ours, ledger }: BalanceDifference) {
  return {
    account: { number, name: account },
    currency,
    ours: formatDecimal(ours, currency),
    ledger: formatDecimal(ledger, currency),
  };
}

function resultText({
  name,
  pulled,
  differences,
  problems,
  missing,
  error,
  files,
}: SyncedConnection): string {
  const { customers, invoices, payments, credits } = pulled;
  const lines = [
    `${name}: ${customers} customers, ${invoices} invoices, ${payments} payments and ${credits} credit notes new or changed`,
    ...differences.map(
      (one) =>
        `  ${one.account.name}: ${one.ours} ${one.currency} by our records, ${one.ledger} ${one.currency} by the ledger's own figure`,
    ),
    ...(problems ?? []).map((one) => `  ${one.entity} ${one.sourceId} was set aside: ${one.problem}`),
    ...filesText(files ?? []),
    ...(missing ?? []).map(
      (one) =>
        `  Of ${one.known} known ${ENTITY_WORDS[one.entity]} only ${one.there} are there; nothing was taken away. Look in the accounting system. If they were deleted there: sync --connection "${name}" --accept-missing`,
    ),
    ...(error === undefined ? [] : [`  ${error.message}`]),
  ];
  return lines.join('\n');
}
