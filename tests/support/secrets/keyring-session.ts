import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Why the real keyring cannot be tried here, or `null`. */
export function keyringMissing(): string | null {
  if (process.platform !== 'linux') return 'the Secret Service exists on Linux only';
  const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter(
    (program) => spawnSync('which', [program]).status !== 0,
  );
  return missing.length === 0 ? null : `${missing.join(' and ')} not installed`;
}

export type Surroundings = 'unlocked' | 'locked' | 'no bus' | { readonly bus: string };

/** Runs `keyring-child.ts` with a home folder of its own and returns the JSON that it prints. */
export function inKeyringSession(
  surroundings: Surroundings,
  home: string,
  ...args: readonly string[]
): unknown {
  const script = fileURLToPath(new URL('keyring-child.ts', import.meta.url));
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_DATA_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_RUNTIME_DIR: home,
    ...(typeof surroundings === 'object' ? { DBUS_SESSION_BUS_ADDRESS: surroundings.bus } : {}),
  };
  const child = [process.execPath, script, ...args];
  const unlock =
    'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$0" "$@"';
  const [command = '', ...rest] =
    surroundings === 'unlocked'
      ? ['dbus-run-session', '--', 'bash', '-c', unlock, ...child]
      : surroundings === 'locked'
        ? ['dbus-run-session', '--', ...child]
        : child;
  const { stdout, status } = spawnSync(command, rest, { env, encoding: 'utf8', timeout: 50_000 });
  if (status !== 0) throw new Error(`The keyring child ended with ${status}: ${stdout}`);
  return JSON.parse(stdout);
}
