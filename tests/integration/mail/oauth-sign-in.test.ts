import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OAuthRegistration, oauthService } from '../../../electron/engine/mail/oauth/oauth-client.ts';
import { beginSignIn, type SignIn } from '../../../electron/engine/mail/oauth/sign-in.ts';
import { refreshTokens } from '../../../electron/engine/mail/oauth/tokens.ts';
import {
  type AuthorizationServer,
  startAuthorizationServer,
} from '../../support/oauth/authorization-server.ts';
import { completeSignIn, signInWithBrowser } from '../../support/oauth/browser.ts';

const ALICE = 'alice@example.test';

let server: AuthorizationServer;
let under: SignIn | null = null;
beforeEach(async () => {
  server = await startAuthorizationServer({ accountId: ALICE });
});
afterEach(async () => {
  under?.cancel();
  under = null;
  await server.stop();
});

function registration(): OAuthRegistration {
  const scopes = ['openid', 'email', 'offline_access'];
  return { service: 'own', clientId: server.clientId, issuer: server.issuer, scopes };
}

async function begin(limit?: number): Promise<SignIn> {
  const options = { clientSecret: null, loginHint: ALICE };
  under = await beginSignIn(registration(), limit === undefined ? options : { ...options, limit });
  return under;
}

const redirectOf = ({ url }: SignIn) => new URL(new URL(url).searchParams.get('redirect_uri') ?? '');
const stateOf = ({ url }: SignIn) => new URL(url).searchParams.get('state') ?? '';

/** Asks the listener with any Host, method and path: what `fetch` does not let one do. */
function ask(
  signIn: SignIn,
  path: string,
  more: { readonly host?: string; readonly method?: string } = {},
): Promise<number> {
  const { hostname, port, host } = redirectOf(signIn);
  return new Promise((resolve, reject) => {
    const asked = request(
      { hostname, port, path, method: more.method ?? 'GET', headers: { host: more.host ?? host } },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

describe('signing in to a mailbox', () => {
  it('goes through the browser and back to this computer, and brings tokens', async () => {
    const signIn = await begin();
    const shown = await completeSignIn(signIn.url);
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain('go back to Duebook');
    expect(shown.headers.get('cache-control')).toBe('no-store');
    const tokens = await signIn.tokens;
    expect(tokens.accessToken).not.toBe('');
    expect(tokens.refreshToken).not.toBe('');
    expect(tokens.lifetime).toBe(3_600_000);
    expect(server.tokenRequests).toEqual(['authorization_code']);
  });

  it('asks with PKCE S256, 256 bits of state and a literal loopback address, each time anew', async () => {
    const one = new URL((await begin()).url).searchParams;
    const other = new URL((await beginSignIn(registration(), { clientSecret: null })).url).searchParams;
    for (const asked of [one, other]) {
      expect(asked.get('code_challenge_method')).toBe('S256');
      expect(asked.get('response_type')).toBe('code');
      expect(Buffer.from(asked.get('state') ?? '', 'base64url')).toHaveLength(32);
      expect(asked.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/duebook\/signed-in$/u);
    }
    for (const name of ['state', 'code_challenge', 'redirect_uri']) {
      expect(one.get(name)).not.toBe(other.get(name));
    }
    const digest = createHash('sha256').update('x').digest('base64url');
    expect(one.get('code_challenge')).toHaveLength(digest.length);
  });

  it.each([
    ['another state', (signIn: SignIn) => ask(signIn, '/duebook/signed-in?code=x&state=guess'), 400],
    ['no state', (signIn: SignIn) => ask(signIn, '/duebook/signed-in?code=x'), 400],
    [
      'the state twice',
      (signIn: SignIn) =>
        ask(signIn, `/duebook/signed-in?code=x&state=${stateOf(signIn)}&state=${stateOf(signIn)}`),
      400,
    ],
    ['another path', (signIn: SignIn) => ask(signIn, `/?code=x&state=${stateOf(signIn)}`), 404],
    [
      'a path below ours',
      (signIn: SignIn) => ask(signIn, `/duebook/signed-in/x?code=x&state=${stateOf(signIn)}`),
      404,
    ],
    [
      'a path that leads to ours',
      (signIn: SignIn) => ask(signIn, `/x/../duebook/signed-in?code=x&state=${stateOf(signIn)}`),
      404,
    ],
    [
      'the Host of another page',
      (signIn: SignIn) =>
        ask(signIn, `/duebook/signed-in?code=x&state=${stateOf(signIn)}`, { host: 'evil.example' }),
      403,
    ],
    [
      'localhost for Host',
      (signIn: SignIn) =>
        ask(signIn, `/duebook/signed-in?code=x&state=${stateOf(signIn)}`, {
          host: `localhost:${redirectOf(signIn).port}`,
        }),
      403,
    ],
    [
      'a POST',
      (signIn: SignIn) =>
        ask(signIn, `/duebook/signed-in?code=x&state=${stateOf(signIn)}`, { method: 'POST' }),
      405,
    ],
  ] as const)(
    'refuses %s, asks for no token, and still takes the right answer',
    async (_what, hit, status) => {
      const signIn = await begin();
      expect(await hit(signIn)).toBe(status);
      expect(server.tokenRequests).toEqual([]);
      await completeSignIn(signIn.url);
      await signIn.tokens;
      expect(server.tokenRequests).toEqual(['authorization_code']);
    },
  );

  it('takes one answer only: the second finds nobody or is sent away', async () => {
    const signIn = await begin();
    const back = await signInWithBrowser(signIn.url);
    const hits = await Promise.allSettled([fetch(back), fetch(back), fetch(back)]);
    const statuses = hits.map((hit) => (hit.status === 'fulfilled' ? hit.value.status : 'nobody'));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    for (const status of statuses) expect([200, 410, 'nobody']).toContain(status);
    await signIn.tokens;
    await expect(fetch(back)).rejects.toThrow();
    expect(server.tokenRequests).toEqual(['authorization_code']);
  });

  it('asks for no token when the person refuses', async () => {
    server.person = 'refuses';
    const signIn = await begin();
    await completeSignIn(signIn.url);
    await expect(signIn.tokens).rejects.toMatchObject({ code: 'auth', message: /refused in the browser/u });
    expect(server.tokenRequests).toEqual([]);
  });

  it('asks for no token for an answer that another service issued', async () => {
    const signIn = await begin();
    const back = await signInWithBrowser(signIn.url);
    back.searchParams.set('iss', 'https://accounts.example');
    await fetch(back);
    await expect(signIn.tokens).rejects.toMatchObject({ code: 'auth' });
    expect(server.tokenRequests).toEqual([]);
  });

  it('ends when its time is over, and nobody listens any more', async () => {
    const signIn = await begin(50);
    await expect(signIn.tokens).rejects.toMatchObject({ code: 'cancelled', details: { reason: 'time' } });
    await expect(fetch(redirectOf(signIn))).rejects.toThrow();
  });

  it('ends when the person cancels it', async () => {
    const signIn = await begin();
    signIn.cancel();
    await expect(signIn.tokens).rejects.toMatchObject({ code: 'cancelled', details: { reason: 'person' } });
    await expect(fetch(redirectOf(signIn))).rejects.toThrow();
  });

  it('says that the service cannot be reached, before any browser is opened', async () => {
    const silent: OAuthRegistration = {
      ...registration(),
      issuer: 'http://127.0.0.1:1',
    } as OAuthRegistration;
    await expect(beginSignIn(silent, { clientSecret: null })).rejects.toMatchObject({ code: 'network' });
  });

  it.each([
    'http://sso.halden.example',
    'ftp://sso.halden.example',
    'sso',
    'http://127.0.0.1.halden.example',
  ])('asks no service without encryption: %s', async (issuer) => {
    const own: OAuthRegistration = { service: 'own', clientId: 'x', issuer, scopes: ['openid'] };
    await expect(beginSignIn(own, { clientSecret: null })).rejects.toMatchObject({ code: 'validation' });
  });
});

describe('the known services', () => {
  async function askedOf(known: OAuthRegistration): Promise<URL> {
    under = await beginSignIn(known, { clientSecret: null });
    return new URL(under.url);
  }

  it('asks Google for the mail scope, for offline access and for consent', async () => {
    const asked = await askedOf({ service: 'google', clientId: 'client-1' });
    expect(asked.origin).toBe('https://accounts.google.com');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      scope: 'https://mail.google.com/',
      access_type: 'offline',
      prompt: 'consent',
      client_id: 'client-1',
    });
  });

  it('asks Microsoft for reading, sending and offline access, at the tenant that was chosen', async () => {
    const asked = await askedOf({ service: 'microsoft', clientId: 'client-2', tenant: 'halden.example' });
    expect(asked.origin + asked.pathname).toBe(
      'https://login.microsoftonline.com/halden.example/oauth2/v2.0/authorize',
    );
    expect(asked.searchParams.get('scope')?.split(' ')).toEqual([
      'https://outlook.office.com/IMAP.AccessAsUser.All',
      'https://outlook.office.com/SMTP.Send',
      'offline_access',
    ]);
  });

  it.each(['../common', 'a b', 'x/y', '', 'x?y'])(
    'takes no tenant that would lead elsewhere: "%s"',
    async (tenant) => {
      const known: OAuthRegistration = { service: 'microsoft', clientId: 'x', tenant };
      await expect(beginSignIn(known, { clientSecret: null })).rejects.toMatchObject({ code: 'validation' });
    },
  );
});

describe('a refresh', () => {
  async function signedIn() {
    const signIn = await begin();
    await completeSignIn(signIn.url);
    const { refreshToken } = await signIn.tokens;
    return { refreshToken, service: await oauthService(registration(), null) };
  }

  it('brings a new access token and the changed refresh token', async () => {
    const { refreshToken, service } = await signedIn();
    const tokens = await refreshTokens(service, refreshToken);
    expect(tokens.refreshToken).not.toBe(refreshToken);
    expect(tokens.accessToken).not.toBe('');
  });

  it('asks the person to connect again when the permission is gone', async () => {
    const { refreshToken, service } = await signedIn();
    await server.revokeEverything();
    await expect(refreshTokens(service, refreshToken)).rejects.toMatchObject({
      code: 'auth',
      details: { step: 'reconnect' },
    });
  });

  it.each(['invalid_grant', 'interaction_required', 'login_required', 'consent_required'])(
    'asks the person to connect again upon "%s"',
    async (error) => {
      const { refreshToken, service } = await signedIn();
      server.tokenAnswer = { status: 400, body: JSON.stringify({ error }) };
      const refused = refreshTokens(service, refreshToken);
      await expect(refused).rejects.toMatchObject({ code: 'auth', details: { step: 'reconnect' } });
      server.tokenAnswer = null;
    },
  );

  it.each([
    ['a server that is down', 503, '{"error":"temporarily_unavailable"}'],
    ['a server that is down and blames the permission', 500, '{"error":"invalid_grant"}'],
    ['a refused client', 401, '{"error":"invalid_client"}'],
    ['nonsense', 200, '<html>'],
    ['too many requests', 429, '{"error":"slow_down"}'],
  ])('counts %s as the network: worth trying again', async (_what, status, body) => {
    const { refreshToken, service } = await signedIn();
    server.tokenAnswer = { status, body };
    await expect(refreshTokens(service, refreshToken)).rejects.toMatchObject({ code: 'network' });
    server.tokenAnswer = null;
    await expect(refreshTokens(service, refreshToken)).resolves.toBeDefined();
  });

  it('keeps tokens out of its errors', async () => {
    const { refreshToken, service } = await signedIn();
    server.tokenAnswer = { status: 400, body: JSON.stringify({ error: 'invalid_request' }) };
    const failure = await refreshTokens(service, refreshToken).catch((error: unknown) => error);
    expect(inspect(failure, { depth: 12, showHidden: true })).not.toContain(refreshToken);
  });
});
