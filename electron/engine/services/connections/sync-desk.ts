import type { z } from 'zod';
import type { syncResultSchema } from '../../../../shared/contract/connections.ts';
import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import { progressRemark, stageWords } from '../../../../shared/domain/connections/read-progress.ts';
import { ERROR_CODES, type ErrorCode } from '../../../../shared/domain/errors.ts';
import type { ConnectionId, JobId } from '../../../../shared/domain/ids.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import type { JobBoard } from '../../jobs/job-board.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { SyncOutcome } from '../sync/run-sync.ts';
import { type SyncSurroundings, syncConnection } from '../sync/sync-connection.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

export interface ReadRequest {
  readonly mode: 'full' | 'changes';
  /** Entities of which a person said that what is missing was deleted. */
  readonly believed?: readonly SyncEntity[];
}

/** Where the windows have connections read: one job for a connection at a time. */
export interface SyncDesk {
  readonly surroundings: SyncSurroundings;
  /** Starts to read; hands back the job that reads this connection already, if there is one. */
  read(workspace: OpenWorkspace, connection: ConnectionRow, request: ReadRequest): JobId;
  running(id: ConnectionId): JobId | null;
  /** Stops the job that reads it and waits for its end. */
  stop(id: ConnectionId): Promise<void>;
}

type SyncResult = z.infer<typeof syncResultSchema>;

interface Reading {
  readonly jobId: JobId;
  readonly ended: Promise<void>;
}

export function createSyncDesk(options: {
  readonly jobs: JobBoard;
  readonly hub: EventHub;
  readonly surroundings: SyncSurroundings;
}): SyncDesk {
  const { jobs, hub, surroundings } = options;
  const readings = new Map<ConnectionId, Reading>();

  /** The reading that goes on; one whose job ended before it began is none. */
  const current = (id: ConnectionId): Reading | null => {
    const reading = readings.get(id);
    return reading !== undefined && jobs.get(reading.jobId)?.state === 'running' ? reading : null;
  };

  const read: SyncDesk['read'] = (workspace, connection, request) => {
    const known = current(connection.id);
    if (known !== null) return known.jobId;
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const jobId = jobs.start({
      kind: 'sync',
      title: `Reading ${connection.name}`,
      cancellable: true,
      async run(signal, report) {
        hub.changed('connections');
        try {
          const { runId, differences, missing, error } = await syncConnection(
            workspace,
            connection,
            surroundings,
            {
              ...request,
              signal,
              onProgress: (progress) =>
                report({
                  phase: stageWords(progress),
                  done: progress.done,
                  total: progress.total,
                  remark: progressRemark(progress),
                }),
            },
          );
          if (error !== null) throw failureOf(error);
          const result: SyncResult = {
            connectionId: connection.id,
            runId,
            differences: differences.length,
            missing: [...missing],
          };
          return result;
        } finally {
          readings.delete(connection.id);
          for (const topic of TOUCHED) hub.changed(topic);
          end();
        }
      },
    });
    readings.set(connection.id, { jobId, ended });
    return jobId;
  };

  return {
    surroundings,
    read,
    running: (id) => current(id)?.jobId ?? null,
    async stop(id) {
      const reading = current(id);
      if (reading === null) return;
      jobs.cancel(reading.jobId);
      await reading.ended;
    },
  };
}

/** What may be another after books were read, however far. */
const TOUCHED = [
  'connections',
  'worklist',
  'accounts',
  'timeline',
  'views',
  'outbox',
  'cash',
  'holdFire',
  'log',
] as const;

function failureOf({ code, message, reason, reference }: NonNullable<SyncOutcome['error']>): EngineError {
  const known: ErrorCode = ERROR_CODES.find((one) => one === code) ?? 'internal';
  return new EngineError(known, message, { reason, ...(reference === undefined ? {} : { reference }) });
}
