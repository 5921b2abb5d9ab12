import { lookup as resolve } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { retryAfter } from '../../connectors/http/failures.ts';
import { addressKind } from './reachable-address.ts';
import { signatureOf } from './signature.ts';
import { mayReach } from './webhook-address.ts';
import type { WebhookEvent } from './webhook-event.ts';

/**
 * What came of a try: the address took the event; it may take it later; it does not want it; or it may not be reached at
 * all. `text` is for people and holds the host at most.
 */
export type Delivery =
  | { readonly kind: 'delivered'; readonly status: number }
  | { readonly kind: 'later'; readonly text: string; readonly waitMs: number | null }
  | { readonly kind: 'refused' | 'gone' | 'forbidden'; readonly text: string };

export interface Posting {
  readonly url: URL;
  readonly privateAllowed: boolean;
  readonly secret: string;
  readonly event: WebhookEvent;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From the connection to the end of the answer; milliseconds. */
  readonly timeout?: number;
}

const TIMEOUT = 15_000;
/** So much of an answer is read to let it end, and thrown away. */
const MOST_ANSWER = 65_536;
const FORBIDDEN = 'EFORBIDDENADDRESS';

/**
 * One try to tell an event. No redirect is followed, what is answered is neither kept nor logged, and the name is
 * resolved once: the address that was checked is the one that is connected to. Rejects only when `signal` is aborted.
 */
export async function postEvent(posting: Posting, signal: AbortSignal): Promise<Delivery> {
  const { url, privateAllowed } = posting;
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !mayReach(url, addressKind(literal), privateAllowed)) return forbidden(url);
  try {
    return deliveryOf(url, await send(posting, signal), posting.now);
  } catch (error) {
    if (signal.aborted) throw error;
    const code = codeOf(error);
    if (code === FORBIDDEN) return forbidden(url);
    return { kind: 'later', text: `${url.host} could not be reached (${code}).`, waitMs: null };
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
}

function send({ url, privateAllowed, secret, event, now, timeout = TIMEOUT }: Posting, signal: AbortSignal) {
  const body = JSON.stringify(event);
  const timestamp = Math.floor(now / 1_000);
  const { promise, resolve: done, reject } = Promise.withResolvers<Answer>();
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  const request = open(
    url,
    {
      method: 'POST',
      agent: false,
      lookup: checkedLookup(url, privateAllowed),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Duebook',
        'duebook-event-id': event.id,
        'duebook-timestamp': String(timestamp),
        'duebook-signature': signatureOf(secret, timestamp, body),
      },
    },
    (response) => drain(response, done),
  );
  request.on('error', reject);
  request.end(body);
  return promise;
}

/** The status decides; the rest of the answer is let go of, at the latest when it is longer than anyone needs. */
function drain(response: IncomingMessage, done: (answer: Answer) => void): void {
  const { 'retry-after': wait, date } = response.headers;
  const answer = {
    status: response.statusCode ?? 0,
    headers: new Headers({ ...(wait ? { 'retry-after': wait } : {}), ...(date ? { date } : {}) }),
  };
  let length = 0;
  response.on('data', (part: Buffer) => {
    length += part.length;
    if (length > MOST_ANSWER) response.destroy();
  });
  for (const ending of ['end', 'close', 'error'] as const) response.on(ending, () => done(answer));
}

/** Resolves the name as usual and lets no address through that may not be reached. */
function checkedLookup(url: URL, privateAllowed: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const allowed = addresses.every(({ address }) => mayReach(url, addressKind(address), privateAllowed));
      const [first] = addresses;
      if (!allowed || first === undefined) {
        return callback(Object.assign(new Error('Forbidden address'), { code: FORBIDDEN }), '', 0);
      }
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

function deliveryOf({ host }: URL, { status, headers }: Answer, now: number): Delivery {
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  if (status === 410) return { kind: 'gone', text: `${host} says that it takes no events any more (410).` };
  if (status >= 300 && status < 400) {
    return { kind: 'refused', text: `${host} sent us to another place (${status}), where we do not follow.` };
  }
  if (status >= 500 || [408, 425, 429].includes(status)) {
    return {
      kind: 'later',
      text: `${host} cannot take it now (${status}).`,
      waitMs: retryAfter(headers, now),
    };
  }
  return { kind: 'refused', text: `${host} did not accept it (${status}).` };
}

function forbidden({ host, protocol }: URL): Delivery {
  const text =
    protocol === 'http:'
      ? `${host} is not this computer, so nothing was sent to it without encryption.`
      : `${host} is an address of a private network. Allow private addresses for the webhook if that is meant.`;
  return { kind: 'forbidden', text };
}

/** The code word of a failure; the message may carry the address and is left out. */
function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time';
  if (error instanceof Error && error.name === 'AbortError') return 'no answer in time';
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : 'connection broken';
}
