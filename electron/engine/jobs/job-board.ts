import type { Job } from '../../../shared/contract/app.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { Clock } from '../platform/clock.ts';
import { EngineError } from '../platform/engine-error.ts';
import { newId } from '../platform/ids.ts';
import type { Logger } from '../platform/logger.ts';
import { noteUnexpected } from '../platform/unexpected.ts';

/** How far a job is. `total` is null while the amount of work is not known. */
export interface JobProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  /** What is to be said beside the counts, such as how long it still takes; absent: nothing. */
  readonly remark?: string;
}

export interface JobWork {
  readonly kind: Job['kind'];
  readonly title: string;
  readonly cancellable: boolean;
  /** The work. It may throw `cancelled` once the signal is aborted; its result is shown as it is. */
  readonly run: (signal: AbortSignal, report: (progress: JobProgress) => void) => Promise<unknown>;
}

/** Work over half a second: it shows progress, can be cancelled, and outlives a reload of the window. */
export interface JobBoard {
  start(work: JobWork): JobId;
  list(): Job[];
  get(id: JobId): Job | undefined;
  cancel(id: JobId): boolean;
  /** Resolves when no job runs any more; running ones are told to stop. */
  close(): Promise<void>;
}

const KEPT = 30;
const REPORT_EVERY_MS = 100;

export function createJobBoard(options: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onChange: (job: Job) => void;
}): JobBoard {
  const jobs = new Map<
    JobId,
    { job: Job; readonly controller: AbortController; readonly ended: Promise<void> }
  >();

  const update = (id: JobId, change: Partial<Job>): void => {
    const entry = jobs.get(id);
    if (entry === undefined) return;
    entry.job = { ...entry.job, ...change };
    options.onChange(entry.job);
  };

  const start = (work: JobWork): JobId => {
    const id = newId() as JobId;
    const controller = new AbortController();
    const job: Job = {
      id,
      kind: work.kind,
      title: work.title,
      state: 'running',
      phase: '',
      done: 0,
      total: null,
      cancellable: work.cancellable,
      startedAt: options.clock.now(),
      error: null,
      result: null,
    };
    let reported = 0;
    const report = (progress: JobProgress): void => {
      const now = Date.now();
      const phaseChanged = jobs.get(id)?.job.phase !== progress.phase;
      if (!phaseChanged && now - reported < REPORT_EVERY_MS) return;
      reported = now;
      update(id, progress);
    };
    const ended = Promise.resolve()
      .then(() => {
        if (!controller.signal.aborted) return work.run(controller.signal, report);
        throw new EngineError('cancelled', 'It was cancelled before it began.');
      })
      .then(
        (result) => update(id, { state: 'done', cancellable: false, result }),
        (error: unknown) => {
          const known = errorOf(error, options.logger, work.kind);
          update(id, {
            state: known.code === 'cancelled' ? 'cancelled' : 'failed',
            cancellable: false,
            error: known,
          });
        },
      );
    jobs.set(id, { job, controller, ended });
    options.onChange(job);
    forgetOldest(jobs);
    return id;
  };

  return {
    start,
    list: () => [...jobs.values()].map((entry) => entry.job).reverse(),
    get: (id) => jobs.get(id)?.job,
    cancel(id) {
      const entry = jobs.get(id);
      if (entry?.job.state !== 'running' || !entry.job.cancellable) return false;
      entry.controller.abort();
      return true;
    },
    async close() {
      const running = [...jobs.values()].filter((entry) => entry.job.state === 'running');
      for (const entry of running) entry.controller.abort();
      await Promise.all(running.map((entry) => entry.ended));
      jobs.clear();
    },
  };
}

function errorOf(error: unknown, logger: Logger, kind: Job['kind']): NonNullable<Job['error']> {
  const { code, message, details } = noteUnexpected(error, logger, 'job_failed', kind);
  return { code, message, details: { ...details } };
}

function forgetOldest(jobs: Map<JobId, { readonly job: Job }>): void {
  for (const [id, { job }] of jobs) {
    if (jobs.size <= KEPT) return;
    if (job.state !== 'running') jobs.delete(id);
  }
}
