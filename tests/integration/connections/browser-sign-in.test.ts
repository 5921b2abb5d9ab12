import { describe, expect, it, onTestFinished } from 'vitest';
import { createRateLimiters } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import { systemTiming } from '../../../electron/engine/connectors/http/timing.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import {
  addressesOfConnectionSignIns,
  awaitConnectionSignIn,
  cancelConnectionSignIn,
  cancelConnectionSignIns,
  chooseSignInBooks,
  pasteSignInAddress,
  startConnectionSignIn,
} from '../../../electron/engine/services/connections/connection-sign-ins.ts';
import { connectionTokens } from '../../../electron/engine/services/connections/connection-tokens.ts';
import { connectionView } from '../../../electron/engine/services/connections/connection-view.ts';
import {
  addConnection,
  changeConnection,
  removeConnection,
  requireConnection,
} from '../../../electron/engine/services/connections/connections-service.ts';
import { syncConnection, syncSurroundings } from '../../../electron/engine/services/sync/sync-connection.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import { maySignInAt } from '../../../electron/shell/open-external-policy.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { quickbooksForSignIn } from '../../support/ledger/quickbooks/quickbooks-for-sign-in.ts';
import { xeroForSignIn } from '../../support/ledger/xero/xero-for-sign-in.ts';
import { xeroId } from '../../support/ledger/xero/xero-shape.ts';

const PAGE = 'https://www.halden.example/duebook';

const platform = () => ({
  timing: systemTiming,
  limiters: createRateLimiters(systemTiming),
  onCost: () => undefined,
});

async function begin(workspace: OpenWorkspace, id: ConnectionId, limit?: number) {
  const started = await startConnectionSignIn(
    workspace,
    await requireConnection(workspace, id),
    platform(),
    limit,
  );
  onTestFinished(() => cancelConnectionSignIns(workspace));
  return started;
}

const view = async (workspace: OpenWorkspace, id: ConnectionId) =>
  connectionView(workspace, await requireConnection(workspace, id), null);

const readAll = async (workspace: OpenWorkspace, id: ConnectionId) =>
  syncConnection(
    workspace,
    await requireConnection(workspace, id),
    syncSurroundings(silentLogger, systemTiming),
    { mode: 'changes', signal: new AbortController().signal },
  );

/** A workspace with a connection to the fake Xero that nobody signed in to. */
async function xeroBench() {
  const xero = await xeroForSignIn();
  const engine = await engineTest();
  const { workspace } = engine;
  const { clientId } = xero.fake.accounts;
  const add = (name: string) =>
    addConnection(workspace, { name, kind: 'xero', settings: { clientId }, secrets: {} });
  const { id } = await add('Head office');
  const signIn = async (connection: ConnectionId = id) => {
    const started = await begin(workspace, connection);
    await xero.walk(started.url);
    return { ...started, ended: await awaitConnectionSignIn(workspace, started.id) };
  };
  return { ...xero, engine, workspace, id, add, signIn };
}

async function quickbooksBench(settings: Readonly<Record<string, string>> = { redirect: PAGE }) {
  const quickbooks = await quickbooksForSignIn();
  const engine = await engineTest();
  const { clientId, clientSecret } = quickbooks.fake.accounts;
  const { id } = await addConnection(engine.workspace, {
    name: 'Head office',
    kind: 'quickbooks',
    settings: { clientId, ...settings },
    secrets: { clientSecret },
  });
  return { ...quickbooks, engine, workspace: engine.workspace, id };
}

/** Every text that is stored in the clear of the encrypted database. */
function stored(engine: EngineTest): string {
  return JSON.stringify(
    ['connection', 'touchpoint_payload'].map((table) => engine.rows(`SELECT * FROM ${table}`)),
  );
}

describe('signing in to Xero', () => {
  it('goes through the browser, keeps the organisation and reads its books', async () => {
    const { workspace, id, signIn, fake, ledger } = await xeroBench();
    expect(await view(workspace, id)).toMatchObject({
      status: 'reconnect',
      signedIn: false,
      hasSecrets: true,
    });
    const { ended, back, host } = await signIn();
    expect({ back, host }).toEqual({ back: 'here', host: 'login.xero.com' });
    expect(ended).toMatchObject({ state: 'done', text: `Signed in: the books of ${ledger.company}.` });
    expect(await view(workspace, id)).toMatchObject({
      status: 'ready',
      signedIn: true,
      company: ledger.company,
      settings: { tenantId: fake.tenantId },
      signIn: { what: 'sign-in', state: 'lasting', warning: null, unlessUsed: true },
    });
    expect(await readAll(workspace, id)).toMatchObject({ state: 'done', error: null });
    expect(fake.accounts.exchanges).toEqual(['authorization_code']);
  });

  it('asks for reading rights alone, with PKCE, at a registered address', async () => {
    const { workspace, id } = await xeroBench();
    const { url } = await begin(workspace, id);
    const asked = new URL(url).searchParams;
    const scopes = (asked.get('scope') ?? '').split(' ');
    expect(scopes.filter((scope) => scope.startsWith('accounting.') && !scope.endsWith('.read'))).toEqual([]);
    expect(scopes).toContain('offline_access');
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toMatch(/^http:\/\/localhost:88(88|89|90|91)\/callback$/u);
  });

  it('keeps its tokens in the key store alone', async () => {
    const { engine, workspace, id, signIn } = await xeroBench();
    await signIn();
    const tokens = await connectionTokens(workspace, id).read();
    expect(tokens?.refreshToken).toContain('refresh-token-of-xero');
    expect(stored(engine)).not.toContain('refresh-token-of-xero');
    expect(stored(engine)).not.toContain(tokens?.accessToken);
  });

  it('lets the person choose between several organisations, by id or by name', async () => {
    const { workspace, id, signIn, fake, ledger } = await xeroBench();
    fake.others.push('Halden Holding AS');
    const { ended, id: under } = await signIn();
    expect(ended).toMatchObject({
      state: 'choose',
      books: [
        { id: fake.tenantId, name: ledger.company },
        { id: xeroId('Halden Holding AS'), name: 'Halden Holding AS' },
      ],
    });
    expect(await view(workspace, id)).toMatchObject({ signedIn: false });
    await expect(chooseSignInBooks(workspace, under, 'Borealis')).rejects.toMatchObject({
      code: 'validation',
    });
    await chooseSignInBooks(workspace, under, 'halden holding as');
    expect(await view(workspace, id)).toMatchObject({
      signedIn: true,
      settings: { tenantId: xeroId('Halden Holding AS') },
    });
    await expect(chooseSignInBooks(workspace, under, fake.tenantId)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is told as refused when the person says no, and changes nothing', async () => {
    const { workspace, id, walk, fake } = await xeroBench();
    const { id: under, url } = await begin(workspace, id);
    await walk(url, 'refuses');
    expect(await awaitConnectionSignIn(workspace, under)).toMatchObject({
      state: 'failed',
      text: 'The sign-in was refused in the browser. Nothing was changed.',
    });
    expect(fake.accounts.exchanges).toEqual([]);
    expect(await view(workspace, id)).toMatchObject({ signedIn: false, status: 'reconnect' });
  });

  it('takes no answer with another state', async () => {
    const { workspace, id, fake } = await xeroBench();
    const { id: under, url } = await begin(workspace, id);
    const back = fake.accounts.authorize(new URL(url));
    back.searchParams.set('state', 'guess');
    expect((await fetch(back)).status).toBe(400);
    expect(fake.accounts.exchanges).toEqual([]);
    cancelConnectionSignIn(workspace, under);
    expect(await awaitConnectionSignIn(workspace, under)).toMatchObject({ state: 'cancelled' });
  });

  it('says in words that Xero refuses the app, and keeps nothing', async () => {
    const { workspace, id, fake } = await xeroBench();
    const { id: under, url } = await begin(workspace, id);
    const back = fake.accounts.authorize(new URL(url));
    back.searchParams.set('code', 'another-code');
    await fetch(back);
    const ended = await awaitConnectionSignIn(workspace, under);
    expect(ended).toMatchObject({ state: 'failed', text: expect.stringContaining('Sign in to Xero again') });
    expect(JSON.stringify(ended)).not.toContain('another-code');
    expect(await view(workspace, id)).toMatchObject({ signedIn: false });
  });

  it('ends when its time is over; another one ends the one before', async () => {
    const { workspace, id } = await xeroBench();
    const late = await begin(workspace, id, 20);
    expect(await awaitConnectionSignIn(workspace, late.id)).toMatchObject({ state: 'timed_out' });
    const first = await begin(workspace, id);
    const waiting = awaitConnectionSignIn(workspace, first.id);
    const second = await begin(workspace, id);
    expect(await waiting).toMatchObject({ state: 'cancelled' });
    expect(addressesOfConnectionSignIns(workspace)).toEqual([second.url]);
  });

  it('opens no page but its own, while it is under way', async () => {
    const { workspace, id } = await xeroBench();
    const { id: under, url } = await begin(workspace, id);
    const may = (address: string) =>
      maySignInAt(address, addressesOfConnectionSignIns(workspace), { loopback: false });
    expect(may(url)).toBe(true);
    expect(may('https://login.xero.com/identity/connect/authorize')).toBe(false);
    cancelConnectionSignIn(workspace, under);
    expect(may(url)).toBe(false);
  });
});

describe('signing in again', () => {
  it('takes the organisation that is read, also where the sign-in includes others', async () => {
    const { workspace, id, signIn, fake } = await xeroBench();
    await signIn();
    fake.others.push('Halden Holding AS');
    fake.accounts.revoke();
    expect(await readAll(workspace, id)).toMatchObject({
      state: 'failed',
      error: { reason: 'auth_revoked' },
    });
    expect(await view(workspace, id)).toMatchObject({ status: 'reconnect' });
    expect((await signIn()).ended.state).toBe('done');
    expect(await view(workspace, id)).toMatchObject({
      status: 'ready',
      error: null,
      settings: { tenantId: fake.tenantId },
    });
    expect(await readAll(workspace, id)).toMatchObject({ state: 'done' });
  });

  it('with another company’s sign-in is refused: two companies would be mixed in one ledger', async () => {
    const { workspace, id, fake, walk } = await quickbooksBench();
    const finish = async () => {
      const { id: under, url } = await begin(workspace, id);
      pasteSignInAddress(workspace, under, walk(url).href);
      return awaitConnectionSignIn(workspace, under);
    };
    expect(await finish()).toMatchObject({ state: 'done' });
    const before = await connectionTokens(workspace, id).read();
    Object.assign(fake, { realmId: '4620816365000001' });
    const refused = await finish();
    expect(refused).toMatchObject({
      state: 'failed',
      text: expect.stringMatching(/opens .* but "Head office" reads the books of .* Nothing was changed/u),
    });
    expect(await connectionTokens(workspace, id).read()).toEqual(before);
  });

  it('to books that another connection reads is refused', async () => {
    const { workspace, signIn, add } = await xeroBench();
    await signIn();
    const { id: other } = await add('Second');
    expect((await signIn(other)).ended).toMatchObject({
      state: 'failed',
      text: expect.stringContaining('"Head office" reads the books of'),
    });
    expect(await view(workspace, other)).toMatchObject({ signedIn: false });
  });

  it('is needed when the app becomes another, and not for another name', async () => {
    const { workspace, id, signIn, fake } = await xeroBench();
    await signIn();
    await changeConnection(workspace, id, { name: 'Branch', everyMinutes: 60 });
    expect(await view(workspace, id)).toMatchObject({ signedIn: true, status: 'ready' });
    await changeConnection(workspace, id, { settings: { clientId: 'BEEF' } });
    expect(await view(workspace, id)).toMatchObject({
      signedIn: false,
      status: 'reconnect',
      settings: { tenantId: fake.tenantId },
    });
  });

  it('nothing of a sign-in is left when the connection is removed', async () => {
    const { workspace, id, signIn } = await xeroBench();
    await signIn();
    await removeConnection(workspace, id);
    expect(await connectionTokens(workspace, id).read()).toBeNull();
  });
});

describe('signing in to QuickBooks', () => {
  it('ends on a page of the company, whose address is pasted', async () => {
    const { engine, workspace, id, fake, ledger, walk } = await quickbooksBench();
    const { id: under, url, back, redirectUri } = await begin(workspace, id);
    expect({ back, redirectUri }).toEqual({ back: 'pasted', redirectUri: PAGE });
    expect(new URL(url).searchParams.get('code_challenge')).toBeNull();
    pasteSignInAddress(workspace, under, walk(url).href);
    expect(await awaitConnectionSignIn(workspace, under)).toMatchObject({ state: 'done' });
    expect(await view(workspace, id)).toMatchObject({
      status: 'ready',
      company: ledger.company,
      settings: { realmId: fake.realmId },
    });
    expect(await readAll(workspace, id)).toMatchObject({ state: 'done' });
    expect(stored(engine)).not.toContain('fake-refresh-token');
    expect(stored(engine)).not.toContain(fake.accounts.clientSecret);
  });

  it('asks for the day on which it ends in any case, and keeps it', async () => {
    const { workspace, id, walk } = await quickbooksBench();
    const { id: under, url } = await begin(workspace, id);
    pasteSignInAddress(workspace, under, walk(url).href);
    await awaitConnectionSignIn(workspace, under);
    const tokens = await connectionTokens(workspace, id).read();
    const days = (from: number, until: number | null) => Math.round(((until ?? 0) - from) / 86_400_000);
    expect(days(tokens?.refreshedAt ?? 0, tokens?.refreshEndsAt ?? null)).toBe(100);
    expect(days(tokens?.hardEnd?.from ?? 0, tokens?.hardEnd?.until ?? null)).toBe(5 * 365);
  });

  it('of a sandbox comes back to this computer', async () => {
    const { workspace, id, fake, walk } = await quickbooksBench({ environment: 'sandbox' });
    fake.accounts.registered = [8888, 8889, 8890, 8891].map((port) => `http://localhost:${port}/callback`);
    const { id: under, url, back } = await begin(workspace, id);
    expect(back).toBe('here');
    expect((await fetch(walk(url))).status).toBe(200);
    expect(await awaitConnectionSignIn(workspace, under)).toMatchObject({ state: 'done' });
  });

  it('refuses an address of another sign-in, and still takes the right one', async () => {
    const { workspace, id, walk } = await quickbooksBench();
    const { id: under, url } = await begin(workspace, id);
    const wrong = walk(url);
    wrong.searchParams.set('state', 'guess');
    expect(() => pasteSignInAddress(workspace, under, wrong.href)).toThrow(
      expect.objectContaining({ code: 'validation' }),
    );
    pasteSignInAddress(workspace, under, walk(url).href);
    expect(await awaitConnectionSignIn(workspace, under)).toMatchObject({ state: 'done' });
  });

  it('without a company is refused', async () => {
    const { workspace, id, walk } = await quickbooksBench();
    const { id: under, url } = await begin(workspace, id);
    const back = walk(url);
    back.searchParams.delete('realmId');
    pasteSignInAddress(workspace, under, back.href);
    expect(await awaitConnectionSignIn(workspace, under)).toMatchObject({
      state: 'failed',
      text: expect.stringContaining('which company'),
    });
  });
});

it('a system with a key has no sign-in in the browser', async () => {
  const { workspace } = await engineTest();
  const { id } = await addConnection(workspace, {
    name: 'Cards',
    kind: 'stripe',
    settings: {},
    secrets: { key: 'rk_live_1' },
  });
  await expect(begin(workspace, id)).rejects.toMatchObject({ code: 'validation' });
});
