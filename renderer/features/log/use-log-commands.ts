import type { LogEntry } from '../../../shared/contract/log.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import type { Command } from '../../app/commands/registry.ts';

/** The keys of the log. */
export function useLogCommands(options: {
  readonly entry: LogEntry | null;
  readonly opened: boolean;
  readonly onAccount: (entry: LogEntry) => void;
  readonly onVerify: () => void;
  readonly onVerifyFile: () => void;
  readonly onExport: () => void;
  readonly onClose: () => void;
}): void {
  const { entry } = options;
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `log.${id}`,
    title,
    group: 'Edit',
    keys,
    run,
  });
  useCommands([
    ...(options.opened ? [command('close', 'Back', ['esc'], options.onClose)] : []),
    ...(entry?.account
      ? [command('account', 'Open the account of the entry', ['o'], () => options.onAccount(entry))]
      : []),
    command('verify', 'Verify the log', ['v'], options.onVerify),
    command('verifyFile', 'Verify an exported file', ['shift+v'], options.onVerifyFile),
    command('export', 'Export the log', ['shift+e'], options.onExport),
  ]);
}
