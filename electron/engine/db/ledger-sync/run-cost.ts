import type { Instant } from '../../../../shared/domain/dates.ts';
import type { ConnectionId, SyncRunId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

/** What requests cost. */
export interface RunCost {
  readonly calls: number;
  readonly bytes: number;
}

/** Adds to what a run cost, and to the month of its connection. */
export function addCost(
  db: Connection,
  { runId, connectionId }: { readonly runId: SyncRunId; readonly connectionId: ConnectionId },
  { calls, bytes }: RunCost,
  now: Instant,
): void {
  db.prepare('UPDATE sync_run SET calls = calls + ?, bytes = bytes + ? WHERE id = ?').run(
    calls,
    bytes,
    runId,
  );
  db.prepare(
    `INSERT INTO connection_usage (connection_id, month, calls, bytes) VALUES (?, ?, ?, ?)
     ON CONFLICT (connection_id, month) DO UPDATE SET calls = calls + excluded.calls, bytes = bytes + excluded.bytes`,
  ).run(connectionId, now.slice(0, 7), calls, bytes);
}
