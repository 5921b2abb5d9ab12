import { SYNC_ENTITIES, type SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { ReadProgress } from '../../../../shared/domain/connections/read-progress.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { SyncRunId } from '../../../../shared/domain/ids.ts';
import type { Connector } from '../../connectors/connector.ts';
import { failureReason } from '../../connectors/connector-failure.ts';
import type { MissingRecords } from '../../db/commands/sync-runs.ts';
import type { BalanceDifference } from '../../db/ledger-sync/balance-check.ts';
import type { ConnectionRow, CursorRow } from '../../db/queries/connections.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { decidePromises } from '../promises/decide-promises.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { progressTeller, type ReadPart } from './progress-teller.ts';
import { readEntity } from './read-entity.ts';
import { rereadOpenItems } from './reread.ts';
import { sweepEntity } from './sweep.ts';

export interface SyncRequest {
  readonly connection: ConnectionRow;
  readonly connector: Connector;
  readonly mode: 'full' | 'changes';
  readonly signal: AbortSignal;
  /** Entities of which a person said that what is missing was deleted, however much it is. */
  readonly believed?: readonly SyncEntity[];
  readonly logger: Logger;
  /** When the next run is due, asked when this one ends; `failed`: it ended with an error. */
  readonly nextRunAt: (failed: boolean) => Instant | null;
  /** Takes what the requests have cost since it was asked last. */
  readonly takeCost: () => { readonly calls: number; readonly bytes: number };
  readonly onProgress?: (progress: ReadProgress) => void;
}

export interface SyncOutcome {
  readonly runId: SyncRunId;
  readonly state: 'done' | 'failed' | 'cancelled';
  /** New or changed rows by entity. */
  readonly changed: ReadonlyMap<SyncEntity, number>;
  readonly differences: readonly BalanceDifference[];
  /** Entities of which so many known records are missing that a person has to say whether they were deleted. */
  readonly missing: readonly MissingRecords[];
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly reason: string | null;
    /** The system has locked the name out for a while: no word on whether the password is right. */
    readonly locked?: true;
    /** Where the program's log says more. */
    readonly reference?: string;
  } | null;
}

/**
 * Reads the books of one connection. Each page is committed with its cursor, so a run that is cut off goes on where it
 * was; a failure ends the run, keeps what was read, and is told, never thrown.
 */
export async function runSync(workspace: OpenWorkspace, request: SyncRequest): Promise<SyncOutcome> {
  const { connection, connector, signal, mode } = request;
  const connectionId = connection.id;
  const runId = newId() as SyncRunId;
  await workspace.db.maintain('startSyncRun', { connectionId, runId, mode }, workspace.context());
  const cursors = await workspace.db.read('syncCursors', { connectionId });
  const changed = new Map<SyncEntity, number>();
  const missing: MissingRecords[] = [];
  let error: SyncOutcome['error'] = null;
  let asked = false;
  const tell = await progressTeller(workspace, request, cursors);
  try {
    for (const entity of SYNC_ENTITIES) {
      if (connector.capabilities.delta[entity] === undefined) continue;
      signal.throwIfAborted();
      const cursor = cursors.find((row) => row.entity === entity) ?? null;
      const rows = await takeOver(workspace, request, { runId, entity, cursor, tell });
      if (!asked) await askAbout(workspace, request);
      asked = true;
      if (rows > 0) changed.set(entity, rows);
      await rereadOpenItems(workspace, request, { runId, entity, tell });
      const swept = await sweepEntity(workspace, request, { runId, entity, tell });
      if (swept !== null) missing.push({ entity, ...swept });
    }
  } catch (caught) {
    error = signal.aborted ? CANCELLED : told(caught, request.logger);
  }
  const state = error === null ? 'done' : error.code === 'cancelled' ? 'cancelled' : 'failed';
  const settled = await workspace.db.maintain(
    'settleSyncRun',
    {
      connectionId,
      runId,
      state,
      error: state === 'failed' ? error : null,
      missing,
      balances: connector.capabilities.balances ?? 'each_currency',
      nextRunAt: request.nextRunAt(state === 'failed'),
      cost: request.takeCost(),
    },
    workspace.context(),
  );
  if (state === 'done')
    await workspace.db.write('closeTakenOver', { connectionId, runId }, workspace.context());
  await workspace.db.write('tellSyncChanges', { connectionId, runId }, workspace.context());
  await decidePromises(workspace);
  return { runId, state, changed, differences: settled.differences, missing, error };
}

/** Asks once for each sign-in whose books these are and how long it lasts; what is not told now, with the next run again. */
async function askAbout(
  workspace: OpenWorkspace,
  { connection, connector, signal }: SyncRequest,
): Promise<void> {
  if (connector.about === undefined || connection.signInJson !== null) return;
  try {
    const { company, signIn = null } = await connector.about(signal);
    await workspace.db.maintain(
      'recordBooksFacts',
      { id: connection.id, company: company?.name ?? null, signIn },
      workspace.context(),
    );
  } catch (error) {
    if (failureReason(error) === null) throw error;
  }
}

/** Writes the pages of one entity as they come. Returns how many rows are new or changed. */
async function takeOver(
  workspace: OpenWorkspace,
  { connection, connector, signal, takeCost }: SyncRequest,
  part: ReadPart & { readonly cursor: CursorRow | null },
): Promise<number> {
  const { runId, entity, cursor, tell } = part;
  const first = cursor?.fullAt == null;
  let rows = 0;
  let read = 0;
  for await (const { page, phase, complete } of readEntity(connector, entity, cursor, signal)) {
    const { changed } = await workspace.db.maintain(
      'applySyncPage',
      {
        connectionId: connection.id,
        runId,
        entity,
        records: page.records,
        gone: page.tombstones,
        replaces: page.replaces ?? [],
        bad: page.bad,
        cursor: page.next,
        phase,
        complete,
        // Before the first whole read nothing was known that could have been deleted.
        swept: complete && first && connector.capabilities.deletions !== 'sweep',
        first,
        cost: takeCost(),
      },
      workspace.context(),
    );
    rows += changed;
    read += page.passed ?? page.records.length;
    tell({ stage: 'records', entity, done: read, expected: page.expected });
    signal.throwIfAborted();
  }
  return rows;
}

export const CANCELLED = { code: 'cancelled', message: 'The synchronisation was stopped.', reason: null };

/** A failure as it is told: with a reference into the program's log when nobody foresaw it. */
export function told(error: unknown, logger: Logger): NonNullable<SyncOutcome['error']> {
  if (isEngineError(error) && error.code !== 'internal')
    return {
      code: error.code,
      message: error.message,
      reason: failureReason(error),
      ...(error.details.locked === true ? { locked: true } : {}),
    };
  const reference = logger.error('sync_failed', error);
  return {
    code: 'internal',
    message: `Something unexpected went wrong (reference ${reference}).`,
    reason: null,
    reference,
  };
}
