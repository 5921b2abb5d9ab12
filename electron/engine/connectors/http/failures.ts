import { EngineError } from '../../platform/engine-error.ts';
import { connectorFailure, type FailureReason } from '../connector-failure.ts';

const NAME_CODES = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'];
const TLS_CODE =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH|EPROTO$)/;

/**
 * What kept a request from being answered, as a connector's error. `details.step` is `dns`, `tls` or `connect`. The
 * cause is left out on purpose: it may carry the address.
 *
 * @param system the system's name as people know it.
 */
export function networkFailure(error: unknown, system: string, host: string): EngineError {
  if (error instanceof EngineError) return error;
  const code = codeBehind(error);
  if (NAME_CODES.includes(code)) {
    return connectorFailure(
      'network_down',
      `${system} could not be found: the name ${host} has no address (${code}). Check the address and your network.`,
      { step: 'dns' },
    );
  }
  if (TLS_CODE.test(code)) {
    return connectorFailure(
      'tls',
      `The connection to ${system} is not secure, so nothing was sent: the certificate of ${host} was not accepted (${code}). Ask your administrator.`,
      { step: 'tls' },
    );
  }
  return connectorFailure(
    'network_down',
    `${system} could not be reached at ${host} (${code}). It is tried again; check your network if this stays.`,
    { step: 'connect' },
  );
}

/** The first code word behind an error: the real reason is below `fetch failed`. */
function codeBehind(error: unknown): string {
  for (let one: unknown = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    if (one.name === 'TimeoutError') return 'no answer in time';
    if ('code' in one && typeof one.code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(one.code))
      return one.code;
    if (one instanceof AggregateError && one.errors.length > 0) return codeBehind(one.errors[0]);
  }
  return 'connection broken';
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
}

/**
 * The error for an answer that is none of 2xx, or null. `details.status` is the status; for 429 and 503 `details.waitMs`
 * says how long the system asks to wait, and `details.retryAt` until when.
 *
 * @param said the server's own words, already redacted; null where it has none.
 * @param now milliseconds since 1970 of our clock.
 */
export function statusFailure(
  answer: Answer,
  system: string,
  said: string | null,
  now: number,
): EngineError | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const { reason, text } = meaning(status, system);
  const wait = status === 429 || status === 503 ? retryAfter(answer.headers, now) : null;
  return connectorFailure(reason, said === null || said === '' ? text : `${text} It says: ${said}`, {
    status,
    ...(wait === null ? {} : { waitMs: wait, retryAt: new Date(now + wait).toISOString() }),
  });
}

function meaning(status: number, system: string): { readonly reason: FailureReason; readonly text: string } {
  switch (status) {
    case 401:
      return { reason: 'auth_expired', text: `${system} no longer accepts the sign-in. Connect again.` };
    case 402:
      return { reason: 'plan_restricted', text: `The plan at ${system} does not include this.` };
    case 403:
      return {
        reason: 'forbidden',
        text: `${system} does not let this connection read what was asked for. Check the rights that were granted.`,
      };
    case 404:
    case 410:
      return { reason: 'not_found', text: `${system} does not know what was asked for.` };
    case 429:
      return { reason: 'rate_limited', text: `${system} was asked too often. It is asked again later.` };
  }
  if (status >= 500 || status === 408 || status === 425) {
    return {
      reason: 'server_error',
      text: `${system} has a problem of its own (${status}). It is tried again.`,
    };
  }
  if (status >= 300 && status < 400) {
    return { reason: 'bad_answer', text: `${system} sent us elsewhere (${status}), where we do not follow.` };
  }
  return { reason: 'bad_request', text: `${system} did not accept a request of ours (${status}).` };
}

/**
 * Milliseconds that `Retry-After` asks for, seconds or a date; a date counts from the server's own `Date`, whose clock
 * may differ from ours. Null without the header.
 */
export function retryAfter(headers: Headers, now: number): number | null {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1_000);
  const until = Date.parse(value);
  if (Number.isNaN(until)) return null;
  const from = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(from) ? now : from));
}
