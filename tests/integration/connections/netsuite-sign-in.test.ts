import { describe, expect, it, onTestFinished } from 'vitest';
import { createRateLimiters } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import { systemTiming } from '../../../electron/engine/connectors/http/timing.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import {
  awaitConnectionSignIn,
  cancelConnectionSignIns,
  pasteSignInAddress,
  startConnectionSignIn,
  takeOpenedAddress,
} from '../../../electron/engine/services/connections/connection-sign-ins.ts';
import { keepTest } from '../../../electron/engine/services/connections/connection-tests.ts';
import { connectionTokens } from '../../../electron/engine/services/connections/connection-tokens.ts';
import { connectionView } from '../../../electron/engine/services/connections/connection-view.ts';
import {
  addConnection,
  changeConnection,
  requireConnection,
  testConnection,
} from '../../../electron/engine/services/connections/connections-service.ts';
import { syncConnection, syncSurroundings } from '../../../electron/engine/services/sync/sync-connection.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { PRIVATE_KEY } from '../../support/ledger/netsuite/netsuite-contract.ts';
import { netsuiteForSignIn } from '../../support/ledger/netsuite/netsuite-for-sign-in.ts';

const HOUR = 3_600_000;

/** A workspace with a connection to the fake NetSuite that nobody signed in to. */
async function bench(settings: Readonly<Record<string, string>> = {}) {
  const netsuite = await netsuiteForSignIn();
  const engine = await engineTest();
  const { workspace } = engine;
  const { clientId, persons } = netsuite.fake.accounts;
  const { id } = await addConnection(workspace, {
    name: 'Head office',
    kind: 'netsuite',
    settings: { accountId: netsuite.accountId, clientId, signIn: 'browser', ...settings },
    secrets: {},
  });
  onTestFinished(() => cancelConnectionSignIns(workspace));
  const row = () => requireConnection(workspace, id);
  const surroundings = syncSurroundings(silentLogger, systemTiming);
  const begin = async () => {
    const limiters = createRateLimiters(systemTiming);
    return startConnectionSignIn(workspace, await row(), {
      timing: systemTiming,
      limiters,
      onCost: () => undefined,
    });
  };
  const signIn = async () => {
    const started = await begin();
    expect(takeOpenedAddress(workspace, netsuite.walk(started.url).href)).toBe(true);
    return awaitConnectionSignIn(workspace, started.id);
  };
  /** As the tokens would stand after so many hours in which nobody used them. */
  const age = async (hours: number) => {
    netsuite.clockAhead += hours * HOUR;
    const store = connectionTokens(workspace, id);
    const tokens = await store.read();
    if (tokens === null) throw new Error('Nobody signed in.');
    await store.exclusively(() => store.write({ ...tokens, expiresAt: tokens.expiresAt - hours * HOUR }));
  };
  return {
    ...netsuite,
    engine,
    workspace,
    id,
    persons,
    row,
    begin,
    signIn,
    age,
    view: async () => connectionView(workspace, await row(), null),
    tokens: () => connectionTokens(workspace, id).read(),
    read: async () =>
      syncConnection(workspace, await row(), surroundings, {
        mode: 'changes',
        signal: new AbortController().signal,
      }),
    test: async () => testConnection(workspace, await row(), surroundings, new AbortController().signal),
  };
}

describe('signing in to NetSuite as a person', () => {
  it('ends at an address that opens Duebook, and reads the books of the account', async () => {
    const { begin, workspace, walk, view, persons, read, test, ledger, accountId } = await bench();
    expect(await view()).toMatchObject({ status: 'reconnect', signedIn: false });
    const { id, url, back, host, redirectUri } = await begin();
    expect({ back, host, redirectUri }).toEqual({
      back: 'opens',
      host: '1234567-sb1.app.netsuite.com',
      redirectUri: 'duebook://sign-in/netsuite',
    });
    expect(takeOpenedAddress(workspace, walk(url).href)).toBe(true);
    expect(await awaitConnectionSignIn(workspace, id)).toMatchObject({ state: 'done' });
    expect(await view()).toMatchObject({
      status: 'ready',
      signedIn: true,
      company: ledger.company,
      settings: { accountId, company: '1234567-sb1' },
      signIn: { what: 'sign-in', unlessUsed: true },
    });
    expect(await read()).toMatchObject({ state: 'done', error: null });
    expect((await test()).checks[0]).toMatchObject({ ok: true, text: 'NetSuite accepts the sign-in.' });
    expect(persons.exchanges).toEqual(['authorization_code']);
  });

  it('keeps its tokens in the key store alone, for the three hours that they say themselves', async () => {
    const { engine, signIn, tokens } = await bench();
    await signIn();
    const kept = await tokens();
    expect((kept?.refreshEndsAt ?? 0) - (kept?.refreshedAt ?? 0)).toBe(3 * HOUR);
    const stored = JSON.stringify(
      ['connection', 'touchpoint_payload'].map((table) => engine.rows(`SELECT * FROM ${table}`)),
    );
    expect(stored).not.toContain(kept?.refreshToken);
    expect(stored).not.toContain(kept?.accessToken);
  });

  it('takes no opened address with another state, for another place, or after the answer', async () => {
    const { workspace, begin, walk, persons } = await bench();
    const { id, url } = await begin();
    const good = walk(url);
    const guess = new URL(good);
    guess.searchParams.set('state', 'guess');
    const elsewhere = `duebook://sign-in/xero${good.search}`;
    for (const address of [guess.href, elsewhere, 'no address'])
      expect(takeOpenedAddress(workspace, address)).toBe(false);
    expect(persons.exchanges).toEqual([]);
    expect(takeOpenedAddress(workspace, good.href)).toBe(true);
    expect(await awaitConnectionSignIn(workspace, id)).toMatchObject({ state: 'done' });
    expect(takeOpenedAddress(workspace, good.href)).toBe(false);
    expect(persons.exchanges).toEqual(['authorization_code']);
  });

  it('takes the same address by hand, where the desktop does not open it', async () => {
    const { workspace, begin, walk, view } = await bench();
    const { id, url } = await begin();
    const wrong = walk(url);
    wrong.searchParams.set('state', 'guess');
    expect(() => pasteSignInAddress(workspace, id, wrong.href)).toThrow(
      expect.objectContaining({ code: 'validation' }),
    );
    pasteSignInAddress(workspace, id, walk(url).href);
    expect(await awaitConnectionSignIn(workspace, id)).toMatchObject({ state: 'done' });
    expect(await view()).toMatchObject({ signedIn: true });
  });

  it('may end at an https address of the company, which is pasted', async () => {
    const redirect = 'https://www.halden.example/duebook';
    const { workspace, begin, walk, persons } = await bench({ redirect });
    persons.registered = [redirect];
    const { id, url, back, redirectUri } = await begin();
    expect({ back, redirectUri }).toEqual({ back: 'pasted', redirectUri: redirect });
    pasteSignInAddress(workspace, id, walk(url).href);
    expect(await awaitConnectionSignIn(workspace, id)).toMatchObject({ state: 'done' });
  });

  it('with a code that belongs to another sign-in is refused by the proof of PKCE', async () => {
    const { workspace, begin, walk, persons, view } = await bench();
    const stolen = walk((await begin()).url).searchParams.get('code') ?? '';
    const { id, url } = await begin();
    const back = walk(url);
    back.searchParams.set('code', stolen);
    pasteSignInAddress(workspace, id, back.href);
    const ended = await awaitConnectionSignIn(workspace, id);
    expect(ended).toMatchObject({
      state: 'failed',
      text: expect.stringContaining('Sign in to NetSuite again'),
    });
    expect(JSON.stringify(ended)).not.toContain(stolen);
    expect(persons.exchanges).toEqual(['authorization_code!']);
    expect(await view()).toMatchObject({ signedIn: false });
  });

  it('for another account is refused before its code is used', async () => {
    const { signIn, persons, view } = await bench();
    persons.company = '7654321';
    expect(await signIn()).toMatchObject({
      state: 'failed',
      text: expect.stringContaining('another account'),
    });
    expect(persons.exchanges).toEqual([]);
    expect(await view()).toMatchObject({ signedIn: false });
  });

  it('is told as refused when the person says no', async () => {
    const { workspace, begin, walk } = await bench();
    const { id, url } = await begin();
    takeOpenedAddress(workspace, walk(url, 'refuses').href);
    expect(await awaitConnectionSignIn(workspace, id)).toMatchObject({
      state: 'failed',
      text: 'The sign-in was refused in the browser. Nothing was changed.',
    });
  });
});

it('the calls of a test count in those of the month', async () => {
  const { workspace, id, signIn, test, view, fake } = await bench();
  await signIn();
  const calls = fake.server.seen.length;
  await keepTest(workspace, id, await test());
  const { usage } = await view();
  expect(usage.calls).toBe(fake.server.seen.length - calls);
  expect(usage.calls).toBeGreaterThan(5);
  expect(usage.bytes).toBeGreaterThan(500);
});

describe('a person’s sign-in to NetSuite', () => {
  it('is renewed after an hour, each time with the refresh token of the time before', async () => {
    const { signIn, age, read, persons, tokens } = await bench();
    await signIn();
    const first = await tokens();
    for (const _hours of [2, 4]) {
      await age(2);
      expect(await read()).toMatchObject({ state: 'done', error: null });
    }
    expect(persons.exchanges).toEqual(['authorization_code', 'refresh_token', 'refresh_token']);
    expect((await tokens())?.refreshToken).not.toBe(first?.refreshToken);
  });

  it.each([
    ['nobody used for three hours', async (all: Awaited<ReturnType<typeof bench>>) => all.age(3.5)],
    [
      'NetSuite took back',
      async (all: Awaited<ReturnType<typeof bench>>) => {
        all.persons.revoke();
      },
    ],
  ])('that %s needs the person again, who then reads on', async (_why, end) => {
    const all = await bench();
    await all.signIn();
    await end(all);
    expect(await all.read()).toMatchObject({ state: 'failed', error: { reason: 'auth_revoked' } });
    expect(await all.view()).toMatchObject({
      status: 'reconnect',
      error: { message: expect.stringContaining('Sign in to NetSuite again') },
    });
    expect(await all.signIn()).toMatchObject({ state: 'done' });
    expect(await all.read()).toMatchObject({ state: 'done', error: null });
  });

  it('asks once for each refresh token: a second try would be refused', async () => {
    const { signIn, age, read, persons, fake } = await bench();
    await signIn();
    await age(3.5);
    const before = fake.server.seen.length;
    await read();
    expect(persons.exchanges).toEqual(['authorization_code', 'refresh_token!']);
    expect(fake.server.seen.length - before).toBe(1);
  });
});

describe('the way of signing in to NetSuite', () => {
  it('is the certificate unless the browser was chosen, and only asks for what belongs to it', async () => {
    const { workspace } = await engineTest();
    const add = (settings: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>>) =>
      addConnection(workspace, {
        name: `Books ${Object.keys(settings).length}`,
        kind: 'netsuite',
        settings: { accountId: '1234567', clientId: 'client', ...settings },
        secrets,
      });
    await expect(add({}, {})).rejects.toMatchObject({ details: { field: 'certificateId' } });
    await expect(add({ certificateId: 'c' }, {})).rejects.toMatchObject({ details: { field: 'key' } });
    await expect(add({ signIn: 'password' }, {})).rejects.toMatchObject({ details: { field: 'signIn' } });
    await expect(
      add({ signIn: 'browser', redirect: 'http://localhost:8888/callback' }, {}),
    ).rejects.toMatchObject({ details: { field: 'redirect' } });
    const added = await add({ certificateId: 'c' }, { key: PRIVATE_KEY });
    expect(added.status).toBe('new');
  });

  it('changes to the browser and back: what belongs to the other way is forgotten', async () => {
    const { workspace, id, signIn, view, tokens, row } = await bench();
    const secrets = { key: PRIVATE_KEY };
    await expect(
      changeConnection(workspace, id, { settings: { signIn: 'certificate', certificateId: 'cert-1' } }),
    ).rejects.toMatchObject({ code: 'validation', details: { field: 'key' } });
    await signIn();
    await changeConnection(workspace, id, {
      settings: { signIn: 'certificate', certificateId: 'cert-1' },
      secrets,
    });
    expect(await tokens()).toBeNull();
    expect((await view()).signedIn).toBeUndefined();
    await changeConnection(workspace, id, { settings: { signIn: 'browser' } });
    expect(await view()).toMatchObject({ status: 'reconnect', signedIn: false });
    expect(JSON.parse((await row()).settingsJson)).not.toHaveProperty('certificateId');
    expect(await workspace.secrets.get((await row()).secretName)).toBe('{}');
  });
});
