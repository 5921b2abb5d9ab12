import type {
  LogReceipt,
  MaintenanceCommand,
  NewLogEntry,
  ReadQuery,
  WriteCommand,
} from './commands/command.ts';
import type { Connection } from './connection.ts';
import type { ContextData, WriteReceipt } from './executor.ts';

/**
 * The named functions that an executor may run. Only names cross a thread, never code. `never` as input lets
 * functions with any input stand in one registry.
 */
export interface Registries {
  readonly queries: Readonly<Record<string, ReadQuery<never, unknown>>>;
  readonly commands: Readonly<Record<string, WriteCommand<never, unknown>>>;
  readonly maintenance: Readonly<Record<string, MaintenanceCommand<never, unknown>>>;
  /** Runs after each write with the entries that it logged, in the same transaction. */
  readonly afterEntries?: (
    db: Connection,
    entries: readonly NewLogEntry[],
    receipts: readonly LogReceipt[],
    context: ContextData,
  ) => void;
}

/** An executor by plain names: what both executors are inside, and what the typed `Executor` is laid over. */
export interface NamedExecutor {
  read(name: string, input: unknown): Promise<unknown>;
  write(name: string, input: unknown, context: ContextData): Promise<WriteReceipt<unknown>>;
  maintain(name: string, input: unknown, context: ContextData): Promise<unknown>;
  close(): Promise<void>;
}
