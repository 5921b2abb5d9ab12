import { createHttpClient, type HttpClient } from '../http/http-client.ts';
import type { ConnectorPlatform } from '../http/platform.ts';
import { createTokenSession, type TokenStore } from '../http/token-session.ts';
import { quickbooksFailure } from './quickbooks-faults.ts';
import { type IntuitApp, refreshIntuitTokens, tokenRefusal } from './quickbooks-tokens.ts';

export interface QuickbooksOptions {
  /** The number of the company at Intuit; it comes with the sign-in. */
  readonly realmId: string;
  readonly app: IntuitApp;
  readonly tokens: TokenStore;
  readonly platform: ConnectorPlatform;
  /** Companies for trying out live on a server of their own. */
  readonly environment?: 'production' | 'sandbox';
  /** Rows of a query; 1000 is the most that QuickBooks gives. */
  readonly pageSize?: number;
  /**
   * Told after each renewal when the permission ends however often it is used (5 years after the sign-in), so that a
   * person can be warned in time; milliseconds since 1970 of our clock.
   */
  readonly onHardEnd?: (endsAt: number) => void;
  /** Where Intuit is; tests say another place. */
  readonly servers?: { readonly api: string; readonly identity: string };
}

/** Published limits of a company: 500 calls a minute, 10 a second, 10 at a time. */
const LIMITS = { perSecond: 10, perMinute: 500, concurrent: 10 } as const;
const IDENTITY = 'https://oauth.platform.intuit.com';
const API = {
  production: 'https://quickbooks.api.intuit.com',
  sandbox: 'https://sandbox-quickbooks.api.intuit.com',
} as const;

/** The way to one company at QuickBooks Online. */
export interface QuickbooksClient {
  readonly http: HttpClient;
  /** Begins every address about the company; no slash at its end. */
  readonly company: string;
  readonly realmId: string;
  readonly pageSize: number;
}

/**
 * Only GETs leave here, but for the renewal of tokens. Each call to the accounting API is one of the calls that Intuit
 * counts by the month ("CorePlus"); a renewal of tokens is not, and is told to `onCost` as bytes only.
 */
export function createQuickbooksClient(options: QuickbooksOptions): QuickbooksClient {
  const { realmId, app, tokens, platform, environment = 'production', pageSize = 1_000 } = options;
  const { api, identity } = options.servers ?? { api: API[environment], identity: IDENTITY };
  const { timing, limiters, onCost } = platform;
  const common = { system: 'QuickBooks', limiter: limiters.of('quickbooks', realmId, LIMITS), timing };
  const signIn = createHttpClient({
    ...common,
    onCost: (cost) => onCost({ ...cost, calls: 0 }),
    hosts: [new URL(identity).host],
    authorization: null,
    fault: tokenRefusal,
  });
  const refreshing = {
    http: signIn,
    identity,
    app,
    onHardEnd: (lifetimeMs: number) => options.onHardEnd?.(timing.now() + lifetimeMs),
  };
  const http = createHttpClient({
    ...common,
    onCost,
    hosts: [new URL(api).host],
    authorization: createTokenSession({
      system: 'QuickBooks',
      store: tokens,
      timing,
      refresh: (refreshToken, signal) => refreshIntuitTokens(refreshing, refreshToken, signal),
    }),
    fault: (answer) => quickbooksFailure(answer, timing.now()),
  });
  return { http, company: `${api}/v3/company/${encodeURIComponent(realmId)}`, realmId, pageSize };
}
