import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { RedirectPlan } from '../../platform/oauth/browser-sign-in.ts';
import { connectorFailure } from '../connector-failure.ts';
import type { ConnectorPlatform } from '../http/platform.ts';
import { memoryTokenStore, type StoredTokens, tokensToKeep } from '../http/token-session.ts';
import { REDIRECT_AT, type SystemSignIn } from '../system-sign-in.ts';
import {
  createIdentityClient,
  createQuickbooksClient,
  type IntuitServers,
  intuitServers,
  type QuickbooksEnvironment,
} from './quickbooks-client.ts';
import { companyForm } from './quickbooks-forms.ts';
import { get } from './quickbooks-query.ts';
import { exchangeIntuitCode, type IntuitApp } from './quickbooks-tokens.ts';

/** The one right to the books; Intuit has none for reading alone. */
const SCOPE = 'com.intuit.quickbooks.accounting';

export interface QuickbooksSignIn {
  readonly app: IntuitApp;
  readonly environment: QuickbooksEnvironment;
  readonly redirect: RedirectPlan;
  readonly platform: ConnectorPlatform;
  /** Where Intuit is; tests say another place. */
  readonly servers?: IntuitServers;
}

/**
 * How a person signs in to QuickBooks: code with the secret of the company's own app. Intuit does not know PKCE for it, and
 * tells the number of the company with the answer.
 */
export function quickbooksSignIn(options: QuickbooksSignIn): SystemSignIn {
  const { app, environment, redirect, platform } = options;
  const { timing, limiters, onCost } = platform;
  const servers = options.servers ?? intuitServers(environment);
  const limiter = limiters.of('quickbooks', 'sign-in', { perMinute: 60, concurrent: 1 });
  const common = { system: 'QuickBooks', limiter, timing };
  const http = createIdentityClient(common, servers.identity, onCost);
  const desk = { http, identity: servers.identity, app };
  return {
    plan: {
      server: {
        issuer: 'https://oauth.platform.intuit.com/op/v1',
        authorization_endpoint: 'https://appcenter.intuit.com/connect/oauth2',
      },
      client: { client_id: app.clientId },
      scope: SCOPE,
      extra: {},
      pkce: false,
      redirect,
    },
    async exchange({ parameters, redirectUri }, signal) {
      const realmId = parameters.get('realmId') ?? '';
      if (!/^\d{1,30}$/.test(realmId)) {
        throw connectorFailure(
          'bad_answer',
          'Intuit did not say which company the sign-in is for. Sign in again, and choose a company there.',
        );
      }
      const answer = { code: parameters.get('code') ?? '', redirectUri };
      const fresh = await exchangeIntuitCode(desk, answer, signal);
      const tokens = tokensToKeep(fresh, { refreshToken: '' }, timing.now());
      const name = await companyName({ ...options, servers, realmId, tokens }, signal);
      return { tokens, books: [{ id: realmId, name }] };
    },
  };
}

/** The name of the company; null where it is not to be had now. */
async function companyName(
  asked: QuickbooksSignIn & {
    readonly servers: IntuitServers;
    readonly realmId: string;
    readonly tokens: StoredTokens;
  },
  signal: AbortSignal,
): Promise<string | null> {
  const { app, platform, servers, realmId, tokens } = asked;
  const client = createQuickbooksClient({
    realmId,
    app,
    tokens: memoryTokenStore(tokens),
    platform,
    servers,
  });
  try {
    const path = `/companyinfo/${encodeURIComponent(realmId)}`;
    return (await get(client, path, {}, companyForm, signal)).CompanyInfo.CompanyName;
  } catch (error) {
    if (!isEngineError(error) || error.code === 'cancelled') throw error;
    return null;
  }
}

/**
 * How the answer comes back: with keys for sandbox companies to this computer, in production to an https address of the
 * company, which is then pasted.
 *
 * @param address as it is registered at Intuit; empty: this computer.
 * @throws EngineError `validation` with the `field` for an address that Intuit does not take.
 */
export function quickbooksRedirect(environment: QuickbooksEnvironment, address: string): RedirectPlan {
  if (address === '' && environment === 'sandbox') return { kind: 'listens', ...REDIRECT_AT };
  const url = URL.parse(address);
  if (url?.protocol === 'https:' && url.username === '' && url.hash === '' && url.search === '') {
    return { kind: 'pasted', address };
  }
  throw new EngineError(
    'validation',
    address === ''
      ? 'Enter the https address that is registered at Intuit: production keys do not come back to this computer.'
      : 'The redirect address has to begin with https:// and to end before any ? or #, exactly as it is registered at Intuit.',
    { field: 'redirect' },
  );
}
