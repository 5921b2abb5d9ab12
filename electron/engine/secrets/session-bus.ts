import { existsSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';

/**
 * Why the D-Bus session bus that the Linux keyring needs would not answer, or `null` when it does. The keyring
 * library connects to it on the calling thread and waits without end, so the bus is asked here first: a client
 * starts with `AUTH`, and a bus that lives replies with a line.
 */
export function sessionBusFault(
  timeoutMs: number,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string | null> {
  const address = env.DBUS_SESSION_BUS_ADDRESS || userBus(env.XDG_RUNTIME_DIR);
  if (!address) return Promise.resolve('there is no D-Bus session (DBUS_SESSION_BUS_ADDRESS is not set)');
  const path = socketPath(address);
  return path === null ? Promise.resolve(null) : askSocket(path, timeoutMs);
}

/** Where the library looks when no address is set: the user's own bus under systemd. */
function userBus(runtimeFolder: string | undefined): string | null {
  if (!runtimeFolder || !existsSync(join(runtimeFolder, 'bus'))) return null;
  return `unix:path=${join(runtimeFolder, 'bus')}`;
}

/** The socket of a `unix:` address; `null` for other transports, which are left to the library. */
function socketPath(address: string): string | null {
  const [, kind, value] = /^unix:(?:[^;]*,)?(path|abstract)=([^,;]+)/.exec(address) ?? [];
  if (value === undefined) return null;
  const path = decodeURIComponent(value);
  return kind === 'abstract' ? `\0${path}` : path;
}

function askSocket(path: string, timeoutMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket: Socket = createConnection({ path });
    const finish = (fault: string | null) => {
      socket.destroy();
      resolve(fault);
    };
    socket.setTimeout(timeoutMs, () => finish('the D-Bus session does not answer'));
    socket.once('error', () => finish('the D-Bus session cannot be reached'));
    socket.once('close', () => finish('the D-Bus session does not answer'));
    socket.once('data', () => finish(null));
    socket.once('connect', () => socket.write('\0AUTH\r\n'));
  });
}
