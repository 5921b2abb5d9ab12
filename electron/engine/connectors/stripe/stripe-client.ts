import Stripe from 'stripe';
import { z } from 'zod';
import { EngineError } from '../../platform/engine-error.ts';
import { connectorFailure } from '../connector-failure.ts';
import { createHttpClient, type HttpClient } from '../http/http-client.ts';
import { parseJson } from '../http/json.ts';
import type { HttpAnswer } from '../http/messages.ts';
import type { ConnectorPlatform } from '../http/platform.ts';

export interface StripeOptions {
  /** A restricted key with reading rights, which the person made at Stripe. */
  readonly key: string;
  /** Identifies the account for the rate policy: the connection's id. */
  readonly tenant: string;
  readonly platform: ConnectorPlatform;
  /** The account's time zone, where the key may not read the account. Null: the account is asked. */
  readonly timeZone?: string | null;
  /** Objects on a page, at most 100. */
  readonly pageSize?: number;
  /** Where Stripe is; tests say another place. */
  readonly server?: { readonly origin: string; readonly documentHosts: readonly string[] };
}

/** The form of objects changes with it: raised together with the package, after reading what changed. */
const API_VERSION = '2026-10-28.endive';
/** Published for each endpoint. */
const LIMITS = { perSecond: 25, concurrent: 10 } as const;
const SERVER = {
  origin: 'https://api.stripe.com',
  documentHosts: ['pay.stripe.com', 'invoicedata.stripe.com', 'files.stripe.com'],
} as const;

/** The way to one account at Stripe. */
export interface StripeClient {
  /** Stripe's own package, its requests sent by our client: they end when the signal is aborted. */
  api(signal: AbortSignal): Stripe;
  readonly http: HttpClient;
  readonly options: StripeOptions;
  readonly pageSize: number;
  /** Stripe's clock with the last answer, in seconds since 1970; null before the first. */
  serverTime(): number | null;
}

export function createStripeClient(options: StripeOptions): StripeClient {
  const { key, tenant, platform, pageSize = 100, server = SERVER } = options;
  const { origin, documentHosts } = server;
  const { host, hostname, port, protocol } = new URL(origin);
  let time: number | null = null;
  const http = createHttpClient({
    system: 'Stripe',
    hosts: [host, ...documentHosts],
    limiter: platform.limiters.of('stripe', tenant, LIMITS),
    timing: platform.timing,
    onCost: platform.onCost,
    authorization: { headers: async () => ({ authorization: `Bearer ${key}` }) },
    fault: stripeFault,
  });
  const seeClock = (headers: Headers) => {
    const date = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(date)) time = Math.floor(date / 1_000);
  };
  const api = (signal: AbortSignal): Stripe =>
    new Stripe(key, {
      apiVersion: API_VERSION,
      httpClient: carrier(http, origin, signal, seeClock),
      maxNetworkRetries: 0,
      telemetry: false,
      host: hostname,
      ...(port === '' ? {} : { port }),
      protocol: protocol === 'http:' ? 'http' : 'https',
    });
  return { api, http, options, pageSize, serverTime: () => time };
}

/** Carries the package's requests. Of its headers only the version goes out: the others tell of this computer. */
function carrier(
  http: HttpClient,
  origin: string,
  signal: AbortSignal,
  seeClock: (headers: Headers) => void,
): Stripe.HttpClient {
  return {
    getClientName: () => 'duebook',
    async makeRequest(_host, _port, path, method, headers, requestData) {
      const post = method === 'POST';
      const answer = await http.request(
        {
          url: `${origin}${path}`,
          method: post ? 'POST' : 'GET',
          headers: {
            accept: 'application/json',
            'stripe-version': String(headers['Stripe-Version']),
            ...(post ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
          },
          ...(post ? { body: requestData } : {}),
        },
        signal,
      );
      return {
        getStatusCode: () => answer.status,
        getHeaders: () => Object.fromEntries(answer.headers),
        getRawResponse: () => ({}),
        toStream: () => {
          throw new Error('No answer of Stripe is read as a stream.');
        },
        toJSON: async () => {
          const value = jsonObject(answer.bytes);
          // Only of Stripe's own objects: what stands between, and answers in its place, has a clock of its own.
          if ('object' in value) seeClock(answer.headers);
          return value;
        },
      };
    },
  };
}

/** The package never ends a request whose answer is JSON, but no object. */
function jsonObject(bytes: Uint8Array): object {
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (typeof value === 'object' && value !== null) return value;
  throw connectorFailure('bad_answer', 'Stripe answered in a form that is not known.');
}

/** Awaits a request of the package; its wrapped error comes out as ours. */
export async function asked<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.detail instanceof EngineError) throw error.detail;
    if (error instanceof Stripe.errors.StripeError) {
      throw connectorFailure('bad_answer', 'Stripe answered in a form that is not known.');
    }
    throw error;
  }
}

const errorForm = z.object({
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }),
});

/** Faults that only Stripe's words tell apart: a key that is not good, a right that is missing, an id that is gone. */
function stripeFault({ status, bytes }: HttpAnswer): EngineError | null {
  if (status === 401) {
    return connectorFailure(
      'auth_revoked',
      'Stripe does not accept the key: it was deleted, has expired or was not copied whole. Make a restricted key at Stripe and enter it.',
    );
  }
  const error = errorIn(bytes);
  if (status === 403) {
    const right = /'rak_([a-z_]+)'/u.exec(error?.message ?? '')?.[1]?.replaceAll('_', ' ') ?? null;
    return connectorFailure(
      'forbidden',
      `The key may not read all that is needed${right === null ? '' : ` (${right})`}. Edit the key at Stripe and give it this right.`,
      { scope: right },
    );
  }
  if (status === 400 && error?.code === 'resource_missing') {
    return connectorFailure('not_found', 'Stripe does not know what was asked for.');
  }
  return null;
}

function errorIn(bytes: Uint8Array): z.infer<typeof errorForm>['error'] | null {
  try {
    return errorForm.parse(parseJson(new TextDecoder().decode(bytes))).error;
  } catch {
    return null;
  }
}
