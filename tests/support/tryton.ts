import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closed, listenOnLoopback } from './dovecot/relay.ts';
import {
  PYTHON,
  type SeededBooks,
  type SizeOfBooks,
  seededBooks,
  TRYTON_DATABASE,
  trytonConfiguration,
} from './tryton/seeded-books.ts';

const SERVE = fileURLToPath(new URL('tryton/serve.py', import.meta.url));
const ATTEMPTS = 4;

export { TRYTON_DATABASE, TRYTON_PASSWORD, type TrytonManifest } from './tryton/seeded-books.ts';

/** A real Tryton of one test file on a loopback port, with a copy of the books of its own. */
export interface TrytonServer {
  readonly address: string;
  readonly port: number;
  /** The SQLite file of its database; to be read or written only while the server does not. */
  readonly file: string;
  /** Ends it like a power cut. */
  kill(): Promise<void>;
  /** Starts it again at the same address with the same books. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface SeededTryton extends TrytonServer {
  readonly manifest: SeededBooks['manifest'];
}

/** Whether tests can start Tryton here, and if not, why: to be printed with the skipped tests. */
export function trytonAvailable(): { readonly available: boolean; readonly reason: string } {
  const modules = '/usr/lib/python3/dist-packages/trytond/modules';
  const missing = ['account_invoice', 'account_credit_limit'].filter(
    (name) => !existsSync(join(modules, name)),
  );
  if (!existsSync(PYTHON) || !existsSync('/usr/bin/trytond') || missing.length > 0) {
    return {
      available: false,
      reason:
        'Tryton tests skipped: tryton-server, tryton-modules-account-invoice and -credit-limit are not installed.',
    };
  }
  return { available: true, reason: '' };
}

/** Starts Tryton with the books that the tests are written for, or with books of another size. */
export async function startSeededTryton(size?: SizeOfBooks): Promise<SeededTryton> {
  const books = await seededBooks(size);
  return { ...(await startTryton((target) => copyFile(books.file, target))), manifest: books.manifest };
}

/**
 * Starts Tryton and waits until it listens.
 *
 * @param place writes the SQLite file of the database.
 */
export async function startTryton(place: (target: string) => Promise<void>): Promise<TrytonServer> {
  const folder = await mkdtemp(join(tmpdir(), 'duebook-tryton-'));
  await mkdir(join(folder, 'db'));
  const file = join(folder, 'db', `${TRYTON_DATABASE}.sqlite`);
  await place(file);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const configuration = join(folder, 'trytond.conf');
    await writeFile(configuration, trytonConfiguration(join(folder, 'db'), port));
    let server: ChildProcess;
    try {
      server = await launch(configuration);
    } catch (error) {
      if (attempt < ATTEMPTS) continue;
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    const kill = async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    };
    return {
      address: `http://127.0.0.1:${port}`,
      port,
      file,
      kill,
      async restart() {
        await kill();
        server = await launch(configuration);
      },
      async stop() {
        await kill();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
}

/** Resolves once the server listens; rejects with its last words when it ends before. */
function launch(configuration: string): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const server = spawn(PYTHON, ['-W', 'ignore', SERVE, configuration, TRYTON_DATABASE], {
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let said = '';
    server.stderr?.on('data', (part: Buffer) => {
      said = (said + part.toString('utf8')).slice(-4_000);
      if (said.includes('Running on')) resolve(server);
    });
    server.once('exit', () => reject(new Error(`Tryton did not start: ${said}`)));
    server.once('error', reject);
  });
}

async function freePort(): Promise<number> {
  const holder = createServer();
  const port = await listenOnLoopback(holder);
  await closed(holder);
  return port;
}
