import type { EngineError } from '../../platform/engine-error.ts';
import { connectorFailure } from '../connector-failure.ts';
import { retryAfter } from '../http/failures.ts';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../http/http-client.ts';
import type { HttpAnswer } from '../http/messages.ts';
import type { ConnectorPlatform } from '../http/platform.ts';
import { createTokenSession, type TokenStore } from '../http/token-session.ts';
import { refreshXeroTokens, tokenRefusal } from './xero-tokens.ts';

export interface XeroOptions {
  /** The id of the organisation (`tenantId` of `/connections`). */
  readonly tenantId: string;
  /** Of the app with PKCE that the company registered at Xero. */
  readonly clientId: string;
  readonly tokens: TokenStore;
  readonly platform: ConnectorPlatform;
  /** Records on a page; Xero's own default is 100, its maximum 1000. */
  readonly pageSize?: number;
  /** Where Xero is; tests say another place. */
  readonly servers?: XeroServers;
}

/** Published limits of an organisation: 60 calls a minute, 5 at a time. */
const LIMITS = { perMinute: 60, concurrent: 5 } as const;
/** Calls a day of an app on a paid plan, and on the free one. */
const PAID_DAY = 5_000;
const FREE_DAY = 1_000;
/** This part of a day's calls is the person's: documents on demand still come when the sync has used up its own. */
const KEPT_FOR_PERSON = 0.2;

export interface XeroServers {
  readonly api: string;
  readonly identity: string;
}

export const SERVERS: XeroServers = { api: 'https://api.xero.com', identity: 'https://identity.xero.com' };

/** The way to one organisation at Xero. */
export interface XeroClient {
  readonly http: HttpClient;
  readonly api: string;
  /** Headers of every request about the organisation. */
  readonly tenant: Readonly<Record<string, string>>;
  readonly pageSize: number;
  readonly tokens: TokenStore;
  readonly tenantId: string;
  /** Throws `quota_exhausted` when the sync has used what it may of the day's calls. */
  checkBudget(): void;
}

export function createXeroClient(options: XeroOptions): XeroClient {
  const { tenantId, clientId, tokens, platform, pageSize = 500, servers = SERVERS } = options;
  const { timing, limiters, onCost } = platform;
  const budget = dayBudget();
  const limiter = limiters.of('xero', tenantId, LIMITS);
  const common = {
    system: 'Xero',
    limiter,
    timing,
    onCost,
  };
  const desk = { http: createIdentityClient(common, servers.identity), identity: servers.identity, clientId };
  const http = createHttpClient({
    ...common,
    hosts: [new URL(servers.api).host],
    authorization: createTokenSession({
      system: 'Xero',
      store: tokens,
      timing,
      refresh: (refreshToken, signal) => refreshXeroTokens(desk, refreshToken, signal),
    }),
    seen: ({ headers }) => budget.see(headers),
    fault: (answer) => xeroFault(answer, timing.now()),
  });
  return {
    http,
    api: servers.api,
    tenant: { 'xero-tenant-id': tenantId },
    pageSize,
    tokens,
    tenantId,
    checkBudget: () => budget.check(),
  };
}

/** The way to where Xero gives tokens. */
export function createIdentityClient(
  common: Pick<HttpClientOptions, 'system' | 'limiter' | 'timing' | 'onCost'>,
  identity: string,
): HttpClient {
  return createHttpClient({
    ...common,
    hosts: [new URL(identity).host],
    authorization: null,
    fault: tokenRefusal,
  });
}

/** Keeps an eye on `X-DayLimit-Remaining`, which also counts what others do with the same organisation. */
function dayBudget() {
  let remaining = Number.POSITIVE_INFINITY;
  let highest = 0;
  return {
    see(headers: Headers): void {
      const text = headers.get('x-daylimit-remaining');
      if (text === null || !/^\d+$/.test(text)) return;
      remaining = Number(text);
      highest = Math.max(highest, remaining);
    },
    check(): void {
      const limit = highest > FREE_DAY ? PAID_DAY : FREE_DAY;
      if (remaining > limit * KEPT_FOR_PERSON) return;
      // The next check may pass: the count of another day is seen with the next call that a person makes.
      remaining = Number.POSITIVE_INFINITY;
      throw connectorFailure(
        'quota_exhausted',
        'Most of the calls that Xero allows for a day are used up. The sync goes on later; the rest is kept for you.',
        { limitName: 'day' },
      );
    },
  };
}

/** Faults that only Xero's words tell apart: which limit was reached, a missing scope, another organisation. */
function xeroFault({ status, headers }: HttpAnswer, now: number): EngineError | null {
  if (status === 429 && headers.get('x-rate-limit-problem')?.toLowerCase() === 'day') {
    const wait = retryAfter(headers, now);
    return connectorFailure(
      'quota_exhausted',
      'All calls that Xero allows for a day are used up. The sync goes on when Xero allows more.',
      { limitName: 'day', ...(wait === null ? {} : { retryAt: new Date(now + wait).toISOString() }) },
    );
  }
  if (status === 401 && (headers.get('www-authenticate') ?? '').includes('insufficient_scope')) {
    return connectorFailure(
      'forbidden',
      'The app may not read all that is needed. Sign in to Xero again and allow everything that is asked for.',
      { missing: 'scope' },
    );
  }
  if (status === 403) {
    return connectorFailure(
      'forbidden',
      'Xero no longer lets the app read this organisation: it was disconnected there, or your role in it changed. Sign in again.',
      { missing: 'organisation' },
    );
  }
  return null;
}
