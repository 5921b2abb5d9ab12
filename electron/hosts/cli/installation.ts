import { join } from 'node:path';
import { systemClock } from '../../engine/platform/clock.ts';
import { EngineError } from '../../engine/platform/engine-error.ts';
import { homeFolder } from '../../engine/platform/home.ts';
import { createLogger } from '../../engine/platform/logger.ts';
import type { SecretStore } from '../../engine/secrets/secret-store.ts';
import type { UnlockWith } from '../../engine/secrets/unlock.ts';
import type { Installation } from '../../engine/services/workspace/installation.ts';
import { VERSION } from '../version.ts';
import type { CommandContext } from './context.ts';

/** The engine in this process: the database on this thread, no window. */
export function installationOf(context: CommandContext): Installation {
  const home = homeFolder();
  return {
    home,
    version: VERSION,
    migrations: new URL('../../../migrations/', import.meta.url),
    resources: new URL('../../../resources/', import.meta.url),
    clock: systemClock,
    logger: createLogger({ folder: join(home, 'logs'), clock: systemClock }),
    keyring: context.options.passphraseEnv === null ? keyringWhenAsked() : NO_KEYRING,
    workerEntry: null,
  };
}

/** How the user said that the workspace is opened. Throws `no_key` when the named variable is not set. */
export function unlockChosen(context: CommandContext, installation: Installation): UnlockWith {
  const { passphraseEnv, recoveryCodeEnv } = context.options;
  if (passphraseEnv !== null) {
    return { kind: 'passphrase', passphrase: secretFrom(context, passphraseEnv, '--passphrase-env') };
  }
  if (recoveryCodeEnv !== null) {
    return { kind: 'recovery', code: secretFrom(context, recoveryCodeEnv, '--recovery-code-env') };
  }
  return { kind: 'keyring', store: installation.keyring };
}

function secretFrom(context: CommandContext, name: string, flag: string): string {
  const value = context.env[name];
  if (value !== undefined && value !== '') return value;
  const state = value === undefined ? 'not set' : 'empty';
  throw new EngineError(
    'no_key',
    `The environment variable "${name}", which ${flag} names, is ${state}. Set it, or leave ${flag} out.`,
    { variable: name },
  );
}

/** The system's keyring, loaded at the first question: most commands with a passphrase never ask one. */
function keyringWhenAsked(): SecretStore {
  const store = async () => (await import('../../engine/secrets/keyring.ts')).keyringSecretStore();
  return {
    get: async (name) => (await store()).get(name),
    set: async (name, value) => (await store()).set(name, value),
    delete: async (name) => (await store()).delete(name),
  };
}

/** With a passphrase the keyring is never asked, whatever the workspace says. */
const NO_KEYRING: SecretStore = { get: refuse, set: refuse, delete: refuse };

async function refuse(): Promise<never> {
  throw new EngineError(
    'no_key',
    'This workspace keeps its secrets in the system keyring, which is not asked with --passphrase-env. Leave that flag out.',
  );
}
