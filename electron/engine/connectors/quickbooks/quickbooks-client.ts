import { createHttpClient, type HttpClient, type HttpClientOptions } from '../http/http-client.ts';
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
  readonly environment?: QuickbooksEnvironment;
  /** Rows of a query; 1000 is the most that QuickBooks gives. */
  readonly pageSize?: number;
  /** Where Intuit is; tests say another place. */
  readonly servers?: IntuitServers;
}

/** Where Intuit's parts are. */
export interface IntuitServers {
  readonly api: string;
  readonly identity: string;
  /** Absent: Intuit's own stores. */
  readonly files?: string;
}

/** Published limits of a company: 500 calls a minute, 10 a second, 10 at a time. */
const LIMITS = { perSecond: 10, perMinute: 500, concurrent: 10 } as const;
const IDENTITY = 'https://oauth.platform.intuit.com';
const API: Readonly<Record<QuickbooksEnvironment, string>> = {
  production: 'https://quickbooks.api.intuit.com',
  sandbox: 'https://sandbox-quickbooks.api.intuit.com',
};

/** Companies for trying out live on a server of their own. */
export type QuickbooksEnvironment = 'production' | 'sandbox';

export function intuitServers(environment: QuickbooksEnvironment): IntuitServers {
  return { api: API[environment], identity: IDENTITY };
}

/** Where Intuit lets attachments be fetched from: its own stores at Amazon, each with a number of its own. */
const FILE_STORES = /^intuit-[a-z0-9-]+\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/;

/** The way to one company at QuickBooks Online. */
export interface QuickbooksClient {
  readonly http: HttpClient;
  /** Fetches what lies behind a signed address, without any proof of who we are. */
  readonly stores: HttpClient;
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
  const { api, identity } = options.servers ?? intuitServers(environment);
  const { timing, limiters, onCost } = platform;
  const common = { system: 'QuickBooks', limiter: limiters.of('quickbooks', realmId, LIMITS), timing };
  const desk = { http: createIdentityClient(common, identity, onCost), identity, app };
  const http = createHttpClient({
    ...common,
    onCost,
    hosts: [new URL(api).host],
    authorization: createTokenSession({
      system: 'QuickBooks',
      store: tokens,
      timing,
      refresh: (refreshToken, signal) => refreshIntuitTokens(desk, refreshToken, signal),
    }),
    fault: (answer) => quickbooksFailure(answer, timing.now()),
  });
  const stores = createHttpClient({
    ...common,
    onCost: (cost) => onCost({ ...cost, calls: 0 }),
    hosts: options.servers?.files === undefined ? [FILE_STORES] : [new URL(options.servers.files).host],
    authorization: null,
  });
  return { http, stores, company: `${api}/v3/company/${encodeURIComponent(realmId)}`, realmId, pageSize };
}

/** The way to where Intuit gives tokens; what it costs counts as bytes only. */
export function createIdentityClient(
  common: Pick<HttpClientOptions, 'system' | 'limiter' | 'timing'>,
  identity: string,
  onCost: ConnectorPlatform['onCost'],
): HttpClient {
  return createHttpClient({
    ...common,
    onCost: (cost) => onCost({ ...cost, calls: 0 }),
    hosts: [new URL(identity).host],
    authorization: null,
    fault: tokenRefusal,
  });
}
