import { describe, expect, it } from 'vitest';
import { createJobBoard, type JobProgress, type JobWork } from '../../../electron/engine/jobs/job-board.ts';
import { EngineError } from '../../../electron/engine/platform/engine-error.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import type { Job } from '../../../shared/contract/app.ts';
import { instant } from '../../../shared/domain/dates.ts';
import type { JobId } from '../../../shared/domain/ids.ts';

const AT = instant('2026-06-01T12:00:00.000Z');

function boardOf() {
  const changes: Job[] = [];
  const waiting = new Map<JobId, (job: Job) => void>();
  const board = createJobBoard({
    clock: { now: () => AT },
    logger: silentLogger,
    onChange: (job) => {
      changes.push(job);
      if (job.state !== 'running') waiting.get(job.id)?.(job);
    },
  });
  const ended = (id: JobId) =>
    new Promise<Job>((resolve) => {
      waiting.set(id, resolve);
      const job = board.get(id);
      if (job !== undefined && job.state !== 'running') resolve(job);
    });
  return { board, changes, ended };
}

const work = (run: JobWork['run'], more: Partial<JobWork> = {}): JobWork => ({
  kind: 'import',
  title: 'ledger.csv',
  cancellable: true,
  run,
  ...more,
});
/** Work that goes on until it is told to stop. */
const endless: JobWork['run'] = (signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new EngineError('cancelled', 'Stopped.')));
  });

describe('a job', () => {
  it('is shown from its start, with its progress, to its result', async () => {
    const { board, changes, ended } = boardOf();
    const id = board.start(
      work(async (_signal, report) => {
        report({ phase: 'reading', done: 1, total: null });
        report({ phase: 'writing', done: 2, total: 4 });
        return { rows: 4 };
      }),
    );
    const started = {
      id,
      kind: 'import',
      title: 'ledger.csv',
      state: 'running',
      cancellable: true,
      startedAt: AT,
    };
    expect(changes).toEqual([{ ...started, phase: '', done: 0, total: null, error: null, result: null }]);
    const done = await ended(id);
    expect(done).toEqual({
      ...started,
      state: 'done',
      cancellable: false,
      phase: 'writing',
      done: 2,
      total: 4,
      error: null,
      result: { rows: 4 },
    });
    expect(changes.map(({ state, phase }) => [state, phase])).toEqual([
      ['running', ''],
      ['running', 'reading'],
      ['running', 'writing'],
      ['done', 'writing'],
    ]);
    expect(board.get(id)).toEqual(done);
  });

  it('tells of a new phase always, and of steps within one not more often than a person sees', async () => {
    const { board, changes, ended } = boardOf();
    const steps: JobProgress[] = Array.from({ length: 500 }, (_, done) => ({
      phase: 'reading',
      done,
      total: 500,
    }));
    const id = board.start(
      work(async (_signal, report) => {
        for (const step of steps) report(step);
        report({ phase: 'writing', done: 0, total: 1 });
      }),
    );
    await ended(id);
    const told = changes.filter(({ phase }) => phase === 'reading').length;
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThan(100);
    expect(changes.some(({ phase }) => phase === 'writing')).toBe(true);
  });

  it('that is cancelled is no failure; one that cannot be stopped, is over or unknown is not cancelled', async () => {
    const { board, ended } = boardOf();
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const run: JobWork['run'] = (signal, report) => {
      begin();
      return endless(signal, report);
    };
    const id = board.start(work(run));
    await begun;
    expect(board.cancel(id)).toBe(true);
    expect(await ended(id)).toMatchObject({
      state: 'cancelled',
      cancellable: false,
      error: { code: 'cancelled', message: 'Stopped.' },
      result: null,
    });
    expect(board.cancel(id)).toBe(false);
    expect(board.cancel('none' as JobId)).toBe(false);
    let stopped = false;
    const stubbornBegun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const stubborn = board.start(
      work(
        (signal) =>
          new Promise((resolve) => {
            begin();
            signal.addEventListener('abort', () => {
              stopped = true;
              resolve(null);
            });
          }),
        { cancellable: false },
      ),
    );
    await stubbornBegun;
    expect([board.cancel(stubborn), stopped]).toEqual([false, false]);
    await board.close();
    expect(stopped).toBe(true);
    expect(board.list()).toEqual([]);
  });

  it('that is cancelled before it began does not begin', async () => {
    const { board, ended } = boardOf();
    let ran = false;
    const id = board.start(
      work(async () => {
        ran = true;
      }),
    );
    expect(board.cancel(id)).toBe(true);
    expect((await ended(id)).state).toBe('cancelled');
    expect(ran).toBe(false);
  });

  it('that fails says what a person can do; a mistake of ours only names its line in the log', async () => {
    const { board, ended } = boardOf();
    const refused = new EngineError('bad_file', 'Export it again.', { row: 3 });
    const known = board.start(work(async () => Promise.reject(refused)));
    expect(await ended(known)).toMatchObject({
      state: 'failed',
      error: { code: 'bad_file', message: 'Export it again.', details: { row: 3 } },
    });
    const unexpected = board.start(
      work(() => {
        throw new Error('secret words');
      }),
    );
    const { error } = await ended(unexpected);
    expect(error).toMatchObject({ code: 'internal', details: { reference: expect.any(String) } });
    expect(JSON.stringify(error)).not.toContain('secret words');
  });
});

describe('the board', () => {
  it('lists the newest first and forgets the oldest that are over, never one that runs', async () => {
    const { board, ended } = boardOf();
    const running = board.start(work(endless));
    const ids: JobId[] = [];
    for (let index = 0; index < 40; index += 1) {
      const id = board.start(work(async () => index));
      ids.push(id);
      await ended(id);
    }
    const listed = board.list().map(({ id }) => id);
    expect(listed).toEqual([...ids.slice(-29).reverse(), running]);
    expect(board.get(ids[0] as JobId)).toBeUndefined();
    expect(board.get(running)?.state).toBe('running');
    await board.close();
  });
});
