import { readFile } from 'node:fs/promises';

/** The two ends of a connection over loopback, seen from the other side. */
export type PeerEnds = { readonly peerPort: number; readonly ownPort: number };

const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/**
 * Whether the other end of a loopback connection belongs to the user who runs this process. On Linux every user can
 * read the command lines of all processes, and so the link that opens the window; this keeps the link useless to
 * others. Where the system does not tell (no such table, other platforms), the answer is yes.
 */
export async function isSameUser(ends: PeerEnds): Promise<boolean> {
  const own = process.getuid?.();
  if (process.platform !== 'linux' || own === undefined) return true;
  const tables = await Promise.all(TABLES.map((path) => readFile(path, 'utf8').catch(() => '')));
  if (tables.every((table) => table === '')) return true;
  return tables.some((table) => userOf(table, ends) === own);
}

/** The user id in the row of the peer's socket in a table of the form of /proc/net/tcp. */
export function userOf(table: string, { peerPort, ownPort }: PeerEnds): number | undefined {
  for (const line of table.split('\n')) {
    const [, local, remote, , , , , uid] = line.trim().split(/\s+/);
    if (portOf(local) === peerPort && portOf(remote) === ownPort) return Number(uid);
  }
  return undefined;
}

/** Addresses are written as hexadecimal `address:port`. */
function portOf(address: string | undefined): number | undefined {
  const port = address?.split(':')[1];
  return port === undefined ? undefined : Number.parseInt(port, 16);
}
