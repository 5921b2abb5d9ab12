import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { EVERYTHING, readLogPage } from '../../../electron/engine/services/log/log-service.ts';
import { changeMailbox } from '../../../electron/engine/services/mailboxes/change-mailbox.ts';
import {
  addMailbox,
  listMailboxes,
  removeMailbox,
  requireMailbox,
} from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { deliverWaitingDrafts } from '../../../electron/engine/services/outreach/draft-queue.ts';
import {
  createDraft,
  getDraft,
  queueDraft,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { MailboxChange, MailboxInput } from '../../../shared/contract/mailboxes.ts';
import type { MailboxId } from '../../../shared/domain/ids.ts';
import { readMailbox } from '../../support/dovecot/read-mailbox.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { ready, request } from '../../support/engine/letter-books.ts';

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

let server: Dovecot;
beforeAll(async () => {
  if (available) server = await startDovecot();
});
afterAll(() => server?.stop());

/** A workspace with one mailbox, which nothing answers for unless `more` says where it is. */
async function withMailbox(more: Partial<MailboxInput> = {}, books: EngineTest | null = null) {
  const engine = books ?? (await engineTest());
  const input: MailboxInput = {
    address: 'alice@example.test',
    displayName: 'Alice',
    imapUrl: 'imaps://127.0.0.1:1',
    smtpUrl: null,
    user: 'alice@example.test',
    password: 'the first password',
    certificateAuthority: null,
    draftsFolder: null,
    ...more,
  };
  const { id } = await addMailbox(engine.workspace, input);
  const { displayName, imapUrl, smtpUrl, user, draftsFolder } = input;
  const same: MailboxChange = { id, displayName, imapUrl, smtpUrl, user, draftsFolder };
  return { engine, id, same };
}

const atDovecot = () => ({
  imapUrl: `imaps://localhost:${server.imapsPort}`,
  certificateAuthority: server.caPem,
});

async function passwordOf({ workspace }: EngineTest, id: MailboxId) {
  const row = await requireMailbox(workspace, id);
  return workspace.secrets.get(row.secretName);
}

async function newestEntry({ workspace }: EngineTest) {
  const { entries, total } = await readLogPage(workspace, EVERYTHING, 1, null);
  return { total, ...entries[0] };
}

describe('changing a mailbox', () => {
  it('saves another name in From at once, with its entry in the log', async () => {
    const { engine, id, same } = await withMailbox();
    const outcome = await changeMailbox(engine.workspace, { ...same, displayName: 'Alice Wong' });
    expect(outcome).toMatchObject({ saved: true, test: null, mailbox: { displayName: 'Alice Wong' } });
    expect(await newestEntry(engine)).toMatchObject({
      kind: 'mailbox_changed',
      summary: 'Mailbox alice@example.test changed: name in From',
    });
    expect(await passwordOf(engine, id)).toBe('the first password');
  });

  it('writes nothing when everything is as it was', async () => {
    const { engine, same } = await withMailbox();
    const before = await newestEntry(engine);
    expect(await changeMailbox(engine.workspace, same)).toMatchObject({ saved: true, test: null });
    expect(await newestEntry(engine)).toEqual(before);
  });

  it('changes nothing when the new server does not answer, and says which step failed', async () => {
    const { engine, id, same } = await withMailbox();
    const before = await newestEntry(engine);
    const outcome = await changeMailbox(engine.workspace, {
      ...same,
      imapUrl: 'imaps://127.0.0.1:2',
      password: 'the second password',
    });
    expect(outcome).toMatchObject({ saved: false, mailbox: { imap: { port: 1 }, lastCheck: null } });
    expect(outcome.test?.checks.at(-1)).toMatchObject({ check: 'connect', ok: false });
    expect(await passwordOf(engine, id)).toBe('the first password');
    expect(await newestEntry(engine)).toEqual(before);
  });

  it('asks for the password when this computer has none', async () => {
    const { engine, same, id } = await withMailbox();
    const { secretName } = await requireMailbox(engine.workspace, id);
    await engine.workspace.secrets.delete(secretName);
    const change = { ...same, imapUrl: 'imaps://127.0.0.1:2' };
    await expect(changeMailbox(engine.workspace, change)).rejects.toMatchObject({
      code: 'validation',
      details: { field: 'password' },
    });
  });

  it('refuses a server without encryption before anything is tried', async () => {
    const { engine, same } = await withMailbox();
    const change = { ...same, imapUrl: 'imap://127.0.0.1:1' };
    await expect(changeMailbox(engine.workspace, change)).rejects.toMatchObject({ code: 'validation' });
  });

  it('refuses a mailbox that is gone', async () => {
    const { engine, same, id } = await withMailbox();
    await removeMailbox(engine.workspace, id);
    await expect(changeMailbox(engine.workspace, same)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe.skipIf(!available)('changing a mailbox of a real server', () => {
  it('keeps the old password when the server refuses the new one', async () => {
    const { password } = server.users.alice;
    const { engine, id, same } = await withMailbox({ ...atDovecot(), password });
    const outcome = await changeMailbox(engine.workspace, { ...same, password: 'not the password' });
    expect(outcome.saved).toBe(false);
    expect(outcome.test?.checks.at(-1)).toMatchObject({ check: 'login', ok: false });
    expect(await passwordOf(engine, id)).toBe(password);
  });

  it('takes a proven password over with the rest, deletes the one before, and logs neither', async () => {
    const { password } = server.users.alice;
    const { engine, id, same } = await withMailbox();
    const { secretName: before } = await requireMailbox(engine.workspace, id);
    const change = { ...same, ...atDovecot(), password };
    expect(await changeMailbox(engine.workspace, change)).toMatchObject({ saved: true, test: { ok: true } });
    expect(await passwordOf(engine, id)).toBe(password);
    expect(await engine.workspace.secrets.get(before)).toBeNull();
    const [mailbox] = await listMailboxes(engine.workspace);
    expect(mailbox).toMatchObject({
      hasSecret: true,
      hasCertificateAuthority: true,
      lastCheck: { ok: true },
    });
    expect((await newestEntry(engine)).summary).toBe(
      'Mailbox alice@example.test changed: incoming server, password, certificate',
    );
    const chain = engine
      .rows<{ payload: string }>('SELECT payload FROM touchpoint_payload')
      .map(({ payload }) => payload)
      .join('\n');
    expect(chain).not.toContain(JSON.stringify(password).slice(1, -1));
    expect(chain).not.toContain('BEGIN CERTIFICATE');
    await removeMailbox(engine.workspace, id);
    expect(await engine.workspace.secrets.get(`mailbox:${id}`)).toBeNull();
  });

  it('keeps password and certificate that are not given, and takes the certificate away on request', async () => {
    const { password } = server.users.alice;
    const { engine, id, same } = await withMailbox({ ...atDovecot(), password });
    const folder = { ...same, draftsFolder: 'Sent' };
    expect(await changeMailbox(engine.workspace, folder)).toMatchObject({
      saved: true,
      mailbox: { draftsFolder: 'Sent', hasCertificateAuthority: true },
    });
    expect(await passwordOf(engine, id)).toBe(password);
    const distrusted = await changeMailbox(engine.workspace, { ...folder, certificateAuthority: null });
    expect(distrusted.saved).toBe(false);
    expect(distrusted.test?.checks.at(-1)).toMatchObject({ check: 'tls', ok: false });
  });

  it('tells which folder is not there, and stays with the one before', async () => {
    const { password } = server.users.alice;
    const { engine, same } = await withMailbox({ ...atDovecot(), password });
    const outcome = await changeMailbox(engine.workspace, { ...same, draftsFolder: 'Entwürfe' });
    expect(outcome).toMatchObject({ saved: false, mailbox: { draftsFolder: null } });
    expect(outcome.test?.checks.at(-1)).toMatchObject({ check: 'drafts_folder', ok: false });
  });

  it('saves the letter that failed because of the mailbox, once', async () => {
    const { engine, id, same } = await withMailbox({ ...atDovecot(), password: 'outdated' }, await ready());
    const { draft } = await createDraft(engine.workspace, await request(engine));
    if (draft === null) throw new Error('The gate left the letter out.');
    await queueDraft(engine.workspace, draft.id, id);
    await deliverWaitingDrafts(engine.workspace, { logger: silentLogger });
    expect(await getDraft(engine.workspace, draft.id)).toMatchObject({ state: 'failed' });
    const { password } = server.users.bob;
    const change = { ...same, user: server.users.bob.user, password };
    expect((await changeMailbox(engine.workspace, change)).saved).toBe(true);
    await deliverWaitingDrafts(engine.workspace, { logger: silentLogger });
    expect(await getDraft(engine.workspace, draft.id)).toMatchObject({ state: 'in_mailbox' });
    const saved = await readMailbox({ ...server, ...server.users.bob, folder: 'Drafts' });
    expect(saved).toHaveLength(1);
  });
});
