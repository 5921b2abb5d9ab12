import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where this user's programs keep what can be had again. */
export function cacheFolder(env = process.env, platform = process.platform, userHome = homedir()) {
  if (platform === 'win32')
    return join(env.LOCALAPPDATA || join(userHome, 'AppData', 'Local'), 'Duebook', 'Cache');
  if (platform === 'darwin') return join(userHome, 'Library', 'Caches', 'Duebook');
  return join(env.XDG_CACHE_HOME || join(userHome, '.cache'), 'duebook');
}
