import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { EngineError } from './engine-error.ts';

/** What the choice of the profile folder depends on; `systemSurroundings` in production, plain values in tests. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Null for a user that the system knows no home of, as in some containers. */
  readonly userHome: string | null;
}

/** The environment, platform and home folder of this process. */
export function systemSurroundings(): Surroundings {
  return { env: process.env, platform: process.platform, userHome: systemHome() };
}

function systemHome(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}

/**
 * The profile folder (settings, person keys, logs): `DUEBOOK_HOME`, else the platform's data folder.
 * The same in the window, the browser host and the command line. Not created here. Throws `not_found` where nothing
 * says where it is.
 */
export function homeFolder(surroundings: Surroundings = systemSurroundings()): string {
  const { env, platform, userHome } = surroundings;
  if (env.DUEBOOK_HOME) return resolve(env.DUEBOOK_HOME);
  switch (platform) {
    case 'win32':
      return join(env.LOCALAPPDATA || join(known(userHome), 'AppData', 'Local'), 'Duebook');
    case 'darwin':
      return join(known(userHome), 'Library', 'Application Support', 'Duebook');
    default:
      return join(env.XDG_DATA_HOME || join(known(userHome), '.local', 'share'), 'duebook');
  }
}

function known(userHome: string | null): string {
  if (userHome !== null) return userHome;
  throw new EngineError(
    'not_found',
    'This user has no home folder. Set DUEBOOK_HOME to a folder in which Duebook can keep its settings.',
  );
}
