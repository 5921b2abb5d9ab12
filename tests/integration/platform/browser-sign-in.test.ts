import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type BrowserSignIn,
  beginBrowserSignIn,
  type RedirectPlan,
  type SignInAnswer,
} from '../../../electron/engine/platform/oauth/browser-sign-in.ts';
import { listenForRedirect } from '../../../electron/engine/platform/oauth/redirect-listener.ts';

/** Some other program that listens on this computer. */
async function otherProgram(
  host: string,
  port = 0,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((_request, response) => response.end('not ours'));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve(undefined))));
  return { server, port: (server.address() as AddressInfo).port };
}

async function freePort(): Promise<number> {
  const { server, port } = await otherProgram('127.0.0.1');
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const listen = async (ports: readonly number[], state = 'state-1') => {
  const listener = await listenForRedirect(state, { host: 'localhost', ports, path: '/callback' });
  onTestFinished(() => listener.close());
  return listener;
};

describe('registered ports', () => {
  it('are tried in their order, and the first that is free is used', async () => {
    const { port: taken } = await otherProgram('127.0.0.1');
    const free = await freePort();
    const { redirectUri, answer } = await listen([taken, free]);
    expect(redirectUri).toBe(`http://localhost:${free}/callback`);
    const shown = await fetch(`${redirectUri}?code=c&state=state-1`);
    expect(await shown.text()).toContain('go back to Duebook');
    expect((await answer).get('code')).toBe('c');
  });

  it('that another program has on the other loopback address are not used: the browser could go there', async () => {
    const { port: taken } = await otherProgram('::1');
    const free = await freePort();
    expect((await listen([taken, free])).redirectUri).toContain(`:${free}/`);
  });

  it('that are all taken are named, with what to do', async () => {
    const [one, two] = [await otherProgram('127.0.0.1'), await otherProgram('127.0.0.1')];
    const refused = listen([one.port, two.port]);
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`${one.port}, ${two.port}`),
      details: { ports: [one.port, two.port] },
    });
  });

  it('are let go of again, on both addresses', async () => {
    const port = await freePort();
    (await listen([port])).close();
    await otherProgram('127.0.0.1', port);
    await otherProgram('::1', port);
  });

  it.each(['127.0.0.1', '[::1]'])(
    'answer on %s, and only to the name that is registered',
    async (address) => {
      const port = await freePort();
      const { answer, redirectUri } = await listen([port]);
      // The browser names the host that it was sent to; an address in its place is another page's doing.
      expect((await fetch(`http://${address}:${port}/callback?code=c&state=state-1`)).status).toBe(403);
      expect((await fetch(`${redirectUri}?code=c&state=other`)).status).toBe(400);
      expect((await fetch(`${redirectUri}?code=c&state=state-1`)).status).toBe(200);
      await answer;
    },
  );
});

const SERVICE = {
  server: {
    issuer: 'https://login.halden.example',
    authorization_endpoint: 'https://login.halden.example/go',
  },
  client: { client_id: 'client-1' },
  scope: 'books.read',
  extra: {},
} as const;
const PAGE = 'https://www.halden.example/duebook';
const PASTED: RedirectPlan = { kind: 'pasted', address: PAGE };

async function begin(
  plan: { readonly redirect?: RedirectPlan; readonly pkce?: boolean; readonly limit?: number } = {},
) {
  const answers: SignInAnswer[] = [];
  const { redirect = PASTED, pkce = false, limit } = plan;
  const signIn: BrowserSignIn<string> = await beginBrowserSignIn(
    { ...SERVICE, redirect, pkce },
    async (answer) => {
      answers.push(answer);
      return 'tokens';
    },
    limit,
  );
  onTestFinished(() => signIn.cancel());
  const state = new URL(signIn.url).searchParams.get('state') ?? '';
  return { signIn, answers, state };
}

describe('an answer that the person brings', () => {
  it('is the address that the browser ended at, spaces around it or not', async () => {
    const { signIn, answers, state } = await begin();
    expect(new URL(signIn.url).searchParams.get('redirect_uri')).toBe(PAGE);
    signIn.paste(`  ${PAGE}?code=c-1&state=${state}&realmId=77 \n`);
    expect(await signIn.outcome).toBe('tokens');
    const [answer] = answers;
    expect(answer?.redirectUri).toBe(PAGE);
    expect(answer?.parameters.get('realmId')).toBe('77');
    expect(signIn.isOpen()).toBe(false);
  });

  it.each([
    ['of another sign-in', () => `${PAGE}?code=c&state=guess`],
    ['without a state', () => `${PAGE}?code=c`],
    ['with the state twice', (state: string) => `${PAGE}?code=c&state=${state}&state=${state}`],
    ['of another page', (state: string) => `https://www.evil.example/duebook?code=c&state=${state}`],
    ['of another path', (state: string) => `https://www.halden.example/?code=c&state=${state}`],
    ['without encryption', (state: string) => `http://www.halden.example/duebook?code=c&state=${state}`],
    ['that is none', () => 'c-1'],
  ] as const)('%s is refused, asks for no token, and the right one still counts', async (_what, address) => {
    const { signIn, answers, state } = await begin();
    expect(() => signIn.paste(address(state))).toThrow(
      expect.objectContaining({ code: 'validation', details: { field: 'address' } }),
    );
    expect(answers).toEqual([]);
    signIn.paste(`${PAGE}?code=c-1&state=${state}`);
    expect(await signIn.outcome).toBe('tokens');
  });

  it('counts once', async () => {
    const { signIn, answers, state } = await begin();
    signIn.paste(`${PAGE}?code=c-1&state=${state}`);
    signIn.paste(`${PAGE}?code=c-2&state=${state}`);
    await signIn.outcome;
    expect(answers.map(({ parameters }) => parameters.get('code'))).toEqual(['c-1']);
  });

  it('may also be brought where the browser could not come back, as over a remote terminal', async () => {
    const redirect = {
      kind: 'listens',
      host: 'localhost',
      ports: [await freePort()],
      path: '/callback',
    } as const;
    const { signIn, state } = await begin({ redirect });
    signIn.paste(`${signIn.redirectUri}?code=c-1&state=${state}`);
    expect(await signIn.outcome).toBe('tokens');
    await expect(fetch(signIn.redirectUri)).rejects.toThrow();
  });

  it('that says no is told as a refusal, and nothing is asked for', async () => {
    const { signIn, answers, state } = await begin();
    signIn.paste(`${PAGE}?error=access_denied&state=${state}`);
    await expect(signIn.outcome).rejects.toMatchObject({
      code: 'auth',
      message: expect.stringContaining('refused in the browser'),
    });
    expect(answers).toEqual([]);
  });
});

describe('a sign-in', () => {
  it('proves with PKCE that the code is its own, unless the service does not know that', async () => {
    const challenge = async (pkce: boolean) =>
      new URL((await begin({ pkce })).signIn.url).searchParams.get('code_challenge');
    expect(await challenge(true)).toHaveLength(43);
    expect(await challenge(false)).toBeNull();
  });

  it('ends when its time is over, or when the person ends it', async () => {
    const late = await begin({ limit: 20 });
    await expect(late.signIn.outcome).rejects.toMatchObject({
      code: 'cancelled',
      details: { reason: 'time' },
    });
    const ended = await begin();
    ended.signIn.cancel();
    await expect(ended.signIn.outcome).rejects.toMatchObject({ details: { reason: 'person' } });
    expect(ended.signIn.isOpen()).toBe(false);
  });
});
