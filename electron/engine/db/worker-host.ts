import { parentPort, workerData } from 'node:worker_threads';
import { rawKey } from '../secrets/raw-key.ts';
import type { Connection } from './connection.ts';
import { openConnection } from './open.ts';
import { asEngineError, createPerformer, type Performer } from './perform.ts';
import type { Registries } from './registries.ts';
import {
  type FromWorker,
  type ToWorker,
  toErrorData,
  type Work,
  type WorkerStart,
} from './worker-messages.ts';

/** Runs a database thread: opens its connection and answers one request after the other until told to close. */
export function serveDatabaseThread(registries: Registries): void {
  if (!parentPort)
    throw new Error('This is a worker thread of the database; it cannot be started by itself.');
  const port = parentPort;
  const answer = (message: FromWorker) => port.postMessage(message);
  const start: WorkerStart = workerData;

  let connection: Connection;
  try {
    connection = openConnection(start.file, rawKey(start.key), start.role);
  } catch (error) {
    answer({ kind: 'not_opened', error: toErrorData(asEngineError(error)) });
    return;
  } finally {
    start.key.fill(0);
  }
  const performer = createPerformer({ connection, registries, canWrite: start.role === 'writer' });

  port.on('message', (message: ToWorker) => {
    if (message.kind === 'close') {
      connection.close();
      port.close();
      return;
    }
    try {
      answer({ kind: 'done', id: message.id, value: perform(performer, message.work) });
    } catch (error) {
      answer({ kind: 'failed', id: message.id, error: toErrorData(asEngineError(error)) });
    }
  });
  answer({ kind: 'ready' });
}

function perform(performer: Performer, work: Work): unknown {
  if (work.kind === 'read') return performer.read(work.name, work.input);
  return performer[work.kind](work.name, work.input, work.context);
}
