import type { CommandInput, CommandName } from '../../../electron/engine/db/commands/index.ts';
import type { EngineTest } from './engine-test.ts';

/** An entry of the log with its whole payload. */
export interface LoggedEntry {
  readonly kind: string;
  readonly account: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Runs a command and gives back its output with the entries that it left, as they are stored. */
export async function logged<Name extends CommandName>(
  engine: EngineTest,
  name: Name,
  input: CommandInput<Name>,
): Promise<{ readonly output: unknown; readonly entries: readonly LoggedEntry[] }> {
  const { output, entries } = await engine.workspace.db.write(name, input, engine.workspace.context());
  const stored = entries.map(({ seq }) => {
    const [row] = engine.rows<Omit<LoggedEntry, 'payload'> & { readonly payload: string }>(
      `SELECT kind, account_id AS account, payload FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE seq = ?`,
      seq,
    );
    if (row === undefined) throw new Error(`Entry ${seq} is not in the log.`);
    return { ...row, payload: JSON.parse(row.payload) as LoggedEntry['payload'] };
  });
  return { output, entries: stored };
}
