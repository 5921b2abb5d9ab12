import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { watchDrafts } from '../../../electron/engine/services/mailboxes/watch-drafts.ts';
import {
  approveDraft,
  sendMessage,
  withdrawMessage,
} from '../../../electron/engine/services/outbox/outbox-service.ts';
import { deliverWaitingDrafts } from '../../../electron/engine/services/outreach/draft-queue.ts';
import { getDraft, queueDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import { openImap } from '../../support/dovecot/open-imap.ts';
import { readMailbox } from '../../support/dovecot/read-mailbox.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

const LOGGER = { logger: silentLogger };

describe.skipIf(!available)('a draft that lies in the mailbox and is sent from here', () => {
  let server: Dovecot;
  let smtp: FakeSmtp;
  beforeAll(async () => {
    server = await startDovecot();
    smtp = await startFakeSmtp();
  });
  afterAll(async () => {
    await smtp.stop();
    await server.stop();
  });

  /** A letter that lies in the drafts folder, and the mailbox as the user's own mail program opens it. */
  async function savedDraft() {
    const { alice } = server.users;
    const desk = await outboxDesk(smtp, server);
    const { workspace } = desk;
    const id = await desk.draft();
    await queueDraft(workspace, id);
    await deliverWaitingDrafts(workspace, LOGGER);
    const client = await openImap(server, alice);
    onTestFinished(async () => {
      for (const folder of ['Drafts', 'Sent', 'Trash']) {
        await client.mailboxOpen(folder);
        await client.messageDelete('1:*');
      }
      await client.logout();
    });
    await client.mailboxOpen('Drafts');
    const inFolder = (folder: string) => readMailbox({ ...server, ...alice, folder });
    return {
      desk,
      workspace,
      id,
      client,
      inFolder,
      watch: () => watchDrafts(workspace, LOGGER),
      copy: async () => (await getDraft(workspace, id)).mailboxCopy,
      /** As a mail program does: the new version is appended, the one before deleted. */
      async edit() {
        const [draft] = await inFolder('Drafts');
        const changed = draft?.bytes.toString('latin1').replace(/Subject: /u, 'Subject: Dear ') ?? '';
        await client.messageDelete('1:*');
        await client.append('Drafts', Buffer.from(changed, 'latin1'), ['\\Draft', '\\Seen']);
      },
      async sendOff(options: { readonly despiteEdits?: boolean } = {}) {
        const message = await approveDraft(workspace, id, undefined, options);
        await sendMessage(workspace, message, 0);
        return message;
      },
    };
  }
  const kinds = (desk: Awaited<ReturnType<typeof outboxDesk>>) =>
    desk.rows<{ kind: string }>('SELECT kind FROM touchpoint ORDER BY seq').map(({ kind }) => kind);

  it('is taken out of the drafts folder before it goes out, so that nobody sends it twice', async () => {
    const { desk, sendOff, inFolder, copy, id } = await savedDraft();
    expect(await copy()).toEqual({ state: 'as_saved', at: null });
    const before = smtp.taken.length;
    const message = await sendOff();
    const steps = await desk.send();
    expect(steps).toEqual(new Map([[message, 'sent']]));
    expect(smtp.taken).toHaveLength(before + 1);
    expect(await inFolder('Drafts')).toEqual([]);
    expect(await inFolder('Trash')).toHaveLength(1);
    expect(await copy()).toBeNull();
    expect(kinds(desk).slice(-2)).toEqual(['draft_taken_from_mailbox', 'mail_sent']);
    expect(await getDraft(desk.workspace, id)).toMatchObject({ state: 'sent' });
  });

  it('stays in the drafts folder while it is only approved, and lies there again when it is taken back', async () => {
    const { workspace, id, inFolder } = await savedDraft();
    const message = await approveDraft(workspace, id);
    expect(await inFolder('Drafts')).toHaveLength(1);
    await withdrawMessage(workspace, message);
    expect(await getDraft(workspace, id)).toMatchObject({
      state: 'in_mailbox',
      mailboxCopy: { state: 'as_saved' },
    });
  });

  it('is not approved over the words of a person, unless that person says so; the words stay', async () => {
    const { desk, edit, watch, sendOff, copy, inFolder } = await savedDraft();
    await edit();
    await watch();
    expect(await copy()).toMatchObject({ state: 'edited', at: expect.any(String) });
    await expect(sendOff()).rejects.toMatchObject({ code: 'conflict', details: { field: 'mailboxCopy' } });
    const message = await sendOff({ despiteEdits: true });
    expect(await desk.send()).toEqual(new Map([[message, 'sent']]));
    expect(smtp.taken.at(-1)?.bytes.toString('latin1')).not.toContain('Subject: Dear ');
    expect((await inFolder('Drafts'))[0]?.bytes.toString('latin1')).toContain('Subject: Dear ');
  });

  it('is kept back when it was edited after the approval, before anybody looked', async () => {
    const { desk, edit, sendOff, copy, inFolder } = await savedDraft();
    const before = smtp.taken.length;
    const message = await sendOff();
    await edit();
    expect(await desk.send()).toEqual(new Map([[message, 'review']]));
    expect((await desk.message(message)).review?.reason).toContain('was edited after you approved it');
    expect(smtp.taken).toHaveLength(before);
    expect(await inFolder('Drafts')).toHaveLength(1);
    expect(await copy()).toMatchObject({ state: 'edited' });
  });

  it('is kept back when it was sent by hand meanwhile, and counts as sent once it is taken back', async () => {
    const { desk, client, sendOff, inFolder, workspace, id } = await savedDraft();
    const before = smtp.taken.length;
    const message = await sendOff();
    await client.messageMove('1:*', 'Sent');
    expect(await desk.send()).toEqual(new Map([[message, 'review']]));
    expect((await desk.message(message)).review?.reason).toContain('was sent by hand');
    expect(kinds(desk)).toContain('draft_sent_in_mailbox');
    expect(smtp.taken).toHaveLength(before);
    await withdrawMessage(workspace, message);
    expect(await getDraft(workspace, id)).toMatchObject({ state: 'sent', mailboxCopy: { state: 'sent' } });
    expect(await inFolder('Drafts')).toEqual([]);
  });

  it('goes out when its copy was deleted by hand, and is a draft to do when it is taken back', async () => {
    const { desk, client, sendOff, watch, copy, workspace, id } = await savedDraft();
    await client.messageDelete('1:*');
    await watch();
    expect(await copy()).toMatchObject({ state: 'removed' });
    await withdrawMessage(workspace, await approveDraft(workspace, id));
    expect(await getDraft(workspace, id)).toMatchObject({ state: 'draft', mailboxCopy: null });
    const message = await sendOff();
    expect(await desk.send()).toEqual(new Map([[message, 'sent']]));
  });

  it('waits while its mailbox cannot be opened: what became of the copy is not known', async () => {
    const { desk, sendOff, inFolder } = await savedDraft();
    const before = smtp.taken.length;
    const message = await sendOff();
    await desk.workspace.secrets.set(`mailbox:${desk.mailboxId}`, 'wrong');
    expect(await desk.send()).toEqual(new Map([[message, 'waiting']]));
    expect(smtp.taken).toHaveLength(before);
    expect(await inFolder('Drafts')).toHaveLength(1);
  });

  it('may be discarded once somebody edited or deleted the copy, which is left as it is', async () => {
    const { desk, edit, watch, id, inFolder, workspace } = await savedDraft();
    const discard = () => workspace.db.write('discardDraft', { id }, workspace.context());
    await expect(discard()).rejects.toMatchObject({ code: 'conflict' });
    await edit();
    await watch();
    await discard();
    expect(await inFolder('Drafts')).toHaveLength(1);
    await workspace.db.write('restoreDraft', { id }, workspace.context());
    expect(await getDraft(workspace, id)).toMatchObject({
      state: 'in_mailbox',
      mailboxCopy: { state: 'edited' },
    });
    expect(kinds(desk).slice(-2)).toEqual(['draft_discarded', 'draft_changed']);
  });
});
