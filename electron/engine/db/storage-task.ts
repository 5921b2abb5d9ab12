import { Worker } from 'node:worker_threads';
import { EngineError } from '../platform/engine-error.ts';
import { type BackupOptions, type BackupReceipt, createBackup } from './backup.ts';
import { type MigrateOptions, type MigrateResult, migrateWorkspace } from './migrate.ts';
import { type ErrorData, fromErrorData } from './worker-messages.ts';

/** Long synchronous storage work that a host with a window moves off its own thread. All of it can be cloned. */
export type StorageTask =
  | { readonly kind: 'backup'; readonly options: BackupOptions }
  | { readonly kind: 'migrate'; readonly options: Omit<MigrateOptions, 'onState'> };

export type TaskMessage =
  | { readonly kind: 'state'; readonly state: 'migrating' }
  | { readonly kind: 'done'; readonly value: BackupReceipt | MigrateResult }
  | { readonly kind: 'failed'; readonly error: ErrorData };

/** Beside this file: its source, or in the Electron build its bundle. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? './storage-task-worker.ts' : './storage-task-worker.js',
  import.meta.url,
);

/** `createBackup` on a thread of its own: the window stays quick while the copy is made. Same errors. */
export async function backupInThread(options: BackupOptions): Promise<BackupReceipt> {
  return (await runInThread({ kind: 'backup', options })) as BackupReceipt;
}

/** `migrateWorkspace` on a thread of its own; `onState` is told while it runs. Same errors. */
export async function migrateInThread({ onState, ...options }: MigrateOptions): Promise<MigrateResult> {
  return (await runInThread({ kind: 'migrate', options }, onState)) as MigrateResult;
}

/** What the thread does; in this file so that a task and its work stand together. */
export async function performTask(
  task: StorageTask,
  onState: (state: 'migrating') => void,
): Promise<BackupReceipt | MigrateResult> {
  switch (task.kind) {
    case 'backup':
      return createBackup(task.options);
    case 'migrate':
      return migrateWorkspace({ ...task.options, onState });
  }
}

function runInThread(
  task: StorageTask,
  onState: (state: 'migrating') => void = () => {},
): Promise<BackupReceipt | MigrateResult> {
  const worker = new Worker(WORKER, { workerData: task, name: `duebook ${task.kind}` });
  return new Promise((resolve, reject) => {
    const stopped = (cause: unknown) =>
      reject(new EngineError('internal', `The ${task.kind} stopped unexpectedly. Try it again.`, {}, cause));
    worker.on('message', (message: TaskMessage) => {
      switch (message.kind) {
        case 'state':
          return onState(message.state);
        case 'done':
          return resolve(message.value);
        case 'failed':
          return reject(fromErrorData(message.error));
      }
    });
    worker.once('error', stopped);
    worker.once('exit', () => stopped(new Error('The thread ended.')));
  });
}
