import { parentPort, workerData } from 'node:worker_threads';
import { asEngineError } from './perform.ts';
import { performTask, type TaskMessage } from './storage-task.ts';
import { toErrorData } from './worker-messages.ts';

const answer = (message: TaskMessage) => parentPort?.postMessage(message);

try {
  answer({ kind: 'done', value: await performTask(workerData, (state) => answer({ kind: 'state', state })) });
} catch (error) {
  answer({ kind: 'failed', error: toErrorData(asEngineError(error)) });
}
