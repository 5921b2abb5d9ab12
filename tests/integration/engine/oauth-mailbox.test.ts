import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { testMailAccount } from '../../../electron/engine/mail/account/test-account.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import {
  forgetAccessToken,
  keepAccessToken,
} from '../../../electron/engine/services/mailboxes/access-token.ts';
import {
  addMailbox,
  listMailboxes,
  openableMailbox,
  removeMailbox,
  requireMailbox,
  testMailbox,
} from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { reconnectMailbox } from '../../../electron/engine/services/mailboxes/oauth-mailbox.ts';
import {
  addressesOfSignIns,
  awaitSignIn,
  cancelAllSignIns,
  cancelSignIn,
  startSignIn,
} from '../../../electron/engine/services/mailboxes/sign-ins.ts';
import {
  approveDraft,
  getMessage,
  sendMessage,
} from '../../../electron/engine/services/outbox/outbox-service.ts';
import { sendDueMessages } from '../../../electron/engine/services/outbox/send-due-messages.ts';
import { deliverWaitingDrafts } from '../../../electron/engine/services/outreach/draft-queue.ts';
import {
  createDraft,
  getDraft,
  queueDraft,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { OpenWorkspace } from '../../../electron/engine/services/workspace/open-workspace.ts';
import { maySignInAt } from '../../../electron/shell/open-external-policy.ts';
import type { SignInId } from '../../../shared/contract/mailbox-sign-in.ts';
import { readMailbox } from '../../support/dovecot/read-mailbox.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { ready, request } from '../../support/engine/letter-books.ts';
import {
  type AuthorizationServer,
  startAuthorizationServer,
} from '../../support/oauth/authorization-server.ts';
import { completeSignIn } from '../../support/oauth/browser.ts';

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

const ALICE = 'alice@example.test';
const SCOPES = ['openid', 'email', 'offline_access'];

let services: AuthorizationServer;
let server: Dovecot;
beforeAll(async () => {
  services = await startAuthorizationServer({ accountId: ALICE });
  if (available) {
    server = await startDovecot(undefined, { introspectionUrl: services.introspectionUrl });
  }
});
afterAll(async () => {
  await server?.stop();
  await services?.stop();
});

const service = () =>
  ({ service: 'own', clientId: services.clientId, issuer: services.issuer, scopes: SCOPES }) as const;

const begin = (workspace: OpenWorkspace, limit?: number) =>
  startSignIn(workspace, { service: service(), clientSecret: null, address: ALICE }, limit);

async function signedIn(workspace: OpenWorkspace): Promise<SignInId> {
  const { id, url } = await begin(workspace);
  await completeSignIn(url);
  expect(await awaitSignIn(workspace, id)).toEqual({ state: 'done', text: 'Signed in.' });
  return id;
}

/** A workspace with a mailbox that was connected, and nothing else. */
async function connected(engine: EngineTest) {
  const { workspace } = engine;
  const mailbox = await addMailbox(workspace, {
    address: ALICE,
    displayName: 'Alice',
    imapUrl: available ? `imaps://localhost:${server.imapsPort}` : 'imaps://127.0.0.1:1',
    smtpUrl: available ? `smtp+starttls://localhost:${server.submissionPort}` : null,
    user: ALICE,
    signIn: await signedIn(workspace),
    certificateAuthority: available ? server.caPem : null,
    draftsFolder: null,
    provider: 'other',
  });
  const row = () => requireMailbox(workspace, mailbox.id);
  const open = async () => openableMailbox(workspace, await row());
  const expire = async () => forgetAccessToken(workspace, (await row()).secretName);
  return { engine, workspace, mailbox, row, open, expire };
}

/** The settings of the only mailbox, as the command takes them. */
async function changed(workspace: OpenWorkspace) {
  const [row] = await workspace.db.read('mailboxes', null);
  if (row === undefined) throw new Error('There is no mailbox.');
  return { ...row, checkJson: null };
}

const refreshes = () => services.tokenRequests.filter((grant) => grant.startsWith('refresh_token')).length;

describe('a mailbox that was connected by OAuth', () => {
  it('says what it was connected with, and holds tokens in the key store alone', async () => {
    const { engine, workspace, mailbox, row } = await connected(await engineTest());
    expect(mailbox).toMatchObject({ login: 'oauth', service: service(), reconnect: null, hasSecret: true });
    const secret = await workspace.secrets.get((await row()).secretName);
    const { refreshToken } = JSON.parse(secret ?? '{}') as { readonly refreshToken: string };
    expect(refreshToken.length).toBeGreaterThan(20);
    for (const table of ['mailbox', 'touchpoint_payload', 'secret']) {
      expect(JSON.stringify(engine.rows(`SELECT * FROM ${table}`))).not.toContain(refreshToken);
    }
    await removeMailbox(workspace, mailbox.id);
    expect(await workspace.secrets.get(`mailbox:${mailbox.id}`)).toBeNull();
  });

  it('asks once for a new token, however many want one', async () => {
    const { open, expire } = await connected(await engineTest());
    await expire();
    const before = refreshes();
    const opened = await Promise.all(Array.from({ length: 20 }, open));
    expect(refreshes() - before).toBe(1);
    const tokens = opened.map(({ secret }) => (secret.kind === 'token' ? secret.accessToken : 'password'));
    expect(new Set(tokens).size).toBe(1);
    await open();
    expect(refreshes() - before).toBe(1);
  });

  it('uses a changed refresh token only after it is stored', async () => {
    const { workspace, open, expire, row } = await connected(await engineTest());
    const { secretName } = await row();
    const first = await workspace.secrets.get(secretName);
    await expire();
    await open();
    const second = await workspace.secrets.get(secretName);
    expect(second).not.toBe(first);

    const { set } = workspace.secrets;
    Object.assign(workspace.secrets, { set: () => Promise.reject(new Error('The key store is gone.')) });
    await expire();
    await expect(open()).rejects.toThrow('The key store is gone.');
    Object.assign(workspace.secrets, { set });
  });

  it('keeps working over several changes of the token, also after a restart', async () => {
    const { engine, mailbox, open, expire } = await connected(await engineTest());
    for (let turn = 0; turn < 3; turn += 1) {
      await expire();
      expect((await open()).secret.kind).toBe('token');
    }
    const { workspace } = await engine.reopen();
    onTestFinished(() => workspace.close());
    const row = await requireMailbox(workspace, mailbox.id);
    expect((await openableMailbox(workspace, row)).secret.kind).toBe('token');
  });

  it('says "reconnect" and pauses sending when the permission is gone, once', async () => {
    const { engine, workspace, mailbox, open, expire } = await connected(await engineTest());
    await services.revokeEverything();
    await expire();
    const before = refreshes();
    for (let turn = 0; turn < 3; turn += 1) {
      await expect(open()).rejects.toMatchObject({ code: 'auth', details: { step: 'reconnect' } });
    }
    expect(refreshes() - before).toBe(1);
    const [shown] = await listMailboxes(workspace);
    expect(shown?.reconnect).toMatch(/Connect the mailbox again/u);
    expect(shown?.pause).toEqual({ reason: shown?.reconnect, until: null });
    expect(engine.value("SELECT COUNT(*) FROM touchpoint WHERE kind = 'mailbox_paused'")).toBe(1);
    const { ok, checks } = await testMailbox(workspace, mailbox.id);
    expect(ok).toBe(false);
    expect(checks.filter((check) => !check.ok)).toEqual([
      { check: 'login', ok: false, text: expect.stringMatching(/Connect the mailbox again/u) },
    ]);

    const again = await reconnectMailbox(workspace, mailbox.id, await signedIn(workspace));
    expect(again).toMatchObject({ reconnect: null, pause: null, service: service() });
    expect((await open()).secret.kind).toBe('token');
    expect(await workspace.secrets.get(`mailbox:${mailbox.id}`)).toBeNull();
  });

  describe('whose login the mail server refuses is paused, and', () => {
    const REFUSED = 'The token was refused.';
    const pausedFor = async (cause: 'login' | 'server' | 'person') => {
      const test = await connected(await engineTest());
      const { workspace, mailbox } = test;
      const pause = { id: mailbox.id, until: null, reason: REFUSED, cause };
      await workspace.db.write('pauseMailbox', pause, workspace.context());
      return test;
    };

    it('goes on when it is connected again, which the log says', async () => {
      const { engine, workspace, mailbox } = await pausedFor('login');
      const again = await reconnectMailbox(workspace, mailbox.id, await signedIn(workspace));
      expect(again.pause).toBeNull();
      expect(engine.value("SELECT COUNT(*) FROM touchpoint WHERE kind = 'mailbox_resumed'")).toBe(1);
    });

    it.each(['server', 'person'] as const)('stays paused when it was the %s who wanted it', async (cause) => {
      const { engine, workspace, mailbox, open, expire } = await pausedFor(cause);
      await services.revokeEverything();
      await expire();
      await expect(open()).rejects.toMatchObject({ code: 'auth' });
      const [shown] = await listMailboxes(workspace);
      expect(shown).toMatchObject({ pause: { reason: REFUSED }, reconnect: expect.stringMatching(/again/u) });
      const again = await reconnectMailbox(workspace, mailbox.id, await signedIn(workspace));
      expect(again).toMatchObject({ reconnect: null, pause: { reason: REFUSED } });
      expect(engine.value("SELECT COUNT(*) FROM touchpoint WHERE kind = 'mailbox_resumed'")).toBe(0);
    });
  });

  it('does not ask for a sign-in that was made while the token before was being refused', async () => {
    const { workspace, mailbox, row } = await connected(await engineTest());
    const before = await row();
    await reconnectMailbox(workspace, mailbox.id, await signedIn(workspace));
    const secret = JSON.stringify({ refreshToken: 'ended', clientSecret: null });
    await workspace.secrets.set(before.secretName, secret);
    forgetAccessToken(workspace, before.secretName);
    await expect(openableMailbox(workspace, before)).rejects.toMatchObject({ code: 'auth' });
    expect((await listMailboxes(workspace))[0]).toMatchObject({ reconnect: null, pause: null });
  });

  it('stays as it is when the sign-in service fails for a while', async () => {
    const { workspace, open, expire } = await connected(await engineTest());
    await expire();
    services.tokenAnswer = { status: 503, body: '{"error":"temporarily_unavailable"}' };
    onTestFinished(() => {
      services.tokenAnswer = null;
    });
    await expect(open()).rejects.toMatchObject({ code: 'network' });
    expect((await listMailboxes(workspace))[0]).toMatchObject({ reconnect: null, pause: null });
    services.tokenAnswer = null;
    expect((await open()).secret.kind).toBe('token');
  });
});

describe('a sign-in', () => {
  it('can be taken once', async () => {
    const { workspace } = await engineTest();
    const id = await signedIn(workspace);
    await expect(
      Promise.all(
        ['a@example.test', 'b@example.test'].map((address) =>
          addMailbox(workspace, {
            ...{ address, displayName: null, imapUrl: 'imaps://127.0.0.1:1', smtpUrl: null, user: 'x' },
            ...{ signIn: id, certificateAuthority: null, draftsFolder: null },
          }),
        ),
      ),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tells how it ended: cancelled, too late, refused', async () => {
    const { workspace } = await engineTest();
    const cancelled = await begin(workspace);
    expect(cancelSignIn(workspace, cancelled.id)).toBe(true);
    expect(await awaitSignIn(workspace, cancelled.id)).toMatchObject({ state: 'cancelled' });

    const late = await begin(workspace, 20);
    expect(await awaitSignIn(workspace, late.id)).toMatchObject({ state: 'timed_out' });

    services.person = 'refuses';
    onTestFinished(() => {
      services.person = 'agrees';
    });
    const refused = await begin(workspace);
    await completeSignIn(refused.url);
    expect(await awaitSignIn(workspace, refused.id)).toMatchObject({ state: 'failed' });
    await expect(awaitSignIn(workspace, refused.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('lets the shell open its own page while its answer is waited for, and no other', async () => {
    const { workspace } = await engineTest();
    expect(addressesOfSignIns(workspace)).toEqual([]);
    const first = await begin(workspace);
    const { id, url } = await begin(workspace);
    expect(first.url).not.toBe(url);
    expect(addressesOfSignIns(workspace)).toEqual([url]);
    expect(maySignInAt(url, addressesOfSignIns(workspace), { loopback: true })).toBe(true);
    await completeSignIn(url);
    await awaitSignIn(workspace, id);
    expect(addressesOfSignIns(workspace)).toEqual([]);
    const given = await begin(workspace);
    cancelSignIn(workspace, given.id);
    expect(addressesOfSignIns(workspace)).toEqual([]);
  });

  it('leaves no listener behind when another begins or the workspace closes', async () => {
    const { workspace } = await engineTest();
    const redirectOf = (url: string) => new URL(url).searchParams.get('redirect_uri') ?? '';
    const first = await begin(workspace);
    const second = await begin(workspace);
    await expect(fetch(redirectOf(first.url))).rejects.toThrow();
    expect((await fetch(redirectOf(second.url))).status).toBe(400);
    cancelAllSignIns(workspace);
    await expect(fetch(redirectOf(second.url))).rejects.toThrow();
  });

  it('is not begun for a mailbox with a password, and needs one or the other', async () => {
    const { workspace } = await engineTest();
    const input = {
      ...{ address: ALICE, displayName: null, imapUrl: 'imaps://127.0.0.1:1', smtpUrl: null, user: 'x' },
      ...{ certificateAuthority: null, draftsFolder: null },
    };
    await expect(addMailbox(workspace, input)).rejects.toMatchObject({
      code: 'validation',
      details: { field: 'password' },
    });
    const { id } = await addMailbox(workspace, { ...input, password: 'x' });
    await expect(startSignIn(workspace, { mailboxId: id })).rejects.toMatchObject({ code: 'validation' });
  });
});

describe.skipIf(!available)('a token at a real Dovecot', () => {
  it('opens the mailbox for reading and for sending', async () => {
    const { workspace, mailbox } = await connected(await engineTest());
    const test = await testMailbox(workspace, mailbox.id);
    expect(test.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(test.checks.map(({ check }) => check)).toContain('smtp');
  });

  it('opens no other mailbox, and the server’s reason is told', async () => {
    const { open } = await connected(await engineTest());
    const { account, secret } = await open();
    const bob = { ...account, user: 'bob@example.test' };
    const checks = await testMailAccount(bob, secret);
    const failed = checks.filter(({ ok }) => !ok).map(({ check }) => check);
    expect(failed).toEqual(['login', 'smtp']);
    for (const { ok, text } of checks) {
      if (!ok) expect(text).toMatch(/The server said: .*"status".*[Cc]onnect (?:it|the mailbox) again/u);
    }
    expect(JSON.stringify(checks)).not.toContain(secret.kind === 'token' ? secret.accessToken : '-');
  });

  it('is asked for anew when the mail server refuses the one before', async () => {
    const { workspace, mailbox, open } = await connected(await engineTest());
    const { secret: before } = await open();
    await services.revokeEverything();
    expect(await testMailbox(workspace, mailbox.id)).toMatchObject({ ok: false });
    await expect(open()).rejects.toMatchObject({ code: 'auth', details: { step: 'reconnect' } });
    await reconnectMailbox(workspace, mailbox.id, await signedIn(workspace));
    expect((await open()).secret).not.toEqual(before);
    expect(await testMailbox(workspace, mailbox.id)).toMatchObject({ ok: true });
  });

  it('that ended before its time, as after the computer slept, is fetched anew and the work goes on', async () => {
    const { engine, workspace, mailbox, row } = await connected(await ready());
    const { secretName } = await row();
    const spoil = () => keepAccessToken(workspace, secretName, { accessToken: 'ended', lifetime: 3_600_000 });
    const before = refreshes();
    const { draft } = await createDraft(workspace, await request(engine));
    if (draft === null) throw new Error('The gate left the letter out.');
    spoil();
    const id = await approveDraft(workspace, draft.id, mailbox.id);
    await sendMessage(workspace, id, 0);
    await sendDueMessages(workspace, { logger: silentLogger });
    // The login was good: the message was offered to the server behind Dovecot, which takes no mail.
    expect(await getMessage(workspace, id)).toMatchObject({ attempts: 1 });
    expect((await listMailboxes(workspace))[0]).toMatchObject({ reconnect: null, pause: null });
    expect(refreshes() - before).toBe(1);
  });

  it('that is refused although it is new stops the mailbox, and is not asked for again and again', async () => {
    const { engine, workspace, mailbox } = await connected(await ready());
    const { draft } = await createDraft(workspace, await request(engine));
    if (draft === null) throw new Error('The gate left the letter out.');
    const id = await approveDraft(workspace, draft.id, mailbox.id);
    await sendMessage(workspace, id, 0);
    const user = 'bob@example.test';
    await workspace.db.write('changeMailbox', { ...(await changed(workspace)), user }, workspace.context());
    const before = refreshes();
    for (let turn = 0; turn < 3; turn += 1) await sendDueMessages(workspace, { logger: silentLogger });
    expect(refreshes() - before).toBe(1);
    expect(await getMessage(workspace, id)).toMatchObject({ state: 'queued', attempts: 0 });
    expect((await listMailboxes(workspace))[0]?.pause).toMatchObject({ until: null });
  });

  it('of another account does not take the place of the good one, and that is said', async () => {
    const { workspace, mailbox, open } = await connected(await engineTest());
    const bob = await addMailbox(workspace, {
      ...{ address: 'bob@example.test', displayName: null, user: 'bob@example.test', smtpUrl: null },
      ...{ imapUrl: `imaps://localhost:${server.imapsPort}`, certificateAuthority: server.caPem },
      ...{ draftsFolder: null, signIn: await signedIn(workspace) },
    });
    const { secretName } = await requireMailbox(workspace, bob.id);
    await expect(reconnectMailbox(workspace, bob.id, await signedIn(workspace))).rejects.toMatchObject({
      code: 'auth',
      message: expect.stringMatching(/bob@example\.test.*another account.*Nothing was changed/su),
    });
    expect((await requireMailbox(workspace, bob.id)).secretName).toBe(secretName);
    expect((await reconnectMailbox(workspace, mailbox.id, await signedIn(workspace))).reconnect).toBeNull();
    expect((await open()).secret.kind).toBe('token');
  });

  it('carries a letter into the drafts folder', async () => {
    const { engine, workspace, mailbox, row } = await connected(await ready());
    const { draft } = await createDraft(workspace, await request(engine));
    if (draft === null) throw new Error('The gate left the letter out.');
    await queueDraft(workspace, draft.id, mailbox.id);
    keepAccessToken(workspace, (await row()).secretName, { accessToken: 'ended', lifetime: 3_600_000 });
    await deliverWaitingDrafts(workspace, { logger: silentLogger });
    expect(await getDraft(workspace, draft.id)).toMatchObject({ state: 'in_mailbox' });
    const saved = await readMailbox({ ...server, ...server.users.alice, folder: 'Drafts' });
    expect(saved).toHaveLength(1);
  });
});
