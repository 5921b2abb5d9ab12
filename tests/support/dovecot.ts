import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from './dovecot/certificates.ts';
import {
  dovecotConfiguration,
  oauthConfiguration,
  passwordFile,
  type TestFolder,
  type TestUser,
} from './dovecot/configuration.ts';
import { closed, listenOnLoopback, type Relay, startRelay } from './dovecot/relay.ts';

const BINARY = '/usr/sbin/dovecot';
/** Dovecot's own users come with its Debian package; mailboxes belong to nobody. */
const NOBODY = 65_534;
const ATTEMPTS = 4;
/**
 * Runs Dovecot until it is told to stop, or until the pipe of the test closes: tests that are killed leave no server
 * and no folder behind.
 */
const GUARD = `
  exec 3<&0
  stopping=
  trap 'stopping=1; kill "$server"' TERM
  "$1" -F -c "$2/dovecot.conf" 3<&- </dev/null &
  server=$!
  (trap - TERM; cat <&3 >/dev/null 2>&1; kill "$$") 2>/dev/null &
  wait "$server"
  if [ -n "$stopping" ]; then
    wait "$server"
    rm -rf "$2"
  fi`;

export type { TestUser } from './dovecot/configuration.ts';

export const DOVECOT_USERS = {
  alice: { user: 'alice@example.test', password: 'wonderland 7 "quoted"' },
  bob: { user: 'bob@example.test', password: 'builder-22' },
  /** Has room for a few hundred bytes only. */
  tiny: { user: 'tiny@example.test', password: 'full-house', quotaBytes: 600 },
  /** Has room for exactly this much, to be filled to the brim. */
  brim: { user: 'brim@example.test', password: 'cup-and-saucer', quotaBytes: 102_400 },
} as const satisfies Record<string, TestUser>;

const USUAL_FOLDERS: readonly TestFolder[] = (['Drafts', 'Sent', 'Trash', 'Junk'] as const).map((name) => ({
  name,
  specialUse: name,
}));

/** A real Dovecot of one test file, on loopback ports of its own, with its own authority and empty mailboxes. */
export interface Dovecot {
  readonly imapPort: number;
  readonly imapsPort: number;
  readonly submissionPort: number;
  readonly caPem: string;
  readonly users: typeof DOVECOT_USERS;
  /** Commands that Dovecot passed on to the next mail server: shows that nothing was sent. */
  readonly relayed: readonly string[];
  stop(): Promise<void>;
}

/** Whether tests can start Dovecot here, and if not, why: to be printed with the skipped tests. */
export function dovecotAvailable(): { readonly available: boolean; readonly reason: string } {
  if (process.getuid?.() !== 0) return { available: false, reason: 'Dovecot tests skipped: they need root.' };
  if (!existsSync(BINARY))
    return { available: false, reason: 'Dovecot tests skipped: dovecot-imapd is not installed.' };
  if (!runs('openssl', 'version'))
    return { available: false, reason: 'Dovecot tests skipped: openssl is not installed.' };
  if (!existsSync('/usr/lib/dovecot/submission-login')) {
    return { available: false, reason: 'Dovecot tests skipped: dovecot-submissiond is not installed.' };
  }
  return { available: true, reason: '' };
}

export interface DovecotOptions {
  /** Where mail that is handed in goes on to; absent: to a server that takes none. */
  readonly relayPort?: number;
  /** Where tokens are asked about, client id and secret included: then access tokens open the mailboxes, too. */
  readonly introspectionUrl?: string;
}

/** Starts Dovecot and waits until it listens. Several may run at once; ports that were taken meanwhile are changed. */
export async function startDovecot(
  folders: readonly TestFolder[] = USUAL_FOLDERS,
  options: DovecotOptions = {},
): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'duebook-dovecot-'));
  await prepareFolder(folder);
  const oauthFile = options.introspectionUrl === undefined ? null : join(folder, 'oauth.conf');
  if (oauthFile !== null) {
    await writeFile(oauthFile, oauthConfiguration(options.introspectionUrl ?? ''), { mode: 0o644 });
  }
  const { caPem, certificateFile, keyFile } = makeCertificates(join(folder, 'certificates'));
  const relay = await startRelay();
  for (let attempt = 1; ; attempt += 1) {
    const [imapPort, imapsPort, submissionPort] = await freePorts();
    const ports = { imapPort, imapsPort, submissionPort, relayPort: options.relayPort ?? relay.port };
    const settings = {
      folder,
      certificateFile,
      keyFile,
      mailUid: NOBODY,
      mailGid: NOBODY,
      folders,
      oauthFile,
      ...ports,
    };
    await writeFile(join(folder, 'dovecot.conf'), dovecotConfiguration(settings));
    const server = spawn('/bin/sh', ['-c', GUARD, 'guard', BINARY, folder], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    const problem = await startedOrNot(server);
    if (problem === null) {
      return {
        ...{ imapPort, imapsPort, submissionPort, caPem, users: DOVECOT_USERS, relayed: relay.commands },
        stop: () => stopAll(server, relay, folder),
      };
    }
    server.stdin?.end();
    if (attempt === ATTEMPTS) {
      await relay.stop();
      await rm(folder, { recursive: true, force: true });
      throw new Error(`Dovecot did not start: ${problem}`);
    }
  }
}

async function prepareFolder(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const name of ['run', 'state', 'home']) await mkdir(join(folder, name), { mode: 0o755 });
  await chown(join(folder, 'home'), NOBODY, NOBODY);
  await writeFile(join(folder, 'users'), passwordFile(Object.values(DOVECOT_USERS)), { mode: 0o644 });
}

/** Null once Dovecot says that it is up (it listens before it says so), else its last words. */
function startedOrNot(server: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let said = '';
    server.stderr?.on('data', (part: Buffer) => {
      said = (said + part.toString('utf8')).slice(-4_000);
      if (said.includes('starting up')) resolve(null);
    });
    server.once('exit', () => resolve(said));
    server.once('error', (error) => resolve(error.message));
  });
}

async function stopAll(server: ChildProcess, relay: Relay, folder: string): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) resolve();
    server.once('exit', () => resolve());
  });
  server.kill('SIGTERM');
  await gone;
  await relay.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Three ports that were free a moment ago, all different because they are held together. */
async function freePorts(): Promise<readonly [number, number, number]> {
  const servers = [createServer(), createServer(), createServer()] as const;
  const [first, second, third] = servers;
  const ports = [
    await listenOnLoopback(first),
    await listenOnLoopback(second),
    await listenOnLoopback(third),
  ] as const;
  await Promise.all(servers.map(closed));
  return ports;
}

function runs(command: string, ...parameters: readonly string[]): boolean {
  try {
    execFileSync(command, parameters, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
