import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on the loopback address that a test or a vendor's dialect answers for. */
export interface WebServer {
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly origin: string;
  /** Requests that came in, in their order. */
  readonly seen: readonly SeenRequest[];
  stop(): Promise<void>;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answerer = (
  request: SeenRequest,
  response: ServerResponse,
  index: number,
) => void | Promise<void>;

/** Reads each request whole, notes it, and lets `answer` answer it. An error of `answer` is a 500 that says so. */
export async function startWebServer(answer: Answerer): Promise<WebServer> {
  const seen: SeenRequest[] = [];
  const server = createServer(listener(seen, answer));
  const host = await listening(server);
  return { host, origin: `http://${host}`, seen, stop: () => stopped(server) };
}

export function listener(seen: SeenRequest[], answer: Answerer): RequestListener {
  return async (incoming, response) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const request: SeenRequest = {
      method: incoming.method ?? '',
      url: new URL(incoming.url ?? '/', `http://${incoming.headers.host}`),
      headers: incoming.headers,
      body: Buffer.concat(parts).toString('utf8'),
    };
    seen.push(request);
    try {
      await answer(request, response, seen.length - 1);
    } catch (error) {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(`The fake failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  };
}

export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function stopped(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** What a vendor's dialect answers. */
export interface Reply {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Only half of the body is sent, then the line breaks. */
  readonly cut?: boolean;
}

export function jsonReply(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status, body, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } };
}

export function sendReply(
  response: ServerResponse,
  { status, body, headers = {}, cut = false }: Reply,
): void {
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length });
  if (cut) response.write(body.slice(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
  else response.end(body);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body);
}
