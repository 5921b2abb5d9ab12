import { EngineError } from '../platform/engine-error.ts';
import type { RawKey } from '../secrets/raw-key.ts';
import { type DatabaseThread, startDatabaseThread } from './database-thread.ts';
import type { NamedExecutor } from './registries.ts';

export interface ThreadExecutorOptions {
  readonly workerUrl: URL;
  readonly file: string;
  readonly key: RawKey;
  /** True when this process holds the write lock; without it no writer thread is started. */
  readonly canWrite: boolean;
  /** Reader threads: one answers the window, a second keeps it quick while a report is read. */
  readonly readers?: 1 | 2;
  /** A thread was lost: what waited for it has failed with `internal`, and the workspace must be opened again. */
  readonly onLost?: (error: EngineError) => void;
}

/**
 * An executor for the window: writes on a thread of their own, reads on others, so that a page never waits behind
 * an import. Errors while opening: `not_found`, `damaged`, `internal`.
 */
export async function createThreadExecutor(options: ThreadExecutorOptions): Promise<NamedExecutor> {
  const { canWrite, readers: readerCount = 1, onLost = () => {}, ...shared } = options;
  const started = await Promise.allSettled([
    ...(canWrite ? [startDatabaseThread({ ...shared, role: 'writer', onLost })] : []),
    ...Array.from({ length: readerCount }, () => startDatabaseThread({ ...shared, role: 'reader', onLost })),
  ]);
  const threads = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failure = started.find((result) => result.status === 'rejected');
  if (failure) {
    await Promise.all(threads.map((thread) => thread.close()));
    throw failure.reason;
  }
  const writer = canWrite ? threads[0] : undefined;
  const readers = canWrite ? threads.slice(1) : threads;
  let closed = false;

  const runOn = async (
    thread: DatabaseThread,
    ...[work]: Parameters<DatabaseThread['run']>
  ): Promise<unknown> => {
    if (closed) throw new EngineError('not_ready', 'The workspace is closed. Open it again.');
    return thread.run(work);
  };

  return {
    read: (name, input) => runOn(leastBusy(readers), { kind: 'read', name, input }),
    write: async (name, input, context) =>
      (await runOn(requireWriter(writer), { kind: 'write', name, input, context })) as Awaited<
        ReturnType<NamedExecutor['write']>
      >,
    maintain: async (name, input, context) =>
      runOn(requireWriter(writer), { kind: 'maintain', name, input, context }),
    close: async () => {
      closed = true;
      // Readers first: the last connection to close folds the write-ahead log into the database.
      await Promise.all(readers.map((thread) => thread.close()));
      await writer?.close();
    },
  };
}

function leastBusy(readers: readonly DatabaseThread[]): DatabaseThread {
  return readers.reduce((best, thread) => (thread.pending() < best.pending() ? thread : best));
}

function requireWriter(writer: DatabaseThread | undefined): DatabaseThread {
  if (writer) return writer;
  throw new EngineError(
    'locked',
    'This workspace is open for writing in another Duebook. Make the change there, or close it and try again.',
  );
}
