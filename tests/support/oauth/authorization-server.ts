import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js';
import { closed, listenOnLoopback } from '../dovecot/relay.ts';

/** What the person at the browser does. */
export type Person = 'agrees' | 'refuses';

/** A real OAuth and OpenID server of one test file, on loopback, with one native client and one for Dovecot. */
export interface AuthorizationServer {
  readonly issuer: string;
  readonly clientId: string;
  /** With Dovecot's own client id and secret in it. */
  readonly introspectionUrl: string;
  /** Grant types of the token requests so far, refused ones with an exclamation mark. */
  readonly tokenRequests: readonly string[];
  /** What the person does at the next sign-in. */
  person: Person;
  /** While it is set, every token request gets this answer instead. */
  tokenAnswer: { readonly status: number; readonly body: string } | null;
  /** Takes away what was granted so far, as when a person does so at the provider. */
  revokeEverything(): Promise<void>;
  stop(): Promise<void>;
}

const CLIENT = 'duebook-desktop';
const DOVECOT_SECRET = randomBytes(12).toString('hex');

export async function startAuthorizationServer(options: {
  readonly accountId: string;
  /** For how long access tokens are good, in seconds. */
  readonly lifetime?: number;
}): Promise<AuthorizationServer> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const http = createServer((request, response) => handle(request, response));
  const port = await listenOnLoopback(http);
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, configuration(options.lifetime ?? 3600));
  const tokenRequests: string[] = [];
  const grants = new Set<string>();
  provider.on('grant.success', ({ oidc }) => {
    tokenRequests.push(oidc.params?.grant_type ?? '');
    if (oidc.entities.Grant !== undefined) grants.add(oidc.entities.Grant.jti);
  });
  provider.on('grant.error', ({ oidc }) => tokenRequests.push(`${oidc.params?.grant_type ?? ''}!`));
  const server: AuthorizationServer = {
    issuer,
    clientId: CLIENT,
    introspectionUrl: `http://dovecot:${DOVECOT_SECRET}@127.0.0.1:${port}/token/introspection`,
    tokenRequests,
    person: 'agrees',
    tokenAnswer: null,
    async revokeEverything() {
      for (const id of grants) {
        await provider.RefreshToken.revokeByGrantId(id);
        await provider.AccessToken.revokeByGrantId(id);
      }
    },
    async stop() {
      const gone = closed(http);
      http.closeAllConnections();
      await gone;
    },
  };
  const application = provider.callback();
  handle = (request, response) => {
    if (request.url?.startsWith('/interaction/') === true) {
      void interact(provider, server.person, options.accountId, request, response);
    } else if (request.url === '/token' && server.tokenAnswer !== null) {
      request.resume();
      response.writeHead(server.tokenAnswer.status, { 'content-type': 'application/json' });
      response.end(server.tokenAnswer.body);
    } else {
      application(request, response);
    }
  };
  return server;
}

async function interact(
  provider: Provider,
  person: Person,
  accountId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params } = await provider.interactionDetails(request, response);
  if (person === 'refuses') {
    await provider.interactionFinished(request, response, { error: 'access_denied' });
  } else if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId } });
  } else {
    const grant = new provider.Grant({ accountId, clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    const consent = { grantId: await grant.save() };
    const merged = { mergeWithLastSubmission: true };
    await provider.interactionFinished(request, response, { consent }, merged);
  }
}

function configuration(lifetime: number): Readonly<Record<string, unknown>> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    adapter: MemoryAdapter,
    clients: [
      {
        client_id: CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/duebook/signed-in'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
      {
        client_id: 'dovecot',
        client_secret: DOVECOT_SECRET,
        redirect_uris: [],
        grant_types: [],
        response_types: [],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', kid: 'test' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true, allowedPolicy: () => true },
    },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id }),
    }),
    claims: { openid: ['sub'], email: ['email'] },
    rotateRefreshToken: true,
    ttl: {
      AccessToken: lifetime,
      AuthorizationCode: 60,
      Grant: 86_400,
      IdToken: 3600,
      Interaction: 600,
      RefreshToken: 86_400,
      Session: 86_400,
    },
  };
}
