import type { Instant } from '../../../../shared/domain/dates.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import type { Logger } from '../../platform/logger.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { SyncDesk } from './sync-desk.ts';

const LOOK_EVERY_MS = 30_000;

/**
 * Reads connections when they are due, for as long as the workspace is open. When that is, the run before has decided,
 * with a part left to chance. Returns what stops it; a read that goes on is stopped with its job.
 */
export function startSyncSchedule(
  workspace: OpenWorkspace,
  desk: SyncDesk,
  logger: Logger,
  lookEvery = LOOK_EVERY_MS,
): () => void {
  let stopped = false;
  const look = async (): Promise<void> => {
    const rows = await workspace.db.read('connections', null);
    if (stopped) return;
    for (const row of rows) if (isDue(row, workspace.now())) desk.read(workspace, row, { mode: 'changes' });
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      if (!stopped) logger.error('sync_schedule_failed', error);
    });
  }, lookEvery);
  timer.unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

/** A refused sign-in is not tried again before a person has changed it. */
export function isDue(
  { everyMinutes, status, nextRunAt }: Pick<ConnectionRow, 'everyMinutes' | 'status' | 'nextRunAt'>,
  now: Instant,
): boolean {
  if (everyMinutes === 0 || status === 'reconnect') return false;
  return nextRunAt === null || nextRunAt <= now;
}
