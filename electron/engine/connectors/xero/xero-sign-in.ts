import { createHttpClient } from '../http/http-client.ts';
import type { ConnectorPlatform } from '../http/platform.ts';
import { SERVERS, type XeroServers } from './xero-client.ts';
import { connectionsForm } from './xero-forms.ts';

/**
 * How a person signs in: code with PKCE, no secret. Xero compares the whole redirect address, so that the company registers
 * each of these at its app; the first port that is free is used.
 */
export const XERO_SIGN_IN = {
  authorizationEndpoint: 'https://login.xero.com/identity/connect/authorize',
  tokenEndpoint: 'https://identity.xero.com/connect/token',
  redirectHost: 'localhost',
  redirectPorts: [8888, 8889, 8890, 8891],
  redirectPath: '/callback',
  /** Reading rights only, granular as they are for apps since March 2026; `offline_access` keeps the sign-in. */
  scopes: [
    'offline_access',
    'accounting.contacts.read',
    'accounting.settings.read',
    'accounting.attachments.read',
    'accounting.invoices.read',
    'accounting.payments.read',
  ],
} as const;

/** An organisation that the sign-in includes. */
export interface XeroOrganisation {
  readonly tenantId: string;
  readonly name: string;
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
): Promise<readonly XeroOrganisation[]> {
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
    .map(({ tenantId, tenantName }) => ({ tenantId, name: tenantName || tenantId }));
}
