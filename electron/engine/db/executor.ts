import type { CommandContext, LogReceipt } from './commands/command.ts';
import type { CommandInput, CommandName, CommandOutput } from './commands/index.ts';
import type { MaintenanceInput, MaintenanceName, MaintenanceOutput } from './commands/maintenance.ts';
import type { QueryInput, QueryName, QueryOutput } from './queries/index.ts';

/** A context as it crosses the thread: the function that makes ids stays on the writer's side. */
export type ContextData = Omit<CommandContext, 'newId'>;

export interface WriteReceipt<Output> {
  readonly output: Output;
  /** The entries that this command appended to the touchpoint log, in order; empty when nothing changed. */
  readonly entries: readonly LogReceipt[];
}

/**
 * The only way from the services to the database. Reads run on reader connections, writes one after the other
 * on the single writer connection, each in one transaction together with its log entries.
 * Errors: `EngineError` as thrown by the command; `locked` when this process holds no write lock.
 */
export interface Executor {
  read<Name extends QueryName>(name: Name, input: QueryInput<Name>): Promise<QueryOutput<Name>>;
  write<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    context: ContextData,
  ): Promise<WriteReceipt<CommandOutput<Name>>>;
  maintain<Name extends MaintenanceName>(
    name: Name,
    input: MaintenanceInput<Name>,
    context: ContextData,
  ): Promise<MaintenanceOutput<Name>>;
  close(): Promise<void>;
}
