import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HERE = fileURLToPath(new URL('.', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../.cache/tryton/', import.meta.url));
const VERSION_FILE = '/usr/lib/python3/dist-packages/trytond/__init__.py';

export const PYTHON = '/usr/bin/python3';
export const TRYTON_DATABASE = 'books';
/** Of every user that the books have. */
export const TRYTON_PASSWORD = 'sync-password-1';

/** What Tryton itself says of the books when they are new. Amounts are decimal texts, by currency. */
export interface TrytonManifest {
  readonly states: Readonly<Record<string, number>>;
  readonly openInvoices: Readonly<Record<string, string>>;
  readonly openCreditNotes: Readonly<Record<string, string>>;
  /** "Receivable" of each party that has one, in the currency of the books. */
  readonly receivable: Readonly<Record<string, string>>;
  readonly customers: readonly number[];
  readonly currencies: Readonly<Record<string, number>>;
  readonly company: number;
  readonly account: number;
  readonly revenue: number;
  readonly cash: number;
  readonly method: number;
  readonly net: number;
  readonly inParts: number;
  readonly salesJournal: number;
  readonly cashJournal: number;
}

export interface SeededBooks {
  readonly file: string;
  readonly manifest: TrytonManifest;
}

/** How many customers the books have, and how many invoices and credit notes each of them is given. */
export interface SizeOfBooks {
  readonly customers: number;
  readonly each: number;
}

export const SMALL_BOOKS: SizeOfBooks = { customers: 12, each: 5 };

/** Locks a name out after the second wrong password: with the usual five, Tryton would make the test wait for minutes. */
export function trytonConfiguration(folder: string, port: number): string {
  return `[database]\nuri = sqlite://\npath = ${folder}\nlist = False
[web]\nlisten = 127.0.0.1:${port}\n[session]\ntimeout = 3600\nmax_attempt = 1\n`;
}

/**
 * The books, made by the first who asks and kept in `.cache` until the seeding or Tryton changes; others, in this process
 * or another, wait for it.
 */
export async function seededBooks(size: SizeOfBooks = SMALL_BOOKS): Promise<SeededBooks> {
  const cache = join(CACHE, `${size.customers}x${size.each}`);
  const folder = join(cache, digest());
  await mkdir(cache, { recursive: true });
  for (;;) {
    const known = join(folder, 'manifest.json');
    if (existsSync(known)) {
      return { file: join(folder, 'books.sqlite'), manifest: JSON.parse(readFileSync(known, 'utf8')) };
    }
    if (await lock(`${folder}.lock`)) {
      try {
        await forgetOthers(cache, folder);
        await make(folder, size);
      } finally {
        await rm(workFolder(folder), { recursive: true, force: true });
        await rm(`${folder}.lock`, { force: true });
      }
    } else {
      await pause(100);
    }
  }
}

/** Years of the books reach into the present, so that they are made anew each year. */
function digest(): string {
  const hash = createHash('sha256').update(String(new Date().getFullYear()));
  for (const name of readdirSync(HERE).toSorted()) {
    if (name.endsWith('.py')) hash.update(readFileSync(join(HERE, name)));
  }
  return hash.update(readFileSync(VERSION_FILE)).digest('hex').slice(0, 16);
}

async function make(folder: string, { customers, each }: SizeOfBooks): Promise<void> {
  const work = workFolder(folder);
  await mkdir(join(work, 'db'), { recursive: true });
  const configuration = join(work, 'trytond.conf');
  const file = join(work, 'db', `${TRYTON_DATABASE}.sqlite`);
  const password = join(work, 'password');
  await writeFile(configuration, trytonConfiguration(join(work, 'db'), 1));
  await writeFile(file, '');
  await writeFile(password, TRYTON_PASSWORD);
  const env = { ...process.env, TRYTONPASSFILE: password, PYTHONDONTWRITEBYTECODE: '1' };
  const python = (...parameters: readonly string[]) =>
    run(PYTHON, ['-W', 'ignore', ...parameters], { env, maxBuffer: 10_000_000 });
  await python(
    ...[
      '/usr/bin/trytond-admin',
      '-c',
      configuration,
      '-d',
      TRYTON_DATABASE,
      '--email',
      'admin@example.test',
    ],
    ...['--activate-dependencies', '-u', 'account_invoice', 'account_credit_limit'],
  );
  const seeding = [TRYTON_DATABASE, TRYTON_PASSWORD, String(customers), String(each)];
  const { stdout } = await python(join(HERE, 'seed.py'), configuration, ...seeding);
  await rename(file, join(work, 'books.sqlite'));
  await writeFile(join(work, 'manifest.json'), stdout);
  await rename(work, folder);
}

function workFolder(folder: string): string {
  return `${folder}.${process.pid}`;
}

/** True for the one who may go on. A lock of a process that is gone is nobody's. */
async function lock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch {
    const owner = existsSync(path) ? readFileSync(path, 'utf8') : '';
    if (owner !== '' && !isRunning(Number(owner))) await rm(path, { force: true });
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function forgetOthers(cache: string, folder: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (!path.startsWith(folder)) await rm(path, { recursive: true, force: true });
  }
}
