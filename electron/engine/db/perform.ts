import { EngineError } from '../platform/engine-error.ts';
import { newId } from '../platform/ids.ts';
import type { CommandContext, MaintenanceCommand, ReadQuery, WriteCommand } from './commands/command.ts';
import type { Connection } from './connection.ts';
import type { ContextData, WriteReceipt } from './executor.ts';
import { fileInPlace } from './file-in-place.ts';
import type { Registries } from './registries.ts';
import { toStorageError } from './storage-error.ts';
import { appendEntries } from './touchpoint-log/append.ts';

/** Runs registered functions on one connection, synchronously; the core of both executors. */
export interface Performer {
  read(name: string, input: unknown): unknown;
  write(name: string, input: unknown, context: ContextData): WriteReceipt<unknown>;
  maintain(name: string, input: unknown, context: ContextData): unknown;
}

export interface PerformerOptions {
  readonly connection: Connection;
  readonly registries: Registries;
  /** True when this process holds the workspace's write lock. */
  readonly canWrite: boolean;
}

/**
 * Reads see one snapshot and cannot change anything. A write is one transaction with its log entries; what throws
 * leaves nothing behind, and so does a command that answers `unchanged`. Every error is an `EngineError`:
 * the command's own, a storage error, `locked`, or `internal` with the unexpected one as its cause.
 */
export function createPerformer({ connection, registries, canWrite }: PerformerOptions): Performer {
  const requireFile = fileInPlace(connection);
  const inTransaction = <Value>(
    name: string,
    begin: string,
    work: () => Value,
    end: (value: Value) => string,
  ): Value => {
    try {
      connection.exec(begin);
      const value = work();
      connection.exec(end(value));
      return value;
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw asEngineError(error, name);
    }
  };

  return {
    read: (name, input) => {
      const query = named<ReadQuery<unknown, unknown>>(registries.queries, name);
      return readOnly(connection, canWrite, () =>
        inTransaction(
          name,
          'BEGIN',
          () => query(connection, input),
          () => 'COMMIT',
        ),
      );
    },
    write: (name, input, context) => {
      const command = named<WriteCommand<unknown, unknown>>(registries.commands, name);
      requireLock(canWrite);
      return inTransaction(
        name,
        'BEGIN IMMEDIATE',
        (): WriteReceipt<unknown> => {
          const result = command(connection, input, withIds(context));
          if (!('entries' in result)) return { output: result.output, entries: [] };
          const entries = appendEntries(connection, result.entries, context);
          const { copied } = result;
          if (copied !== undefined) {
            registries.afterEntries?.(connection, copied.entries, copied.receipts, context);
          }
          registries.afterEntries?.(connection, result.entries, entries, context);
          result.afterLog?.();
          requireFile();
          return { output: result.output, entries };
        },
        ({ entries }) => (entries.length > 0 ? 'COMMIT' : 'ROLLBACK'),
      );
    },
    maintain: (name, input, context) => {
      const command = named<MaintenanceCommand<unknown, unknown>>(registries.maintenance, name);
      requireLock(canWrite);
      return inTransaction(
        name,
        'BEGIN IMMEDIATE',
        () => {
          const output = command(connection, input, withIds(context));
          requireFile();
          return output;
        },
        () => 'COMMIT',
      );
    },
  };
}

/**
 * Makes an `EngineError` of anything: what is not one yet and no storage error becomes `internal`, with the name of
 * the operation in its details.
 */
export function asEngineError(error: unknown, operation?: string): EngineError {
  const known = toStorageError(error);
  if (known instanceof EngineError) return known;
  return new EngineError(
    'internal',
    'Something unexpected went wrong in the database. Nothing of this step was saved.',
    operation === undefined ? {} : { operation },
    error,
  );
}

/** On the connection that also writes, reads are held to reading; a reader's connection is read-only anyway. */
function readOnly<Value>(connection: Connection, canWrite: boolean, work: () => Value): Value {
  if (!canWrite) return work();
  connection.pragma('query_only = ON');
  try {
    return work();
  } finally {
    connection.pragma('query_only = OFF');
  }
}

function named<Callable>(registry: Readonly<Record<string, unknown>>, name: string): Callable {
  if (!Object.hasOwn(registry, name)) {
    throw new EngineError('internal', `The database has no operation named "${name}".`);
  }
  return registry[name] as Callable;
}

function requireLock(canWrite: boolean): void {
  if (canWrite) return;
  throw new EngineError(
    'locked',
    'This workspace is open for writing in another Duebook. Make the change there, or close it and try again.',
  );
}

function withIds(context: ContextData): CommandContext {
  return { ...context, newId };
}
