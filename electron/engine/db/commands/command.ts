import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { TouchpointKind } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { Connection } from '../connection.ts';

/** Who acts and when: fixed by the service, so that a command never reads a clock. */
export interface CommandContext {
  readonly now: Instant;
  /** Today in the workspace's time zone. */
  readonly today: PlainDate;
  /** Display name of the acting person, as it goes into the log. */
  readonly actor: string;
  readonly newId: () => string;
}

/** An entry for the touchpoint log, before it has its number and hashes. */
export interface NewLogEntry {
  readonly kind: TouchpointKind;
  readonly account: AccountId | null;
  /** JSON object; `summary` is the line that people read. */
  readonly payload: { readonly summary: string; readonly [key: string]: unknown };
}

/** What a write command returns. A command that changed the state must hand over at least one entry. */
export type CommandResult<Output> =
  | {
      readonly output: Output;
      readonly entries: readonly [NewLogEntry, ...NewLogEntry[]];
      /** Entries of another log that the command has put into ours already: they flow on like our own. */
      readonly copied?: {
        readonly entries: readonly NewLogEntry[];
        readonly receipts: readonly LogReceipt[];
      };
      /** Runs in the same transaction once the entries are in the log: for figures that count them. */
      readonly afterLog?: () => void;
    }
  /** Nothing changed (the same file again, a value set to what it was, a dry run): all is rolled back, nothing is logged. */
  | { readonly output: Output; readonly unchanged: true };

/** One synchronous function: state and log entries are committed together by the executor, or not at all. */
export type WriteCommand<Input, Output> = (
  db: Connection,
  input: Input,
  context: CommandContext,
) => CommandResult<Output>;

/**
 * A write that carries no business fact: staging rows, technical states of a job, re-aging summaries.
 * It is committed like a command and leaves no log entry; `maintenance.ts` lists all of them with the reason.
 */
export type MaintenanceCommand<Input, Output> = (
  db: Connection,
  input: Input,
  context: CommandContext,
) => Output;

/** A read on a reader connection. Synchronous, no side effect. */
export type ReadQuery<Input, Output> = (db: Connection, input: Input) => Output;

/** A value that cannot cross a thread is not an input: inputs and outputs are structured-clone-able. */
export interface LogReceipt {
  readonly seq: number;
  readonly id: string;
  readonly hash: string;
}
