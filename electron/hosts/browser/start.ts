import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostedEngine } from './hosted-engine.ts';
import { addressOf } from './request-guard.ts';
import { answerRequest, type RouteOptions } from './routes.ts';
import { serveRpc } from './rpc-socket.ts';
import { createSessionKeeper } from './session.ts';
import { loadWindowAssets } from './window-assets.ts';

const UPLOAD_TIMEOUT_MS = 10 * 60 * 1000;
const MAX_CONNECTIONS = 64;

export type BrowserHostOptions = {
  readonly engine: HostedEngine;
  /** The folder of the built window. */
  readonly staticDir: URL;
  /** A file that was named at start, as a grant that the window imports. */
  readonly startFile?: { readonly grant: string; readonly name: string };
  /** Called with the number of open windows whenever it changes. */
  readonly onWindows?: (open: number) => void;
  /** For messages to the person at the terminal; never data. */
  readonly warn?: (message: string) => void;
  /** In bytes; for tests. */
  readonly maxUploadBytes?: number;
};

export type BrowserHost = {
  /** Opens the window once: the token in its fragment is good for one exchange. */
  readonly url: string;
  readonly origin: string;
  readonly port: number;
  /** Closes the sockets and the server; the engine stays open. */
  close(): Promise<void>;
};

/** Serves the window and the engine on 127.0.0.1, on a port that the system chooses. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const assets = await loadWindowAssets(options.staticDir);
  const sessions = createSessionKeeper();
  const server = createServer({ requestTimeout: UPLOAD_TIMEOUT_MS, headersTimeout: 10_000 });
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listen(server);
  const address = addressOf(port);
  const routes: RouteOptions = {
    engine: options.engine,
    assets,
    address,
    sessions,
    ...(options.maxUploadBytes === undefined ? {} : { maxUploadBytes: options.maxUploadBytes }),
    onReplayedToken: () =>
      options.warn?.('The link to the window was used a second time; the second use was refused.'),
  };
  server.on('request', (request, response) => {
    answerRequest({ request, response }, routes).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  const sockets = serveRpc({
    server,
    engine: options.engine,
    address,
    sessions,
    onWindows: options.onWindows ?? (() => undefined),
  });

  return {
    url: `${address.origin}/#${fragment(sessions.token, options.startFile)}`,
    origin: address.origin,
    port,
    async close() {
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const linger = setTimeout(() => server.closeAllConnections(), 1000);
      await closed;
      clearTimeout(linger);
    },
  };
}

function fragment(token: string, startFile: BrowserHostOptions['startFile']): string {
  const parameters = new URLSearchParams({ token });
  if (startFile !== undefined) {
    parameters.set('file', startFile.grant);
    parameters.set('name', startFile.name);
  }
  return parameters.toString();
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve);
  });
  return (server.address() as AddressInfo).port;
}
