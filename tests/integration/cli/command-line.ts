import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, onTestFinished } from 'vitest';
import { addDays, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';

export const STARTER = join(import.meta.dirname, '..', '..', '..', 'scripts', 'cli.mjs');

export const PASSPHRASE = 'correct horse battery staple';

/** For commands that wait for things that take their time: their clock goes on, the test does not wait. */
export const JUMPING_WAITS = {
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, '..', '..', 'support', 'jump-waits.ts'))}`,
};

/** What one run of the real command left behind. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one document on stdout. Fails the test when there is none, or more than one. */
  readonly json: Json;
}

/** A parsed document that tests look into; a wrong path gives `undefined`, which no expectation takes. */
// biome-ignore lint/suspicious/noExplicitAny: tests read documents whose shape is what they check
export type Json = any;

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly input?: string;
}

/** Runs the command line as a user does, in its own process. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = spawn(process.execPath, [STARTER, ...args], {
    cwd: options.folder,
    env: { PATH: process.env.PATH ?? '', HOME: tmpdir(), ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part;
  });
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({
        status,
        stdout,
        stderr,
        get json() {
          return JSON.parse(stdout) as Json;
        },
      }),
    );
  });
}

/** A folder with a profile, a passphrase workspace in it, and the command line on it; removed with the test. */
export interface CliDesk {
  readonly folder: string;
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs a command on the workspace with `--json`. */
  run(...args: readonly string[]): Promise<Finished>;
  /** The same without `--json`: what people see. */
  show(...args: readonly string[]): Promise<Finished>;
  /** Runs it and gives its document; fails the test when the command failed. */
  done(...args: readonly string[]): Promise<Json>;
  /** Runs it and gives the error it printed; fails the test when it went well. */
  refused(...args: readonly string[]): Promise<Json>;
  /** Writes a file into the folder and returns its path. */
  file(name: string, content: string | Uint8Array): string;
}

/** @param surroundings - variables that all its commands get, besides their own */
export function emptyDesk(surroundings: RunOptions['env'] = {}): CliDesk {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return deskIn(folder, surroundings);
}

function deskIn(folder: string, surroundings: RunOptions['env'] = {}): CliDesk {
  const workspace = join(folder, 'workspace');
  const env = {
    ...surroundings,
    DUEBOOK_HOME: join(folder, 'home'),
    DUEBOOK_ACTOR: 'Ada Brandt',
    DESK_PASSPHRASE: PASSPHRASE,
  };
  const onWorkspace = ['--workspace', workspace, '--passphrase-env', 'DESK_PASSPHRASE'];
  const show = (...args: readonly string[]) => runCli([...onWorkspace, ...args], { env, folder });
  const run = (...args: readonly string[]) => show('--json', ...args);
  return {
    ...{ folder, workspace, env, run, show },
    async done(...args) {
      const finished = await run(...args);
      if (finished.status !== 0)
        throw new Error(`${args.join(' ')} failed: ${finished.stdout}${finished.stderr}`);
      return finished.json;
    },
    async refused(...args) {
      const finished = await run(...args);
      if (finished.status !== 1) {
        throw new Error(
          `${args.join(' ')} ended with ${finished.status}: ${finished.stdout}${finished.stderr}`,
        );
      }
      return finished.json.error;
    },
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}

/** Workspaces that are made once in a test file and copied for every test: a copy costs less than a process. */
const prepared = new Map<string, Promise<CliDesk>>();
const preparedIn = mkdtempSync(join(tmpdir(), 'duebook-cli-made-'));
afterAll(() => rmSync(preparedIn, { recursive: true, force: true }));

/** A desk with a copy of a workspace that `prepare` filled; `kind` names it within the test file. */
export function preparedDesk(
  kind: string,
  prepare: (desk: CliDesk) => Promise<void>,
  surroundings: RunOptions['env'] = {},
): Promise<CliDesk> {
  const known = prepared.get(kind);
  const made = known ?? onceMade(join(preparedIn, kind), prepare);
  prepared.set(kind, made);
  return made.then((original) => {
    const desk = emptyDesk(surroundings);
    cpSync(original.workspace, desk.workspace, { recursive: true });
    return desk;
  });
}

async function onceMade(folder: string, prepare: (desk: CliDesk) => Promise<void>): Promise<CliDesk> {
  mkdirSync(folder);
  const desk = deskIn(folder);
  const books = ['--name', 'Halden', '--currency', 'EUR', '--time-zone', 'UTC'];
  await desk.done('workspace', 'create', desk.workspace, ...books);
  await prepare(desk);
  return desk;
}

/** A desk whose workspace is made: books in EUR, days of UTC. */
export function madeDesk(): Promise<CliDesk> {
  return preparedDesk('empty', async () => {});
}

/** Today in UTC and days around it: what the command takes for "today" in these workspaces. */
export function day(offset = 0): PlainDate {
  return addDays(plainDate(new Date().toISOString().slice(0, 10)), offset);
}

/** A CSV file from rows of cells. */
export function csv(...rows: readonly (readonly (string | number)[])[]): string {
  return `${rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')}\n`;
}

export const OPEN_ITEMS = [
  'Customer No',
  'Customer',
  'Invoice',
  'Invoice Date',
  'Due Date',
  'Amount',
  'Open',
  'Email',
];

/** Rows of one export of open items: a late payer, one who is not due yet, and one with a credit that covers all. */
export function ledgerCsv(): string {
  return csv(
    OPEN_ITEMS,
    ['0007', 'Northwind Traders', 'N-1', day(-75), day(-45), '1000.00', '400.50', 'ap@northwind.example'],
    ['0007', 'Northwind Traders', 'N-2', day(-40), day(-10), '200.00', '200.00', 'ap@northwind.example'],
    ['0007', 'Northwind Traders', 'N-3', day(-5), day(25), '80.00', '80.00', 'ap@northwind.example'],
    ['0008', 'Contoso', 'C-1', day(-20), day(10), '55.25', '55.25', 'pay@contoso.example'],
    ['0009', 'Fabrikam', 'F-1', day(-60), day(-30), '90.00', '90.00', 'ap@fabrikam.example'],
    ['0009', 'Fabrikam', 'F-CR', day(-15), '', '-120.00', '-120.00', 'ap@fabrikam.example'],
  );
}

/** Imports `ledgerCsv`. */
export async function importLedger(desk: CliDesk): Promise<void> {
  await desk.done('import', desk.file('ledger.csv', ledgerCsv()));
}

/** A desk with `ledgerCsv` imported. */
export function ledgerDesk(): Promise<CliDesk> {
  return preparedDesk('ledger', importLedger);
}
