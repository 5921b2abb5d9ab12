import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../electron/engine/platform/clock.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { memorySecretStore } from '../../../electron/engine/secrets/memory.ts';
import { addMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { awaitSignIn, startSignIn } from '../../../electron/engine/services/mailboxes/sign-ins.ts';
import {
  type OpenWorkspace,
  openWorkspace,
} from '../../../electron/engine/services/workspace/open-workspace.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { RESOURCES } from '../../support/engine/engine-workspace.ts';
import {
  type AuthorizationServer,
  startAuthorizationServer,
} from '../../support/oauth/authorization-server.ts';
import { completeSignIn } from '../../support/oauth/browser.ts';
import { MIGRATIONS } from '../../support/workspace.ts';
import { type CliDesk, type Json, madeDesk, PASSPHRASE } from './command-line.ts';

const { available, reason } = dovecotAvailable();
if (!available) console.log(reason);

const ALICE = 'alice@example.test';
const TEST = ['mail', 'account', 'test'];

/** Opens the workspace of the desk as a window would. */
function openAsWindow(desk: CliDesk): Promise<OpenWorkspace> {
  return openWorkspace(
    {
      home: `${desk.folder}/home`,
      version: '0.0.0',
      migrations: MIGRATIONS,
      resources: RESOURCES,
      clock: systemClock,
      logger: silentLogger,
      keyring: memorySecretStore(),
      workerEntry: null,
    },
    {
      folder: desk.workspace,
      with: { kind: 'passphrase', passphrase: PASSPHRASE },
      mode: 'write',
      actor: () => 'Ada Brandt',
      onMigrating: () => undefined,
    },
  );
}

const failedOf = (test: Json) => test.checks.filter((check: Json) => !check.ok);
const namesOf = (test: Json) => test.checks.map((check: Json) => check.check);

describe.skipIf(!available)('a mailbox that was connected by OAuth', () => {
  let services: AuthorizationServer;
  let dovecot: Dovecot;
  beforeAll(async () => {
    services = await startAuthorizationServer({ accountId: ALICE });
    dovecot = await startDovecot(undefined, { introspectionUrl: services.introspectionUrl });
  });
  afterAll(async () => {
    await dovecot?.stop();
    await services?.stop();
  });

  /** A workspace into which a person signed in by the window, closed again unless it is kept open. */
  async function connectedDesk(options: { readonly keepOpen?: boolean } = {}): Promise<CliDesk> {
    const desk = await madeDesk();
    const workspace = await openAsWindow(desk);
    const service = {
      service: 'own' as const,
      clientId: services.clientId,
      issuer: services.issuer,
      scopes: ['openid', 'email', 'offline_access'],
    };
    const { id, url } = await startSignIn(workspace, { service, clientSecret: null, address: ALICE });
    await completeSignIn(url);
    await awaitSignIn(workspace, id);
    await addMailbox(workspace, {
      address: ALICE,
      displayName: null,
      imapUrl: `imaps://localhost:${dovecot.imapsPort}`,
      smtpUrl: `smtp+starttls://localhost:${dovecot.submissionPort}`,
      user: ALICE,
      signIn: id,
      certificateAuthority: dovecot.caPem,
      draftsFolder: null,
    });
    if (options.keepOpen) onTestFinished(() => workspace.close());
    else await workspace.close();
    return desk;
  }

  it('is tested with a token that is fetched anew each time, the refresh token changing with it', async () => {
    const desk = await connectedDesk();
    for (let turn = 0; turn < 2; turn += 1) {
      const before = services.tokenRequests.length;
      const test = await desk.done(...TEST);
      expect(failedOf(test)).toEqual([]);
      expect(namesOf(test)).toEqual(expect.arrayContaining(['login', 'drafts_folder', 'smtp']));
      expect(services.tokenRequests.slice(before)).toEqual(['refresh_token']);
    }
  });

  it('says to connect it again when the permission is gone, and sends no test message', async () => {
    const desk = await connectedDesk();
    await services.revokeEverything();
    const { status, json } = await desk.run(...TEST, '--probe-sent');
    expect(status).toBe(1);
    expect(failedOf(json)).toMatchObject([
      { check: 'login', text: expect.stringMatching(/no longer good.*Connect the mailbox again/u) },
    ]);
    expect(namesOf(json)).toEqual(['dns', 'connect', 'tls', 'login']);
    expect(json.sentCopies).toEqual({ ok: false, text: expect.stringContaining('No test message') });
  });

  it('names the sign-in service when that is what fails', async () => {
    const desk = await connectedDesk();
    services.tokenAnswer = { status: 503, body: '{}' };
    onTestFinished(() => {
      services.tokenAnswer = null;
    });
    const { status, json } = await desk.run(...TEST);
    expect(status).toBe(1);
    expect(failedOf(json)).toMatchObject([
      { check: 'login', text: expect.stringContaining(new URL(services.issuer).host) },
    ]);
  });

  it('is left to the window that has the workspace open, whose token it would take away', async () => {
    const desk = await connectedDesk({ keepOpen: true });
    const before = services.tokenRequests.length;
    const { status, json } = await desk.run(...TEST);
    expect(status).toBe(1);
    expect(failedOf(json)).toMatchObject([
      { check: 'login', text: expect.stringContaining('the window that has it open') },
    ]);
    expect(services.tokenRequests).toHaveLength(before);
  });

  it('says in words what became of the test message', async () => {
    const desk = await connectedDesk();
    // The next server of the test's Dovecot takes no mail, and says so.
    const { status, json } = await desk.run(...TEST, '--probe-sent');
    expect(status).toBe(1);
    expect(failedOf(json)).toEqual([]);
    expect(json.sentCopies).toMatchObject({
      ok: false,
      text: expect.stringMatching(/did not take the test message.*takes no mail/u),
    });
    const { entries } = await desk.done('log', 'list');
    expect(entries.map((entry: Json) => entry.kind)).toContain('mailbox_test_sent');
  });
});
