import { stringify } from 'lossless-json';
import { z } from 'zod';
import type { RequestCost, Writing } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { type Authorization, createHttpClient, type HttpClient } from '../http/http-client.ts';
import type { RateLimiter } from '../http/rate-limiter.ts';
import type { Timing } from '../http/timing.ts';
import { refuseWriting } from './reading-calls.ts';
import { trytonId } from './tagged-values.ts';
import { faultForm, loginFailure, TRYTON, trytonFault } from './tryton-failure.ts';

/** How to reach one company's Tryton. */
export interface TrytonAccount {
  /** The server's web address, such as `https://tryton.example.com`. */
  readonly address: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

export interface TrytonSurroundings {
  readonly limiter: RateLimiter;
  readonly timing: Timing;
  readonly onCost: (cost: RequestCost) => void;
  /** Records asked for at a time; 250 unless said otherwise. */
  readonly pageSize?: number;
  /** What it may write, each by one call of its own; left out: it only reads. */
  readonly writes?: readonly Writing[];
}

/** Calls by name, as the user of the account. A session is opened with the first call and again when it has run out. */
export interface TrytonSession {
  /**
   * The result of a call that changes nothing; any other is refused before it is sent.
   *
   * @param repeat `reads` for what changes nothing and may be sent twice.
   * @throws EngineError of `connector-failure.ts`; `forbidden` where Tryton refuses.
   */
  call(
    method: string,
    parameters: readonly unknown[],
    repeat: 'reads' | 'never',
    signal: AbortSignal,
  ): Promise<unknown>;
  /** Creates one record, once. Only what the session was opened to write is there. */
  readonly creates: Readonly<Partial<Record<Writing, CreateOne>>>;
  /** What the server calls its version; needs no sign-in. Its clock, in whole seconds, comes along. */
  greet(signal: AbortSignal): Promise<Greeting>;
  /** Signs in now. Throws `auth_revoked` or `not_found` with `details.step` `login` or `database`. */
  signIn(signal: AbortSignal): Promise<void>;
  /** Ends the session that the server keeps. Never throws. */
  end(): Promise<void>;
}

export type CreateOne = (
  record: Readonly<Record<string, unknown>>,
  settings: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) => Promise<void>;

export interface Greeting {
  readonly version: string;
  /** The server's clock, `2026-11-22T03:30:37.000000Z`; null where something between has taken it away. */
  readonly clock: string | null;
}

const envelope = z.object({ result: z.unknown().optional(), error: faultForm.optional() });
const loginResult = z.tuple([trytonId, z.string().min(1)]);
const LONGEST_GOODBYE = 5_000;
/** All calls that change something: each creates, none changes or deletes. */
const CREATES: Readonly<Record<Writing, string>> = {
  note: 'model.ir.note.create',
  attachment: 'model.ir.attachment.create',
};

export function createTrytonSession(account: TrytonAccount, surroundings: TrytonSurroundings): TrytonSession {
  const { writes = [] } = surroundings;
  const name = `${encodeURIComponent(account.database)}/`;
  const base = withoutDatabase(serverAddress(account.address), name);
  const database = new URL(name, base);
  let proof: string | null = null;
  let signingIn: Promise<string> | null = null;
  /** A sign-in that was refused: its answer stands for as long as this session object lives. */
  let refused: unknown = null;

  const authorization: Authorization = {
    async headers(signal) {
      return { authorization: `Session ${proof ?? (await open(signal))}` };
    },
    async renew(signal) {
      proof = null;
      await open(signal);
      return true;
    },
  };
  const http: HttpClient = createHttpClient({
    system: TRYTON,
    hosts: [base.host],
    limiter: surroundings.limiter,
    timing: surroundings.timing,
    onCost: surroundings.onCost,
    authorization,
    ...(writes.length > 0 ? { writes: [database.pathname] } : {}),
  });

  async function open(signal: AbortSignal): Promise<string> {
    if (refused !== null) throw refused;
    signingIn ??= login(signal).finally(() => {
      signingIn = null;
    });
    proof = await signingIn;
    return proof;
  }

  async function login(signal: AbortSignal): Promise<string> {
    const { user, password } = account;
    try {
      const result = await post(
        'common.db.login',
        [user, { password }, 'en'],
        { anonymous: true, repeat: 'never', secrets: [password] },
        signal,
      );
      const [userId, key] = loginResult.parse(result);
      return Buffer.from(`${user}:${userId}:${key}`).toString('base64');
    } catch (error) {
      const failure =
        error instanceof z.ZodError ? strangeAnswer() : loginFailure(error, user, account.database);
      if (isFinal(failure)) refused = failure;
      throw failure;
    }
  }

  async function post(
    method: string,
    params: readonly unknown[],
    how: {
      readonly anonymous?: boolean;
      readonly repeat: 'reads' | 'never';
      readonly changes?: true;
      readonly secrets?: readonly string[];
    },
    signal: AbortSignal,
  ): Promise<unknown> {
    const body = stringify({ id: 1, method, params }) ?? '';
    const headers = { 'content-type': 'application/json' };
    const { value } = await http.json(
      { url: database, method: 'POST', headers, body, ...how },
      envelope,
      signal,
    );
    if (value.error !== undefined) throw trytonFault(value.error);
    return value.result;
  }

  function createOne(method: string): CreateOne {
    return async (record, settings, signal) => {
      await post(method, [[record], settings], { repeat: 'never', changes: true }, signal);
    };
  }

  return {
    async call(method, parameters, repeat, signal) {
      refuseWriting(method, parameters);
      return post(method, parameters, { repeat }, signal);
    },
    creates: Object.fromEntries(writes.map((writing) => [writing, createOne(CREATES[writing])])),
    async greet(signal) {
      const { value, headers } = await http.json(
        {
          url: base,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"id":1,"method":"common.server.version","params":[]}',
          anonymous: true,
          repeat: 'reads',
        },
        envelope,
        signal,
      );
      if (typeof value.result !== 'string') throw strangeAnswer();
      return { version: value.result, clock: clockOf(headers.get('date')) };
    },
    async signIn(signal) {
      if (proof === null) await open(signal);
    },
    async end() {
      if (proof === null) return;
      await post('common.db.logout', [], { repeat: 'never' }, AbortSignal.timeout(LONGEST_GOODBYE)).catch(
        () => undefined,
      );
      proof = null;
    },
  };
}

/** The address of the server with a slash at its end. Throws `bad_request` for what is no web address. */
export function serverAddress(address: string): URL {
  const url = URL.parse(address.trim().replace(/\/*$/, '/'));
  if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  throw connectorFailure(
    'bad_request',
    'The address of Tryton has to begin with https://, such as https://tryton.example.com.',
  );
}

/** The address as Tryton's own clients show it ends with the database. */
function withoutDatabase(address: URL, database: string): URL {
  return address.pathname.endsWith(`/${database}`) ? new URL('..', address) : address;
}

/** The `Date` of an answer as a time of Tryton. */
function clockOf(date: string | null): string | null {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString().replace(/Z$/, '000Z');
}

function isFinal(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === 'connector_auth';
}

function strangeAnswer() {
  return connectorFailure(
    'bad_answer',
    'The server answered, but not as Tryton does. Check the address: it is the one that Tryton itself uses, without the database.',
  );
}
