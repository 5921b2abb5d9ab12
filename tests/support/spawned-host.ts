import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../electron/hosts/browser.ts', import.meta.url));
const READY = 'DUEBOOK_READY ';
const START_LIMIT_MS = 30_000;

export type SpawnedHost = {
  /** The one-time link to the window. */
  readonly url: string;
  readonly process: ChildProcess;
  /** What it printed on stderr so far. */
  messages(): string;
  /** Ends it the polite way and answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it like a power cut. */
  kill(): Promise<void>;
};

export type SpawnOptions = {
  /** The profile folder. */
  readonly home: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts the browser host in a process of its own, without a window, and waits until it is ready. */
export async function spawnBrowserHost({ home, args = [], env = {} }: SpawnOptions): Promise<SpawnedHost> {
  const child = spawn(process.execPath, [ENTRY, '--print-url', '--stay', ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...env, DUEBOOK_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const exited = once(child, 'exit');
  const messages = () => said.join('');
  const url = await Promise.race([
    readyLink(child),
    exited.then(([code]) => {
      throw new Error(`The host ended with ${code} before it was ready:\n${messages()}`);
    }),
    timeLimit(() => `The host was not ready after ${START_LIMIT_MS} ms:\n${messages()}`),
  ]).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    url,
    process: child,
    messages,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function readyLink(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The host has no stdout');
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith(READY)) {
      child.stdout.resume();
      return JSON.parse(line.slice(READY.length)).url;
    }
  }
  return new Promise(() => undefined);
}

function timeLimit(message: () => string): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(message())), START_LIMIT_MS).unref();
  });
}
