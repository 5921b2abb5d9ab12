import { VERSION } from '../version.ts';
import { COMMANDS } from './registry.ts';

/** What `--help` prints. */
export function helpText(): string {
  return [
    `Duebook ${VERSION}: the accounts-receivable desk on the command line.`,
    '',
    'Usage: duebook COMMAND [ARGUMENTS]',
    '',
    ...COMMANDS.map((command) => `  ${command.usage}`),
    '',
    'With every command:',
    '  --workspace DIR           the workspace; else the current folder, or the only one opened so far',
    '  --passphrase-env NAME     the environment variable with the passphrase; the keyring is then not asked',
    '  --recovery-code-env NAME  the environment variable with the recovery code',
    '  --json                    one JSON document on stdout',
    '  --quiet                   no notes and no progress',
  ].join('\n');
}
