import { createServer, type RequestListener, type Server } from 'node:http';
import { EngineError } from '../engine-error.ts';
import { answerPage } from './answer-page.ts';
import { type Refusal, refusalOf, SECOND_HIT } from './redirect-answer.ts';

/** Where this computer waits for the browser to come back. */
export interface ListenAt {
  /** As it stands in the redirect address. A name of this computer is listened to on all of its loopback addresses. */
  readonly host: '127.0.0.1' | 'localhost';
  /** Tried in this order; 0: any that the system chooses. */
  readonly ports: readonly number[];
  /** Only this path is answered. */
  readonly path: string;
}

/** Waits for the browser to come back once, with the answer of the sign-in service. */
export interface RedirectListener {
  readonly redirectUri: string;
  /** Resolves with the parameters of the one good answer. It rejects only when the listener is closed before. */
  readonly answer: Promise<URLSearchParams>;
  close(): void;
}

/**
 * Listens on the loopback addresses of this computer alone. Answers exactly one request: a GET of exactly our path with our
 * Host and our state. Everything else is refused and changes nothing, so that no page and no other program can end or
 * answer the sign-in.
 *
 * @throws EngineError `conflict` when all ports are taken.
 */
export async function listenForRedirect(state: string, at: ListenAt): Promise<RedirectListener> {
  const { promise, resolve, reject } = Promise.withResolvers<URLSearchParams>();
  // Whoever closes the listener knows why; a rejection without a reader must not end the process.
  promise.catch(() => undefined);
  let answered = false;
  let expected = { host: '', path: at.path, state };
  const listener: RequestListener = (request, response) => {
    const refusal: Refusal | null = answered ? SECOND_HIT : refusalOf(request, expected);
    if (refusal !== null) {
      answerPage(response, refusal.status, refusal.text);
      return;
    }
    answered = true;
    answerPage(response, 200, 'You can close this page and go back to Duebook.');
    response.once('close', close);
    resolve(new URL(request.url ?? '', `http://${expected.host}`).searchParams);
  };
  const { servers, port } = await listening(listener, at);
  const close = (): void => {
    for (const server of servers) server.close();
  };
  expected = { ...expected, host: `${at.host}:${port}` };
  return {
    redirectUri: `http://${expected.host}${at.path}`,
    answer: promise,
    close() {
      close();
      for (const server of servers) server.closeAllConnections();
      reject(new EngineError('cancelled', 'The sign-in was ended.'));
    },
  };
}

interface Listening {
  readonly servers: readonly Server[];
  readonly port: number;
}

/** The first port that is free on every loopback address which the host name may lead to. */
async function listening(listener: RequestListener, { host, ports }: ListenAt): Promise<Listening> {
  for (const wanted of ports) {
    const first = await bound(listener, '127.0.0.1', wanted);
    if (typeof first === 'string') continue;
    if (host === '127.0.0.1') return { servers: [first.server], port: first.port };
    // A browser may try this address first: another program there would get our answer.
    const second = await bound(listener, '::1', first.port);
    if (second === 'no such address') return { servers: [first.server], port: first.port };
    if (second !== 'taken') return { servers: [first.server, second.server], port: first.port };
    first.server.close();
  }
  throw new EngineError(
    'conflict',
    `The sign-in page could not come back to this computer: other programs use the ports ${ports.join(', ')}, and the sign-in service knows no others. Close one of these programs, or restart the computer, and sign in again.`,
    { ports },
  );
}

type Bound = { readonly server: Server; readonly port: number } | 'taken' | 'no such address';

const TAKEN = ['EADDRINUSE', 'EACCES'];
/** A computer without IPv6. */
const NO_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'];

function bound(listener: RequestListener, host: string, wanted: number): Promise<Bound> {
  const server = createServer({ maxHeaderSize: 16_384 }, listener);
  server.headersTimeout = 10_000;
  server.requestTimeout = 10_000;
  server.maxConnections = 8;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const { code = '' } = error;
      if (TAKEN.includes(code)) resolve('taken');
      else if (NO_ADDRESS.includes(code)) resolve('no such address');
      else reject(error);
    });
    server.listen({ host, port: wanted, exclusive: true, ipv6Only: host === '::1' }, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The listener has no port.'));
      else resolve({ server, port: address.port });
    });
  });
}
