import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** What the choice of the profile folder depends on; `systemSurroundings` in production, plain values in tests. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly userHome: string;
}

/** The environment, platform and home folder of this process. */
export function systemSurroundings(): Surroundings {
  return { env: process.env, platform: process.platform, userHome: homedir() };
}

/**
 * The profile folder (settings, person keys, logs): `DUEBOOK_HOME`, else the platform's data folder.
 * The same in the window, the browser host and the command line. Not created here.
 */
export function homeFolder(surroundings: Surroundings = systemSurroundings()): string {
  const { env, platform, userHome } = surroundings;
  if (env.DUEBOOK_HOME) return resolve(env.DUEBOOK_HOME);
  switch (platform) {
    case 'win32':
      return join(env.LOCALAPPDATA || join(userHome, 'AppData', 'Local'), 'Duebook');
    case 'darwin':
      return join(userHome, 'Library', 'Application Support', 'Duebook');
    default:
      return join(env.XDG_DATA_HOME || join(userHome, '.local', 'share'), 'duebook');
  }
}
