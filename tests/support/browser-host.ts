import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { os, type RouterClient } from '@orpc/server';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createFileExchange, type FileExchange } from '../../electron/engine/platform/files.ts';
import { type BrowserHost, startBrowserHost } from '../../electron/hosts/browser/start.ts';
import { NONCE_PLACEHOLDER } from '../../shared/window/security-policy.ts';

/** A contract of two calls and a stream: enough to see that a host carries one. */
export const echoRouter = {
  echo: os.input(z.object({ text: z.string().max(1000) })).handler(({ input }) => ({ text: input.text })),
  refuse: os.errors({ LOCKED: { message: 'Open elsewhere' } }).handler(({ errors }) => {
    throw errors.LOCKED();
  }),
  count: os.handler(async function* () {
    for (let number = 1; number <= 3; number += 1) yield number;
  }),
};

export type TestHost = {
  readonly host: BrowserHost;
  readonly files: FileExchange;
  readonly token: string;
  readonly warnings: readonly string[];
  readonly windows: readonly number[];
  close(): Promise<void>;
};

export type TestHostOptions = {
  readonly maxUploadBytes?: number;
  /** What the page of the window runs. */
  readonly script?: string;
};

/** A browser host on a small window of its own, with `echoRouter` behind it. */
export async function startTestHost(options: TestHostOptions = {}): Promise<TestHost> {
  const { script = 'export {};', ...hostOptions } = options;
  const folder = await mkdtemp(join(tmpdir(), 'duebook-window-'));
  const staticDir = join(folder, 'window');
  await mkdir(join(staticDir, 'assets'), { recursive: true });
  await writeFile(join(folder, 'outside.js'), 'outside');
  await writeFile(
    join(staticDir, 'index.html'),
    `<!doctype html><meta nonce="${NONCE_PLACEHOLDER}"><script type="module" src="./assets/main.js"></script>`,
  );
  await writeFile(join(staticDir, 'assets', 'main.js'), script);
  await writeFile(join(staticDir, 'assets', 'notes.txt'), 'not part of a window');
  const files = createFileExchange();
  const warnings: string[] = [];
  const windows: number[] = [];
  const host = await startBrowserHost({
    engine: { router: echoRouter, context: {}, files, close: async () => undefined },
    staticDir: pathToFileURL(`${staticDir}/`),
    warn: (message) => warnings.push(message),
    onWindows: (open) => windows.push(open),
    ...hostOptions,
  });
  return {
    host,
    files,
    token: new URLSearchParams(new URL(host.url).hash.slice(1)).get('token') ?? '',
    warnings,
    windows,
    async close() {
      await host.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type RawRequest = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

export type RawAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
};

/** Sends a request exactly as it is given: no browser or fetch decides on Host, Origin, Cookie or the path. */
export function send(port: number, raw: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: raw.path, method: raw.method ?? 'GET', headers: raw.headers ?? {} },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            text: bytes.toString(),
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(raw.body);
  });
}

/** Exchanges a token the way the window does. */
export function exchangeToken(
  host: BrowserHost,
  token: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  return send(host.port, {
    method: 'POST',
    path: '/session',
    headers: { origin: host.origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  });
}

/** Opens the session and returns its Cookie header. */
export async function openSession(test: TestHost): Promise<string> {
  const answer = await exchangeToken(test.host, test.token);
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** Opens a WebSocket with the given headers; rejects with the refused status. */
export function openSocket(
  host: BrowserHost,
  headers: Readonly<Record<string, string>>,
  path = '/rpc',
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => {
      reject(new Error(`refused with ${response.statusCode}`));
      socket.terminate();
    });
    socket.on('error', reject);
  });
}

/** The client of `echoRouter` over an open socket. */
export function clientOver(socket: WebSocket): RouterClient<typeof echoRouter> {
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}
