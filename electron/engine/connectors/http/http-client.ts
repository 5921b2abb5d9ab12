import { z } from 'zod';
import { EngineError } from '../../platform/engine-error.ts';
import type { RequestCost } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { networkFailure, statusFailure } from './failures.ts';
import { type AllowedHost, allowedUrl } from './hosts.ts';
import { parseJson } from './json.ts';
import type { HttpAnswer, HttpRequest } from './messages.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { redact } from './redact.ts';
import { retrying } from './retry.ts';
import { send } from './send.ts';
import type { Timing } from './timing.ts';

/** Proves to the system who we are. */
export interface Authorization {
  /** Headers for one try; they go to the host of the request only, never along with a redirect to another. */
  headers(signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** Asked once after a 401: true when there is a new proof, so that one more try makes sense. */
  renew?(signal: AbortSignal): Promise<boolean>;
}

export interface HttpClientOptions {
  /** The system's name as people know it. */
  readonly system: string;
  /** Hosts that belong to the connection. */
  readonly hosts: readonly AllowedHost[];
  readonly limiter: RateLimiter;
  readonly timing: Timing;
  readonly authorization: Authorization | null;
  /** Paths, exactly, that a request which changes something may go to. Left out: none, the client only reads. */
  readonly writes?: readonly string[];
  /** Finds faults that only this vendor reports, also in answers of status 200. Null: the status decides. */
  readonly fault?: (answer: HttpAnswer) => EngineError | null;
  /** Told of each answer before anything is decided on it: remaining budgets. */
  readonly seen?: (answer: HttpAnswer) => void;
  readonly onCost: (cost: RequestCost) => void;
  /** For one try, from the connection to the last byte; milliseconds. */
  readonly timeout?: number;
  /** Largest answer, in bytes after unpacking. */
  readonly maxBytes?: number;
}

/** The one way in which connectors reach the network. Errors are those of `connector-failure.ts`, or `cancelled`. */
export interface HttpClient {
  /** An answer of status 2xx without a fault. Tries again where that is safe: see `retrying`. */
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  /** As `request`; the body is JSON of this form. Numbers arrive as texts: see `numberText`. */
  json<T>(request: HttpRequest, form: z.ZodType<T>, signal: AbortSignal): Promise<JsonAnswer<T>>;
}

export interface JsonAnswer<T> {
  readonly value: T;
  readonly headers: Headers;
}

const TIMEOUT = 60_000;
const MAX_BYTES = 50_000_000;

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { system, hosts, timing, limiter, timeout = TIMEOUT, maxBytes = MAX_BYTES } = options;

  const once = async (request: HttpRequest, url: URL, signal: AbortSignal): Promise<HttpAnswer> => {
    const authorization = request.anonymous === true ? null : options.authorization;
    const proof = (await authorization?.headers(signal)) ?? {};
    const leave = await limiter.enter(signal);
    let sent: HttpAnswer;
    try {
      sent = await send(
        {
          request,
          url,
          proof,
          hosts,
          system,
          timeout,
          maxBytes: Math.min(maxBytes, request.maxBytes ?? maxBytes),
          onCost: options.onCost,
        },
        signal,
      );
    } catch (error) {
      throw signal.aborted ? error : networkFailure(error, system, url.host);
    } finally {
      leave();
    }
    options.seen?.(sent);
    const said = redact(wordsOf(sent), [...Object.values(proof), ...(request.secrets ?? [])]);
    if (request.accepts?.includes(sent.status) === true) return sent;
    const failure = options.fault?.(sent) ?? statusFailure(sent, system, said, timing.now());
    if (failure === null) return sent;
    const { waitMs } = failure.details;
    if (typeof waitMs === 'number') limiter.pause(waitMs);
    throw failure;
  };

  const request = async (asked: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const url = allowedUrl(asked.url, hosts);
    if (asked.changes === true) refuseWriting(url, system, options.writes);
    const repeats =
      asked.changes !== true &&
      asked.repeat !== 'never' &&
      (asked.method !== 'POST' || asked.repeat === 'reads');
    const renew = asked.anonymous === true ? undefined : options.authorization?.renew;
    try {
      return await retrying(() => once(asked, url, signal), { repeats, renew, timing }, signal);
    } catch (error) {
      if (signal.aborted) throw new EngineError('cancelled', `Reading from ${system} was stopped.`);
      throw error;
    }
  };

  return {
    request,
    async json(asked, form, signal) {
      const headers = { accept: 'application/json', ...asked.headers };
      const answer = await request({ ...asked, headers }, signal);
      return { value: readJson(answer, form, system), headers: answer.headers };
    },
  };
}

/** Throws `bad_request` for a path that this client was not made to write to. */
function refuseWriting(url: URL, system: string, writes: readonly string[] = []): void {
  if (writes.includes(url.pathname)) return;
  throw connectorFailure('bad_request', `Nothing was written to ${system}: this connection only reads.`);
}

/**
 * The JSON of an answer in the form that is expected.
 *
 * @throws EngineError `bad_answer`; the message names the first field that is wrong, never its value.
 */
export function readJson<T>(answer: HttpAnswer, form: z.ZodType<T>, system: string): T {
  let value: unknown;
  try {
    value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(answer.bytes));
  } catch {
    throw connectorFailure(
      'bad_answer',
      `${system} answered with something that is not JSON. Something between may have answered in its place, such as a proxy's sign-in page.`,
    );
  }
  const read = form.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field =
    issue === undefined || issue.path.length === 0 ? 'the whole' : issue.path.map(String).join('.');
  throw connectorFailure('bad_answer', `${system} answered in a form that is not known (${redact(field)}).`, {
    field: redact(field),
  });
}

const ERROR_WORDS = z.object({
  error: z.union([z.string(), z.object({ message: z.string().optional() })]).optional(),
  error_description: z.string().optional(),
  message: z.string().optional(),
  Message: z.string().optional(),
  Detail: z.string().optional(),
  detail: z.string().optional(),
  title: z.string().optional(),
});

/** The server's own words about a failure, where they are in one of the usual places. */
function wordsOf({ status, bytes, headers }: HttpAnswer): string {
  if (status < 400 || !(headers.get('content-type') ?? '').includes('json')) return '';
  let value: unknown;
  try {
    value = parseJson(new TextDecoder().decode(bytes));
  } catch {
    return '';
  }
  const read = ERROR_WORDS.safeParse(value);
  if (!read.success) return '';
  const { error, error_description, message, Message, Detail, detail, title } = read.data;
  const code = typeof error === 'string' ? error : error?.message;
  return error_description ?? Message ?? message ?? Detail ?? detail ?? title ?? code ?? '';
}
