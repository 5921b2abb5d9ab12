import * as oauth from 'oauth4webapi';
import { EngineError } from '../../platform/engine-error.ts';

/** The OAuth service that gives out tokens for a mailbox, and as whom we ask: stored with the mailbox, no secret in it. */
export type OAuthRegistration =
  | { readonly service: 'google'; readonly clientId: string }
  | {
      readonly service: 'microsoft';
      readonly clientId: string;
      /** `common`, `organizations`, `consumers`, or a company's tenant by id or domain. */
      readonly tenant: string;
    }
  | {
      /** A company's own service with OpenID discovery, such as Keycloak before Dovecot. */
      readonly service: 'own';
      readonly clientId: string;
      readonly issuer: string;
      readonly scopes: readonly string[];
    };

/** What every request to an OAuth service needs. */
export interface OAuthService {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly authentication: oauth.ClientAuth;
  readonly scope: string;
  /** Parameters of the authorization that only this service asks for. */
  readonly extra: Readonly<Record<string, string>>;
  readonly insecure: boolean;
}

export const OAUTH_TIMEOUT = 20_000;

const GOOGLE: oauth.AuthorizationServer = {
  issuer: 'https://accounts.google.com',
  authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
  token_endpoint: 'https://oauth2.googleapis.com/token',
};
const TENANT = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/iu;

/**
 * The endpoints, scopes and login of a registration. Google and Microsoft are known; another service is asked for its
 * own description. A client secret is sent only where there is one: Google wants one of desktop programs, too.
 *
 * @throws EngineError `validation` for a tenant or issuer that cannot be one, `network` when the service does not answer.
 */
export async function oauthService(
  registration: OAuthRegistration,
  clientSecret: string | null,
  signal?: AbortSignal,
): Promise<OAuthService> {
  const client: oauth.Client = { client_id: registration.clientId };
  const authentication = clientSecret === null ? oauth.None() : oauth.ClientSecretPost(clientSecret);
  const common = { client, authentication, insecure: false };
  switch (registration.service) {
    case 'google':
      return {
        ...common,
        server: GOOGLE,
        scope: 'https://mail.google.com/',
        extra: { access_type: 'offline', prompt: 'consent' },
      };
    case 'microsoft':
      return {
        ...common,
        server: microsoft(registration.tenant),
        scope: [
          'https://outlook.office.com/IMAP.AccessAsUser.All',
          'https://outlook.office.com/SMTP.Send',
          'offline_access',
        ].join(' '),
        extra: { prompt: 'select_account' },
      };
    case 'own': {
      const insecure = isLoopback(registration.issuer);
      const server = await discover(registration.issuer, insecure, signal);
      const scope = registration.scopes.join(' ');
      return { ...common, server, insecure, scope, extra: { prompt: 'consent' } };
    }
  }
}

function microsoft(tenant: string): oauth.AuthorizationServer {
  if (!TENANT.test(tenant)) {
    throw new EngineError(
      'validation',
      'The tenant is not valid. Use "common", "organizations", or the id or domain of the company.',
      { field: 'tenant' },
    );
  }
  const base = `https://login.microsoftonline.com/${tenant}`;
  return {
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
  };
}

/** On this very computer nobody listens in between, so a service there may do without https. */
function isLoopback(issuer: string): boolean {
  const url = URL.parse(issuer);
  return url?.protocol === 'http:' && url.hostname === '127.0.0.1';
}

async function discover(
  issuer: string,
  insecure: boolean,
  signal: AbortSignal | undefined,
): Promise<oauth.AuthorizationServer> {
  const url = URL.parse(issuer);
  if (url === null || (url.protocol !== 'https:' && !insecure)) {
    throw new EngineError(
      'validation',
      'The address of the sign-in service has to begin with https://. Ask your administrator for its issuer address.',
      { field: 'issuer' },
    );
  }
  try {
    const response = await oauth.discoveryRequest(url, requestOptions(insecure, signal));
    const server = await oauth.processDiscoveryResponse(url, response);
    if (server.authorization_endpoint === undefined || server.token_endpoint === undefined) {
      throw new Error('It names no addresses for signing in.');
    }
    return server;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'no answer';
    throw new EngineError(
      'network',
      `The sign-in service ${url.host} could not be asked: ${reason}. Check its address and your network.`,
      { step: 'discovery' },
      error,
    );
  }
}

/** Options of every request: a limit on its time, and https except for a service on this computer. */
export function requestOptions(
  insecure: boolean,
  signal?: AbortSignal,
): { readonly signal: AbortSignal; readonly [oauth.allowInsecureRequests]: boolean } {
  const limit = AbortSignal.timeout(OAUTH_TIMEOUT);
  return {
    signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    [oauth.allowInsecureRequests]: insecure,
  };
}
