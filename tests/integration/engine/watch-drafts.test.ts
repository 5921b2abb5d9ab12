import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { addMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { watchDrafts } from '../../../electron/engine/services/mailboxes/watch-drafts.ts';
import { deliverWaitingDrafts } from '../../../electron/engine/services/outreach/draft-queue.ts';
import {
  createDraft,
  getDraft,
  queueDraft,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import { openImap } from '../../support/dovecot/open-imap.ts';
import { readMailbox } from '../../support/dovecot/read-mailbox.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { ready, request } from '../../support/engine/letter-books.ts';

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

const LOGGER = { logger: silentLogger };
const NOTHING = { changed: [], removed: [], sent: [] };

describe.skipIf(!available)('drafts in a real mailbox', () => {
  let server: Dovecot;
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(() => server.stop());

  /** A letter that lies in the drafts folder, and the mailbox as the user's own mail program opens it. */
  async function savedDraft() {
    const { bob } = server.users;
    const engine = await ready();
    const { workspace } = engine;
    const mailbox = await addMailbox(workspace, {
      ...{ address: bob.user, displayName: 'Bob', user: bob.user, password: bob.password },
      ...{ imapUrl: `imaps://localhost:${server.imapsPort}`, smtpUrl: null, draftsFolder: null },
      certificateAuthority: server.caPem,
    });
    const { draft } = await createDraft(workspace, await request(engine));
    if (draft === null) throw new Error('The gate left the letter out.');
    await queueDraft(workspace, draft.id, mailbox.id);
    await deliverWaitingDrafts(workspace, LOGGER);
    const client = await openImap(server, bob);
    onTestFinished(async () => {
      for (const folder of ['Drafts', 'Sent', 'Trash']) {
        await client.mailboxOpen(folder);
        await client.messageDelete('1:*');
      }
      await client.logout();
    });
    await client.mailboxOpen('Drafts');
    const source = async (): Promise<Buffer> => {
      const message = await client.fetchOne('*', { source: true });
      if (message === false || message?.source === undefined) throw new Error('There is no draft.');
      return message.source;
    };
    const watch = () => watchDrafts(workspace, LOGGER);
    return { engine, workspace, id: draft.id, client, source, watch };
  }

  const edited = (source: Buffer) =>
    Buffer.from(source.toString('latin1').replace(/Subject: /u, 'Subject: Dear '), 'latin1');
  const inDrafts = () => readMailbox({ ...server, ...server.users.bob, folder: 'Drafts' });
  const kinds = (engine: EngineTest) =>
    engine.rows<{ kind: string }>('SELECT kind FROM touchpoint ORDER BY seq').map(({ kind }) => kind);

  it('are left alone and not mentioned while nobody touches them', async () => {
    const { watch, workspace, id } = await savedDraft();
    const before = await inDrafts();
    expect(await watch()).toEqual(NOTHING);
    expect(await getDraft(workspace, id)).toMatchObject({ state: 'in_mailbox' });
    expect(await inDrafts()).toEqual(before);
  });

  it.each([
    ['removes the one before', true],
    ['only flags the one before as deleted', false],
  ])(
    'are noticed once when they are edited by a program that %s, and never written over',
    async (_what, removes) => {
      const { engine, watch, client, source, id } = await savedDraft();
      const changed = edited(await source());
      if (removes) await client.messageDelete('1:*');
      else await client.messageFlagsAdd('1:*', ['\\Deleted']);
      await client.append('Drafts', changed, ['\\Draft', '\\Seen']);
      expect(await watch()).toEqual({ ...NOTHING, changed: [id] });
      expect(await watch()).toEqual(NOTHING);
      expect(kinds(engine).at(-1)).toBe('draft_changed_in_mailbox');
      expect((await inDrafts()).at(-1)?.bytes.toString('latin1')).toContain('Subject: Dear ');
      if (!removes) await client.messageDelete('1:*');
    },
  );

  it('are noticed once when they are deleted, and nothing is put back', async () => {
    const { engine, watch, client, id, workspace } = await savedDraft();
    await client.messageDelete('1:*');
    expect(await watch()).toEqual({ ...NOTHING, removed: [id] });
    expect(await watch()).toEqual(NOTHING);
    await deliverWaitingDrafts(workspace, LOGGER);
    expect(await inDrafts()).toEqual([]);
    expect(kinds(engine).at(-1)).toBe('draft_removed_in_mailbox');
  });

  it('are known as sent when the user’s own program sent them, by the Message-ID in Sent', async () => {
    const { engine, watch, client, source, id, workspace } = await savedDraft();
    const bytes = (await source()).toString('latin1').replace(/^X-Duebook-Ref:.*\r\n/mu, '');
    await client.append('Sent', Buffer.from(bytes, 'latin1'), ['\\Seen']);
    await client.messageDelete('1:*');
    expect(await watch()).toEqual({ ...NOTHING, sent: [id] });
    expect(await getDraft(workspace, id)).toMatchObject({ state: 'sent' });
    expect(await watch()).toEqual(NOTHING);
    expect(kinds(engine).at(-1)).toBe('draft_sent_in_mailbox');
  });

  it('are known as sent when the server gave them another Message-ID, by our own header', async () => {
    const { watch, client, source, id } = await savedDraft();
    const bytes = (await source())
      .toString('latin1')
      .replace(/^Message-ID:.*\r\n/imu, 'Message-ID: <other@server>\r\n');
    await client.append('Sent', Buffer.from(bytes, 'latin1'), ['\\Seen']);
    await client.messageDelete('1:*');
    expect(await watch()).toEqual({ ...NOTHING, sent: [id] });
  });

  it('that were edited, then sent, say so, and keep their place in the history', async () => {
    const { engine, watch, client, source, id } = await savedDraft();
    const changed = edited(await source());
    await client.messageDelete('1:*');
    await client.append('Drafts', changed, ['\\Draft', '\\Seen']);
    await watch();
    await client.append('Sent', changed, ['\\Seen']);
    await client.mailboxOpen('Drafts');
    await client.messageDelete('1:*');
    expect(await watch()).toEqual({ ...NOTHING, sent: [id] });
    const payload = engine.value(
      "SELECT payload FROM touchpoint_payload JOIN touchpoint USING (seq) WHERE kind = 'draft_sent_in_mailbox'",
    );
    expect(JSON.parse(String(payload))).toMatchObject({ edited: true, draft: id });
  });

  it('that were missing for a moment and came back are nothing new', async () => {
    const { watch, client, source, id } = await savedDraft();
    const same = await source();
    await client.messageDelete('1:*');
    expect(await watch()).toEqual({ ...NOTHING, removed: [id] });
    await client.append('Drafts', same, ['\\Draft', '\\Seen']);
    expect(await watch()).toEqual(NOTHING);
    await client.messageDelete('1:*');
    expect(await watch()).toEqual({ ...NOTHING, removed: [id] });
  });

  it('stay as they are while the mailbox cannot be opened', async () => {
    const { engine, watch, workspace, id, client } = await savedDraft();
    await client.messageDelete('1:*');
    await workspace.secrets.set(`mailbox:${String(engine.value('SELECT id FROM mailbox'))}`, 'wrong');
    expect(await watch()).toEqual(NOTHING);
    expect(await getDraft(workspace, id)).toMatchObject({ state: 'in_mailbox' });
  });
});
