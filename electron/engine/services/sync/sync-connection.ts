import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { ReadProgress } from '../../../../shared/domain/connections/read-progress.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { RequestCost } from '../../connectors/connector.ts';
import { createRateLimiters, type RateLimiters } from '../../connectors/http/rate-limiter.ts';
import { systemTiming, type Timing } from '../../connectors/http/timing.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import type { Logger } from '../../platform/logger.ts';
import { CONNECTORS, type ConnectorCreators, openConnector } from '../connections/open-connector.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { watchFolder } from './folder-watch.ts';
import { refusedPassword } from './refused-password.ts';
import { runSync, type SyncOutcome } from './run-sync.ts';

/** What all runs of a process share, so that two of them keep one limit. */
export interface SyncSurroundings {
  readonly timing: Timing;
  readonly limiters: RateLimiters;
  readonly logger: Logger;
  /** The systems that can be read. */
  readonly creators: ConnectorCreators;
}

export function syncSurroundings(
  logger: Logger,
  timing: Timing = systemTiming,
  creators: ConnectorCreators = CONNECTORS,
): SyncSurroundings {
  return { timing, limiters: createRateLimiters(timing), logger, creators };
}

const MINUTE = 60_000;
/** How far around the planned time a run may begin, so that many computers do not ask at once. */
const JITTER = 0.1;
/** A run that failed is tried again no sooner than this. */
const AFTER_FAILURE = 15 * MINUTE;

/**
 * Reads the books of one connection, from opening it to closing it. What goes wrong stands in the outcome.
 * Errors: `connector_auth` when its secrets are not on this computer, or its password was refused before.
 */
export async function syncConnection(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  surroundings: SyncSurroundings,
  options: {
    readonly mode: 'full' | 'changes';
    readonly signal: AbortSignal;
    readonly believed?: readonly SyncEntity[];
    readonly onProgress?: (progress: ReadProgress) => void;
  },
): Promise<SyncOutcome> {
  const { timing, limiters, logger, creators } = surroundings;
  const nextRunAt = (failed: boolean) => nextRun(workspace, connection, timing, failed);
  if (connection.kind === 'folder')
    return watchFolder(workspace, { connection, timing, logger, nextRunAt, ...options });
  const refused = refusedPassword(connection, workspace.now());
  if (refused !== null) throw refused;
  const cost = { calls: 0, bytes: 0 };
  const onCost = ({ calls, bytesIn, bytesOut }: RequestCost) => {
    cost.calls += calls;
    cost.bytes += bytesIn + bytesOut;
  };
  const connector = await openConnector(workspace, connection, { timing, limiters, onCost }, creators);
  try {
    return await runSync(workspace, {
      connection,
      connector,
      logger,
      ...options,
      takeCost() {
        const taken = { ...cost };
        cost.calls = 0;
        cost.bytes = 0;
        return taken;
      },
      nextRunAt,
    });
  } finally {
    await connector.close?.();
  }
}

function nextRun(
  workspace: OpenWorkspace,
  { everyMinutes }: ConnectionRow,
  timing: Timing,
  failed: boolean,
): Instant | null {
  if (everyMinutes === 0) return null;
  const planned = everyMinutes * MINUTE * (1 - JITTER + 2 * JITTER * timing.random());
  const wait = failed ? Math.max(planned, AFTER_FAILURE) : planned;
  return new Date(Date.parse(workspace.now()) + wait).toISOString() as Instant;
}
