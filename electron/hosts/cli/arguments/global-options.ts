import { UsageError } from './usage-error.ts';

/** What every command takes, before or after its arguments. */
export interface GlobalOptions {
  readonly workspace: string | null;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
  readonly version: boolean;
  /** Name of the environment variable with the passphrase; with it the keyring is never asked. */
  readonly passphraseEnv: string | null;
  /** Name of the environment variable with the recovery code. */
  readonly recoveryCodeEnv: string | null;
}

const SWITCHES = new Map([
  ['--json', 'json'],
  ['--quiet', 'quiet'],
  ['--help', 'help'],
  ['-h', 'help'],
  ['--version', 'version'],
] as const);
const VALUES = new Map([
  ['--workspace', 'workspace'],
  ['--passphrase-env', 'passphraseEnv'],
  ['--recovery-code-env', 'recoveryCodeEnv'],
] as const);

/**
 * Takes the global flags out of the arguments, wherever they stand before a `--`. Throws `UsageError` for a missing
 * value and for a flag that is given twice.
 */
export function takeGlobalOptions(given: readonly string[]): {
  readonly options: GlobalOptions;
  readonly rest: readonly string[];
} {
  const end = given.includes('--') ? given.indexOf('--') : given.length;
  const options: Record<string, string | boolean | null> = {
    ...{ workspace: null, passphraseEnv: null, recoveryCodeEnv: null },
    ...{ json: false, quiet: false, help: false, version: false },
  };
  const rest: string[] = [];
  for (let at = 0; at < end; at += 1) {
    const token = given[at] ?? '';
    const cut = token.startsWith('--') ? token.indexOf('=') : -1;
    const flag = cut < 0 ? token : token.slice(0, cut);
    const switched = cut < 0 ? SWITCHES.get(flag as never) : undefined;
    const valued = VALUES.get(flag as never);
    if (switched !== undefined) options[switched] = true;
    else if (valued === undefined) rest.push(token);
    else {
      if (options[valued] !== null) throw new UsageError(`${flag} is given more than once.`);
      options[valued] = cut < 0 ? valueAfter(given.slice(0, end), at, flag) : token.slice(cut + 1);
      if (cut < 0) at += 1;
    }
  }
  return { options: checked(options as unknown as GlobalOptions), rest: [...rest, ...given.slice(end)] };
}

/** True when JSON was asked for, also where the arguments cannot be read otherwise. */
export function wantsJson(given: readonly string[]): boolean {
  const end = given.indexOf('--');
  return given.slice(0, end < 0 ? given.length : end).includes('--json');
}

function valueAfter(given: readonly string[], at: number, flag: string): string {
  const value = given[at + 1];
  if (value === undefined || /^--[a-z]/.test(value)) throw new UsageError(`${flag} needs a value.`);
  return value;
}

function checked(options: GlobalOptions): GlobalOptions {
  if (options.workspace === '') throw new UsageError('--workspace needs a folder.');
  if (options.passphraseEnv === null || options.recoveryCodeEnv === null) return options;
  throw new UsageError('Give either --passphrase-env or --recovery-code-env, not both.');
}
