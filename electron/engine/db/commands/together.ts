import type { CommandResult, NewLogEntry } from './command.ts';

/** Several commands as one: their entries in order, in one transaction. Nothing changed when none of them changed anything. */
export function together<Output>(
  output: Output,
  results: readonly CommandResult<unknown>[],
): CommandResult<Output> {
  const [first, ...rest] = results.flatMap((result): readonly NewLogEntry[] =>
    'entries' in result ? result.entries : [],
  );
  if (first === undefined) return { output, unchanged: true };
  return {
    output,
    entries: [first, ...rest],
    afterLog: () => {
      for (const result of results) if ('afterLog' in result) result.afterLog?.();
    },
  };
}
