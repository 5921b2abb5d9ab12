import type { ConnectorKind, SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { SyncChangeKind } from '../../../../shared/domain/connections/sync-changes.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, ConnectionId, SyncRunId } from '../../../../shared/domain/ids.ts';
import type { ReadQuery } from '../commands/command.ts';

export interface ConnectionRow {
  readonly id: ConnectionId;
  readonly name: string;
  readonly kind: ConnectorKind;
  readonly settingsJson: string;
  readonly secretName: string;
  readonly status: 'new' | 'ready' | 'reconnect' | 'failing';
  readonly errorJson: string | null;
  readonly company: string | null;
  readonly everyMinutes: number;
  readonly nextRunAt: Instant | null;
  readonly checkedJson: string | null;
  /** How long its key or certificate is good (`SignInLife` or null); null: not asked since it was entered. */
  readonly signInJson: string | null;
  /** What its figures speak of; null before the first whole run. */
  readonly freshAt: Instant | null;
}

/** The connections that are set up, in the order of their names. */
export const connections: ReadQuery<null, readonly ConnectionRow[]> = (db) =>
  db
    .prepare<[], ConnectionRow>(
      `SELECT connection.id, connection.name, kind, settings_json AS settingsJson, secret_name AS secretName, status,
         error_json AS errorJson, company, every_minutes AS everyMinutes, next_run_at AS nextRunAt,
         checked_json AS checkedJson, sign_in_json AS signInJson, ledger.fresh_at AS freshAt
       FROM connection JOIN ledger ON ledger.id = connection.id
       WHERE removed_at IS NULL ORDER BY connection.name COLLATE NOCASE`,
    )
    .all();

export interface CursorRow {
  readonly entity: SyncEntity;
  readonly phase: 'full' | 'changes';
  readonly cursor: string;
  readonly fullAt: Instant | null;
  readonly sweptAt: Instant | null;
  readonly rereadAt: Instant | null;
  readonly readAt: Instant;
}

/** Where the reads of a connection stand. */
export const syncCursors: ReadQuery<{ readonly connectionId: ConnectionId }, readonly CursorRow[]> = (
  db,
  { connectionId },
) =>
  db
    .prepare<[string], CursorRow>(
      `SELECT entity, phase, cursor, full_at AS fullAt, swept_at AS sweptAt, reread_at AS rereadAt, read_at AS readAt FROM sync_cursor WHERE connection_id = ?`,
    )
    .all(connectionId);

export interface SyncRunRow {
  readonly id: SyncRunId;
  /** Rises with every run of the workspace. */
  readonly seq: number;
  readonly connectionId: ConnectionId;
  readonly mode: 'full' | 'changes';
  readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly calls: number;
  readonly bytes: number;
  readonly countsJson: string;
  readonly differencesJson: string;
  readonly uncompared: number;
  /** What a person still has to answer; null: nothing. */
  readonly missingJson: string | null;
  readonly errorJson: string | null;
}

const RUN = `id, seq, connection_id AS connectionId, mode, state, started_at AS startedAt, ended_at AS endedAt, calls, bytes,
  counts_json AS countsJson, differences_json AS differencesJson, uncompared, missing_json AS missingJson, error_json AS errorJson`;

/** The newest runs of a connection, newest first; `before`: those with a lower number. */
export const syncRuns: ReadQuery<
  { readonly connectionId: ConnectionId; readonly limit: number; readonly before?: number | null },
  readonly SyncRunRow[]
> = (db, { connectionId, limit, before }) =>
  db
    .prepare<[string, number, number], SyncRunRow>(
      `SELECT ${RUN} FROM sync_run WHERE connection_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
    )
    .all(connectionId, before ?? Number.MAX_SAFE_INTEGER, limit);

export interface ChangeCount {
  readonly runId: SyncRunId;
  readonly kind: SyncChangeKind;
  readonly number: number;
}

/** How many changes of each kind some runs brought. */
export const syncChangeCounts: ReadQuery<{ readonly runs: readonly SyncRunId[] }, readonly ChangeCount[]> = (
  db,
  { runs },
) =>
  db
    .prepare<[string], ChangeCount>(
      `SELECT run_id AS runId, kind, COUNT(*) AS number FROM sync_change
       WHERE run_id IN (SELECT value FROM json_each(?)) GROUP BY run_id, kind`,
    )
    .all(JSON.stringify(runs));

export interface SyncChangeRow {
  readonly id: number;
  readonly accountId: AccountId | null;
  readonly account: string | null;
  readonly kind: string;
  readonly detailJson: string;
}

/** What a run changed, in the order in which it was read; `kinds`: only these. */
export const syncChanges: ReadQuery<
  {
    readonly runId: SyncRunId;
    readonly after: number;
    readonly limit: number;
    readonly kinds?: readonly SyncChangeKind[];
  },
  readonly SyncChangeRow[]
> = (db, { runId, after, limit, kinds = [] }) =>
  db
    .prepare<unknown[], SyncChangeRow>(
      `SELECT sync_change.id, account_id AS accountId, account.name AS account, kind, detail_json AS detailJson
       FROM sync_change LEFT JOIN account ON account.id = sync_change.account_id
       WHERE run_id = @runId AND sync_change.id > @after
         ${kinds.length === 0 ? '' : 'AND kind IN (SELECT value FROM json_each(@kinds))'}
       ORDER BY sync_change.id LIMIT @limit`,
    )
    .all({ runId, after, limit, ...(kinds.length === 0 ? {} : { kinds: JSON.stringify(kinds) }) });

export interface SyncProblemRow {
  readonly entity: SyncEntity;
  readonly sourceId: string;
  readonly problem: string;
  readonly at: Instant;
}

/** Records that could not be read, and those that wait for a record that never came. */
export const syncProblems: ReadQuery<
  { readonly connectionId: ConnectionId; readonly limit: number },
  readonly SyncProblemRow[]
> = (db, { connectionId, limit }) =>
  db
    .prepare<unknown[], SyncProblemRow>(
      `SELECT entity, source_id AS sourceId, problem, at FROM sync_problem WHERE connection_id = @connectionId
       UNION ALL
       SELECT entity, source_id, 'It belongs to ' || replace(replace(waits_for, 'merger:', 'customer '), ':', ' ')
           || ', which the system has not delivered.',
         (SELECT MAX(read_at) FROM sync_cursor WHERE connection_id = @connectionId)
       FROM sync_waiting WHERE connection_id = @connectionId
       ORDER BY at DESC, entity, sourceId LIMIT @limit`,
    )
    .all({ connectionId, limit });

export interface UsageRow {
  readonly month: string;
  readonly calls: number;
  readonly bytes: number;
}

/** What reading cost, newest month first. */
export const connectionUsage: ReadQuery<{ readonly connectionId: ConnectionId }, readonly UsageRow[]> = (
  db,
  { connectionId },
) =>
  db
    .prepare<[string], UsageRow>(
      'SELECT month, calls, bytes FROM connection_usage WHERE connection_id = ? ORDER BY month DESC LIMIT 24',
    )
    .all(connectionId);
