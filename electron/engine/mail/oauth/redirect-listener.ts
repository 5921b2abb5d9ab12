import { createServer, type IncomingMessage } from 'node:http';
import { EngineError } from '../../platform/engine-error.ts';
import { answerPage } from './answer-page.ts';

/** Only this path is answered. It is fixed, because Microsoft compares it; the port is not. */
export const REDIRECT_PATH = '/duebook/signed-in';
const LOOPBACK = '127.0.0.1';
const LONGEST_URL = 8_192;

/** Waits for the browser to come back once, with the answer of the sign-in service. */
export interface RedirectListener {
  readonly redirectUri: string;
  /** Resolves with the parameters of the one good answer. It rejects only when the listener is closed before. */
  readonly answer: Promise<URLSearchParams>;
  close(): void;
}

/**
 * Listens on literal 127.0.0.1, on a port that the system chooses. Answers exactly one request: a GET of exactly our path
 * with our Host and our state. Everything else is refused and changes nothing, so that no page and no other program can
 * end or answer the sign-in.
 */
export async function listenForRedirect(state: string): Promise<RedirectListener> {
  const { promise, resolve, reject } = Promise.withResolvers<URLSearchParams>();
  // Whoever closes the listener knows why; a rejection without a reader must not end the process.
  promise.catch(() => undefined);
  let answered = false;
  let host = '';
  const server = createServer({ maxHeaderSize: 16_384 }, (request, response) => {
    const refusal = answered ? SECOND_HIT : refusalOf(request, host, state);
    if (refusal !== null) {
      answerPage(response, refusal.status, refusal.text);
      return;
    }
    answered = true;
    answerPage(response, 200, 'You can close this page and go back to Duebook.');
    response.once('close', () => server.close());
    resolve(new URL(request.url ?? '', `http://${host}`).searchParams);
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 10_000;
  server.maxConnections = 8;
  const port = await listening(server);
  host = `${LOOPBACK}:${port}`;
  return {
    redirectUri: `http://${host}${REDIRECT_PATH}`,
    answer: promise,
    close() {
      server.close();
      server.closeAllConnections();
      reject(new EngineError('cancelled', 'The sign-in was ended.'));
    },
  };
}

interface Refusal {
  readonly status: number;
  readonly text: string;
}

const SECOND_HIT: Refusal = { status: 410, text: 'This sign-in has been answered already.' };

function refusalOf(request: IncomingMessage, host: string, state: string): Refusal | null {
  // A name that someone else points to this address (DNS rebinding) shows in Host.
  if (request.headers.host !== host) return { status: 403, text: 'This address is not for you.' };
  const asked = request.url ?? '';
  const url = asked.length > LONGEST_URL ? null : URL.parse(asked, `http://${host}`);
  if (url === null || url.pathname !== REDIRECT_PATH || !asked.startsWith(REDIRECT_PATH)) {
    return { status: 404, text: 'There is nothing here.' };
  }
  if (request.method !== 'GET') return { status: 405, text: 'There is nothing here.' };
  const states = url.searchParams.getAll('state');
  if (states.length !== 1 || states[0] !== state) {
    return { status: 400, text: 'This answer belongs to another sign-in. Start again in Duebook.' };
  }
  return null;
}

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: LOOPBACK, port: 0, exclusive: true }, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The listener has no port.'));
      else resolve(address.port);
    });
  });
}
