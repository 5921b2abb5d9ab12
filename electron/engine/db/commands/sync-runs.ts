import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, ConnectionId, SyncRunId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { type AppliedPage, applySyncPage as apply, type SyncPage } from '../ledger-sync/apply-page.ts';
import { type BalanceDifference, type BalanceKind, checkBalances } from '../ledger-sync/balance-check.ts';
import { addCost, type RunCost } from '../ledger-sync/run-cost.ts';
import { type OverApplied, settleApplications } from '../ledger-sync/settle-applications.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import { refreshSearch } from '../summary/search.ts';
import type { MaintenanceCommand } from './command.ts';

/** The cursor of an entity that is to be read whole once more. */
export const FROM_THE_BEGINNING = '';

/** Opens a run. One that was cut off is closed as interrupted: what it had read stands, its cursors go on. */
export const startSyncRun: MaintenanceCommand<
  { readonly connectionId: ConnectionId; readonly runId: SyncRunId; readonly mode: 'full' | 'changes' },
  null
> = (db, { connectionId, runId, mode }, { now }) => {
  db.prepare(
    "UPDATE sync_run SET state = 'interrupted', ended_at = ? WHERE connection_id = ? AND state = 'running'",
  ).run(now, connectionId);
  if (mode === 'full') {
    db.prepare(
      `UPDATE sync_cursor SET phase = 'full', cursor = '${FROM_THE_BEGINNING}', swept_at = NULL WHERE connection_id = ?`,
    ).run(connectionId);
  }
  db.prepare(
    `INSERT INTO sync_run (id, seq, connection_id, mode, state, started_at, calls, bytes, counts_json, differences_json)
     SELECT ?, COALESCE(MAX(seq), 0) + 1, ?, ?, 'running', ?, 0, 0, '{}', '[]' FROM sync_run`,
  ).run(runId, connectionId, mode, now);
  return null;
};

/** Writes a page of records with its cursor. */
export const applySyncPage: MaintenanceCommand<SyncPage, AppliedPage> = (db, page, context) =>
  apply(db, page, context);

export interface RunEnd {
  readonly connectionId: ConnectionId;
  readonly runId: SyncRunId;
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly error: { readonly code: string; readonly message: string; readonly reason: string | null } | null;
  readonly nextRunAt: Instant | null;
  /** What the ledger's own balances say; absent: each currency by itself. */
  readonly balances?: BalanceKind;
  readonly missing: readonly MissingRecords[];
  /** What the requests after the last page cost, those that failed among them; absent: nothing. */
  readonly cost?: RunCost;
}

/** Of the records that the books know, so few are there that a person has to say whether the others were deleted. */
export interface MissingRecords {
  readonly entity: SyncEntity;
  readonly known: number;
  readonly there: number;
}

export interface SettledRun {
  readonly differences: readonly BalanceDifference[];
  readonly overApplied: readonly OverApplied[];
}

/** Ends a run, whole or cut off: applications, search words, figures and the balance check rest on all of its pages. */
export const settleSyncRun: MaintenanceCommand<RunEnd, SettledRun> = (db, end, context) => {
  const { connectionId, runId, state, error } = end;
  const overApplied = settleApplications(db, {
    connectionId,
    runId,
    today: context.today,
    newId: context.newId,
  });
  refreshTouched(db, connectionId, context.today);
  const { differences, uncompared } = wasReadWhole(db, end)
    ? checkBalances(db, connectionId, end.balances ?? 'each_currency')
    : NOT_COMPARED;
  const errorJson = error === null ? null : JSON.stringify({ ...error, at: context.now });
  db.prepare(
    `UPDATE sync_run SET state = ?, ended_at = ?, differences_json = ?, uncompared = ?, missing_json = ?, error_json = ?
     WHERE id = ?`,
  ).run(
    state,
    context.now,
    JSON.stringify(differences),
    uncompared,
    end.missing.length === 0 ? null : JSON.stringify(end.missing),
    errorJson,
    runId,
  );
  if (end.cost !== undefined) addCost(db, { runId, connectionId }, end.cost, context.now);
  keepStatus(db, end, errorJson);
  // What was read speaks of the moment at which reading began.
  if (state === 'done')
    db.prepare(
      'UPDATE ledger SET fresh_at = (SELECT started_at FROM sync_run WHERE id = ?) WHERE id = ?',
    ).run(runId, connectionId);
  return { differences, overApplied };
};

const NOT_COMPARED = { differences: [], uncompared: 0 } as const;

/** Before the first whole read everything that is still to come would be a difference. */
function wasReadWhole(db: Connection, { connectionId, state }: RunEnd): boolean {
  if (state === 'done') return true;
  return (
    db
      .prepare<[string], string | null>('SELECT fresh_at FROM ledger WHERE id = ?')
      .pluck()
      .get(connectionId) !== null
  );
}

/** A run that a person stopped says nothing of the connection. */
export function keepStatus(
  db: Connection,
  { connectionId, state, error, nextRunAt }: Pick<RunEnd, 'connectionId' | 'state' | 'error' | 'nextRunAt'>,
  errorJson: string | null,
): void {
  db.prepare('UPDATE connection SET next_run_at = ? WHERE id = ?').run(nextRunAt, connectionId);
  if (state === 'cancelled') return;
  const refused = error?.reason === 'auth_revoked' || error?.reason === 'auth_expired';
  const status = state === 'done' ? 'ready' : refused ? 'reconnect' : 'failing';
  db.prepare('UPDATE connection SET status = ?, error_json = ? WHERE id = ?').run(
    status,
    errorJson,
    connectionId,
  );
}

function refreshTouched(
  db: Connection,
  connectionId: ConnectionId,
  today: Parameters<typeof refreshSummaries>[1]['today'],
): void {
  const accounts = db
    .prepare<[string], AccountId>('SELECT account_id FROM sync_touched_account WHERE connection_id = ?')
    .pluck()
    .all(connectionId);
  if (accounts.length === 0) return;
  refreshSearch(db, accounts);
  refreshSummaries(db, { today });
  db.prepare('DELETE FROM sync_touched_account WHERE connection_id = ?').run(connectionId);
}
