import { Worker } from 'node:worker_threads';
import { EngineError } from '../platform/engine-error.ts';
import type { RawKey } from '../secrets/raw-key.ts';
import { type FromWorker, fromErrorData, type ToWorker, type Work } from './worker-messages.ts';

export interface ThreadOptions {
  /** The entry of the thread: `worker.ts`, or a test's own. */
  readonly workerUrl: URL;
  readonly file: string;
  readonly key: RawKey;
  readonly role: 'writer' | 'reader';
  /** Called once when the thread is lost without having been closed. */
  readonly onLost: (error: EngineError) => void;
}

/** One worker thread with one connection, seen from the engine. */
export interface DatabaseThread {
  /** Requests that were sent and not yet answered. */
  pending(): number;
  run(work: Work): Promise<unknown>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: EngineError) => void;
}

/** Starts a thread and waits until its database is open. Errors: those of `openConnection`, `internal`. */
export function startDatabaseThread(options: ThreadOptions): Promise<DatabaseThread> {
  const { workerUrl, file, role } = options;
  const worker = new Worker(workerUrl, {
    workerData: { file, key: new Uint8Array(options.key), role },
    name: `duebook ${role}`,
  });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let lost: EngineError | null = null;
  let closing = false;
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
  });

  const send = (message: ToWorker) => worker.postMessage(message);
  const lose = (cause: unknown) => {
    if (lost) return;
    lost = new EngineError(
      'internal',
      'A thread of the database stopped. Open the workspace again.',
      { role },
      cause,
    );
    for (const { reject } of waiting.values()) reject(lost);
    waiting.clear();
    if (!closing) options.onLost(lost);
  };
  const settle = (id: number, finish: (request: Waiting) => void) => {
    const request = waiting.get(id);
    waiting.delete(id);
    if (request) finish(request);
  };

  const thread: DatabaseThread = {
    pending: () => waiting.size,
    run: (work) =>
      new Promise((resolve, reject) => {
        if (lost) {
          reject(lost);
          return;
        }
        lastId += 1;
        send({ kind: 'work', id: lastId, work });
        waiting.set(lastId, { resolve, reject });
      }),
    close: async () => {
      closing = true;
      if (!lost) send({ kind: 'close' });
      await exited;
    },
  };

  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      switch (message.kind) {
        case 'ready':
          return resolve(thread);
        case 'not_opened':
          closing = true;
          return reject(fromErrorData(message.error));
        case 'done':
          return settle(message.id, (request) => request.resolve(message.value));
        case 'failed':
          return settle(message.id, (request) => request.reject(fromErrorData(message.error)));
      }
    });
    worker.on('error', lose);
    worker.on('exit', () => {
      lose(new Error('The thread ended.'));
      if (lost) reject(lost);
    });
  });
}
