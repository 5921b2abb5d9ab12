import type { Instant } from '../../../../shared/domain/dates.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import type { Logger } from '../../platform/logger.ts';
import { worksByItself } from '../people/require-ability.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { SyncDesk } from './sync-desk.ts';

const LOOK_EVERY_MS = 30_000;

/** Reads connections when they are due, one after the other, while a workspace is open. */
export interface SyncSchedule {
  /** Without a network nothing is read; with it again, what failed for want of it is tried at once. */
  setOnline(online: boolean): void;
  /** Begins nothing new; a read that goes on is stopped with its job. */
  stop(): void;
}

/**
 * Starts to look what is due. When that is, the run before has decided, with a part left to chance. A workspace that is
 * only read, and the demo, are left alone.
 */
export function startSyncSchedule(
  workspace: OpenWorkspace,
  desk: SyncDesk,
  logger: Logger,
  lookEvery = LOOK_EVERY_MS,
): SyncSchedule {
  if (!workspace.canWrite || workspace.demo) return { setOnline: () => {}, stop: () => {} };
  let stopped = false;
  let online = true;
  let isBack = false;
  /** Those that are tried once because the network is back. */
  let again: ReadonlySet<ConnectionId> = new Set();
  const look = async (): Promise<void> => {
    if (stopped || !online || !worksByItself(workspace)) return;
    const rows = await workspace.db.read('connections', null);
    if (isBack) again = new Set(rows.filter(failedOffline).map(({ id }) => id));
    isBack = false;
    if (stopped || !online || rows.some(({ id }) => desk.running(id) !== null)) return;
    const [next] = rows
      .filter((row) => isDue(row, workspace.now()) || again.has(row.id))
      .toSorted((one, two) => ((one.nextRunAt ?? '') < (two.nextRunAt ?? '') ? -1 : 1));
    if (next === undefined) return;
    again = new Set([...again].filter((id) => id !== next.id));
    desk.read(workspace, next, { mode: 'changes' });
  };
  const lookSafely = (): void => {
    look().catch((error: unknown) => {
      if (!stopped) logger.error('sync_schedule_failed', error);
    });
  };
  const timer = setInterval(lookSafely, lookEvery);
  timer.unref();
  return {
    setOnline(value) {
      if (online === value) return;
      online = value;
      isBack = value;
      if (value) lookSafely();
    },
    stop() {
      stopped = true;
      clearInterval(timer);
    },
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

/** The last run failed because there was no network. */
function failedOffline({ everyMinutes, status, errorJson }: ConnectionRow): boolean {
  if (everyMinutes === 0 || status !== 'failing' || errorJson === null) return false;
  return (JSON.parse(errorJson) as { readonly reason?: unknown }).reason === 'network_down';
}
