import type { z } from 'zod';
import type { ToldChangeView } from '../../../../shared/contract/connection-changes.ts';
import { syncChangeSchema } from '../../../../shared/contract/connection-changes.ts';
import type {
  BalanceDifferenceView,
  ConnectionTest,
  ConnectionView,
  MissingRecordsView,
  SyncRunView,
  syncErrorSchema,
} from '../../../../shared/contract/connections.ts';
import {
  type ChangeGroup,
  changeGroup,
  kindsIn,
} from '../../../../shared/domain/connections/change-groups.ts';
import { connectionForm } from '../../../../shared/domain/connections/connection-fields.ts';
import type { ConnectionId, JobId, SyncRunId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import type { ChangeCount, ConnectionRow, SyncChangeRow, SyncRunRow } from '../../db/queries/connections.ts';
import { decodeCursor, encodeCursor } from '../../db/queries/cursor.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { hasSecretFields } from './connection-secrets.ts';
import { isSignedIn, signInOf } from './sign-in-view.ts';

/** The connections of a workspace as screens show them; never a secret. `runningJob`: the job that reads one now. */
export async function listConnections(
  workspace: OpenWorkspace,
  runningJob: (id: ConnectionId) => JobId | null,
): Promise<ConnectionView[]> {
  const rows = await workspace.db.read('connections', null);
  return Promise.all(rows.map((row) => connectionView(workspace, row, runningJob(row.id))));
}

export async function connectionView(
  workspace: OpenWorkspace,
  row: ConnectionRow,
  running: JobId | null,
): Promise<ConnectionView> {
  const { id, name, kind, status, company, everyMinutes, nextRunAt, freshAt } = row;
  const newest = await workspace.db.read('syncRuns', { connectionId: id, limit: 2 });
  const last = newest.map((run) => cutOff(run, running)).find(({ state }) => state !== 'running');
  const counts = last === undefined ? [] : await workspace.db.read('syncChangeCounts', { runs: [last.id] });
  const usage = await workspace.db.read('connectionUsage', { connectionId: id });
  const month = workspace.now().slice(0, 7);
  const signedIn = await isSignedIn(workspace, row);
  return {
    id,
    name,
    kind,
    system: connectionForm(kind)?.system ?? kind,
    settings: JSON.parse(row.settingsJson) as Record<string, string>,
    hasSecrets: !hasSecretFields(kind) || (await workspace.secrets.get(row.secretName)) !== null,
    status,
    error: errorOf(row.errorJson),
    company,
    signIn: await signInOf(workspace, row),
    everyMinutes,
    nextRunAt,
    freshAt,
    lastCheck: row.checkedJson === null ? null : (JSON.parse(row.checkedJson) as ConnectionTest),
    lastRun: last === undefined ? null : runView(last, counts),
    usage: usage.find((one) => one.month === month) ?? { month, calls: 0, bytes: 0 },
    running,
    missing: last === undefined ? [] : missingOf(last),
    ...(signedIn === null ? {} : { signedIn }),
    ...(kind === 'folder' ? { waitingFiles: await waitingFiles(workspace, id) } : {}),
  };
}

async function waitingFiles(workspace: OpenWorkspace, connectionId: ConnectionId): Promise<number> {
  const files = await workspace.db.read('folderFiles', { connectionId });
  return files.filter(({ state }) => state === 'needs_mapping' || state === 'refused').length;
}

const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);

/** A page of the runs of a connection, newest first. `running`: the job that reads it now. Errors: `validation` for a position that no page gave. */
export async function readRuns(
  workspace: OpenWorkspace,
  {
    id,
    limit,
    cursor,
  }: { readonly id: ConnectionId; readonly limit: number; readonly cursor: string | null },
  running: JobId | null,
): Promise<{ readonly runs: SyncRunView[]; readonly next: string | null }> {
  const before = cursor === null ? null : decodeCursor(cursor, isNumber);
  const found = await workspace.db.read('syncRuns', { connectionId: id, limit: limit + 1, before });
  const rows = found.slice(0, limit);
  const counts = await workspace.db.read('syncChangeCounts', { runs: rows.map((row) => row.id) });
  const last = rows.at(-1);
  return {
    runs: rows.map((row) => runView(cutOff(row, running), counts)),
    next: found.length > limit && last !== undefined ? encodeCursor(last.seq) : null,
  };
}

/** A run that nobody reads any more ended with its process, which could not write that down. */
function cutOff(run: SyncRunRow, running: JobId | null): SyncRunRow {
  return run.state === 'running' && running === null ? { ...run, state: 'interrupted' } : run;
}

/** A page of what a run changed, of one group or of all. Errors: `validation` for a position that no page gave. */
export async function readChanges(
  workspace: OpenWorkspace,
  input: {
    readonly runId: SyncRunId;
    readonly group: ChangeGroup | null;
    readonly limit: number;
    readonly cursor: string | null;
  },
): Promise<{ readonly changes: ToldChangeView[]; readonly next: string | null }> {
  const { runId, group, limit, cursor } = input;
  const found = await workspace.db.read('syncChanges', {
    runId,
    after: cursor === null ? 0 : decodeCursor(cursor, isNumber),
    limit: limit + 1,
    ...(group === null ? {} : { kinds: kindsIn(group) }),
  });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    changes: rows.map(changeView),
    next: found.length > limit && last !== undefined ? encodeCursor(last.id) : null,
  };
}

/** Where the last run of a connection found other balances than the system itself says. */
export async function readDifferences(
  workspace: OpenWorkspace,
  connectionId: ConnectionId,
): Promise<BalanceDifferenceView[]> {
  const runs = await workspace.db.read('syncRuns', { connectionId, limit: 2 });
  const ended = runs.find(({ state }) => state !== 'running');
  return ended === undefined ? [] : (JSON.parse(ended.differencesJson) as BalanceDifferenceView[]);
}

export function missingOf({ missingJson }: SyncRunRow): MissingRecordsView[] {
  return missingJson === null ? [] : (JSON.parse(missingJson) as MissingRecordsView[]);
}

function runView(row: SyncRunRow, counts: readonly ChangeCount[]): SyncRunView {
  const { id, mode, state, startedAt, endedAt, calls, bytes, uncompared } = row;
  const changes: Partial<Record<ChangeGroup, number>> = {};
  for (const { runId, kind, number } of counts) {
    if (runId !== id) continue;
    const group = changeGroup(kind);
    changes[group] = (changes[group] ?? 0) + number;
  }
  return {
    id,
    mode,
    state,
    startedAt,
    endedAt,
    calls,
    bytes,
    counts: JSON.parse(row.countsJson) as SyncRunView['counts'],
    changes,
    uncompared,
    error: errorOf(row.errorJson),
  };
}

function changeView({ id, accountId, account, kind, detailJson }: SyncChangeRow): ToldChangeView {
  const { currency, ...detail } = JSON.parse(detailJson) as { readonly currency: CurrencyCode | null };
  return { id, accountId, account, currency, change: syncChangeSchema.parse({ kind, ...detail }) };
}

function errorOf(json: string | null): z.infer<typeof syncErrorSchema> | null {
  if (json === null) return null;
  const { code, message, reason } = JSON.parse(json) as z.infer<typeof syncErrorSchema>;
  return { code, message, reason };
}
