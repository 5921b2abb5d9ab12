import { connectorFailure } from '../connector-failure.ts';
import { createHttpClient } from '../http/http-client.ts';
import type { ConnectorPlatform } from '../http/platform.ts';
import { tokensToKeep } from '../http/token-session.ts';
import { REDIRECT_AT, type SignedInBooks, type SystemSignIn } from '../system-sign-in.ts';
import { createIdentityClient, SERVERS, type XeroServers } from './xero-client.ts';
import { connectionsForm } from './xero-forms.ts';
import { exchangeXeroCode } from './xero-tokens.ts';

/** Reading rights only, granular as they are for apps since March 2026; `offline_access` keeps the sign-in. */
const SCOPES = [
  'offline_access',
  'accounting.contacts.read',
  'accounting.settings.read',
  'accounting.attachments.read',
  'accounting.invoices.read',
  'accounting.payments.read',
];

/**
 * How a person signs in to Xero: code with PKCE, no secret. Xero compares the whole redirect address, so that the company
 * registers one for each port at its app; the first port that is free is used.
 */
export function xeroSignIn(
  clientId: string,
  { timing, limiters, onCost }: ConnectorPlatform,
  servers: XeroServers = SERVERS,
): SystemSignIn {
  const limiter = limiters.of('xero', 'sign-in', { perMinute: 60, concurrent: 1 });
  const common = { system: 'Xero', limiter, timing, onCost };
  const desk = { http: createIdentityClient(common, servers.identity), identity: servers.identity, clientId };
  return {
    plan: {
      server: {
        issuer: SERVERS.identity,
        authorization_endpoint: 'https://login.xero.com/identity/connect/authorize',
      },
      client: { client_id: clientId },
      scope: SCOPES.join(' '),
      extra: {},
      pkce: true,
      redirect: { kind: 'listens', ...REDIRECT_AT },
    },
    async exchange({ parameters, redirectUri, codeVerifier }, signal) {
      const code = parameters.get('code') ?? '';
      const fresh = await exchangeXeroCode(desk, { code, redirectUri, codeVerifier }, signal);
      const tokens = tokensToKeep(fresh, { refreshToken: '' }, timing.now());
      const platform = { timing, limiters, onCost };
      const [first, ...others] = await readXeroOrganisations(tokens.accessToken, platform, signal, servers);
      if (first === undefined) {
        throw connectorFailure(
          'forbidden',
          'The sign-in includes no organisation. Sign in again and choose one at Xero.',
          { missing: 'organisation' },
        );
      }
      return { tokens, books: [first, ...others] };
    },
  };
}

/**
 * The organisations that a new sign-in includes, for the person to choose from.
 *
 * @throws EngineError as `HttpClient`.
 */
export async function readXeroOrganisations(
  accessToken: string,
  { timing, limiters, onCost }: ConnectorPlatform,
  signal: AbortSignal,
  servers: XeroServers = SERVERS,
): Promise<readonly SignedInBooks[]> {
  const http = createHttpClient({
    system: 'Xero',
    hosts: [new URL(servers.api).host],
    timing,
    limiter: limiters.of('xero', 'sign-in', { perMinute: 60, concurrent: 1 }),
    onCost,
    authorization: { headers: async () => ({ authorization: `Bearer ${accessToken}` }) },
  });
  const { value } = await http.json({ url: `${servers.api}/connections` }, connectionsForm, signal);
  return value
    .filter(({ tenantType }) => tenantType === 'ORGANISATION')
    .map(({ tenantId, tenantName }) => ({ id: tenantId, name: tenantName || tenantId }));
}
