import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendDraftOnce } from '../../../electron/engine/mail/imap/append-draft.ts';
import { readMailbox } from '../../support/dovecot/read-mailbox.ts';
import { startWire } from '../../support/dovecot/wire.ts';
import { type Dovecot, dovecotAvailable, startDovecot, type TestUser } from '../../support/dovecot.ts';
import { accountOf, draftMessage, secretOf } from './accounts.ts';

const { available, reason } = dovecotAvailable();
if (!available) console.warn(reason);

describe.skipIf(!available)('appendDraftOnce with a real Dovecot', () => {
  let server: Dovecot;
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(async () => {
    await server.stop();
  });

  const inFolder = ({ user, password }: TestUser, folder: string) =>
    readMailbox({ imapsPort: server.imapsPort, caPem: server.caPem, user, password, folder });
  const copiesOf = async (user: TestUser, bytes: Buffer) =>
    (await inFolder(user, 'Drafts')).filter((message) => message.bytes.equals(bytes)).length;

  it('saves exactly the bytes it was given, marked as a seen draft', async () => {
    const { alice } = server.users;
    const bytes = await draftMessage('exact@example.test');
    const saved = await appendDraftOnce({
      account: accountOf(server, alice),
      secret: secretOf(alice),
      bytes,
      messageId: 'exact@example.test',
    });
    expect(saved).toMatchObject({ folder: 'Drafts', alreadyThere: false });
    expect(saved.uidValidity).toMatch(/^\d+$/u);
    const stored = (await inFolder(alice, 'Drafts')).find((message) => message.bytes.equals(bytes));
    expect(stored?.flags).toEqual(expect.arrayContaining(['\\draft', '\\seen']));
  });

  it('finds the draft again instead of saving it twice', async () => {
    const { alice } = server.users;
    const bytes = await draftMessage('twice@example.test');
    const draft = {
      account: accountOf(server, alice),
      secret: secretOf(alice),
      bytes,
      messageId: 'twice@example.test',
    };
    const first = await appendDraftOnce(draft);
    const second = await appendDraftOnce(draft);
    expect(second).toEqual({ ...first, alreadyThere: true });
    expect(await copiesOf(alice, bytes)).toBe(1);
  });

  it('keeps drafts with different Message-IDs apart, also when one id begins like the other', async () => {
    const { bob } = server.users;
    const account = accountOf(server, bob);
    for (const messageId of ['a.1@example.test', '1@example.test']) {
      const bytes = await draftMessage(messageId);
      const saved = await appendDraftOnce({ account, secret: secretOf(bob), bytes, messageId });
      expect(saved.alreadyThere).toBe(false);
    }
    expect(await inFolder(bob, 'Drafts')).toHaveLength(2);
  });

  it('saves over STARTTLS as well', async () => {
    const { alice } = server.users;
    const bytes = await draftMessage('starttls@example.test');
    const account = accountOf(server, alice, {
      imap: { protocol: 'imap', host: 'localhost', port: server.imapPort, security: 'starttls' },
    });
    await appendDraftOnce({ account, secret: secretOf(alice), bytes, messageId: 'starttls@example.test' });
    expect(await copiesOf(alice, bytes)).toBe(1);
  });

  it('uses the folder that the user chose', async () => {
    const { alice } = server.users;
    const bytes = await draftMessage('chosen@example.test');
    const account = accountOf(server, alice, { draftsFolder: 'Sent' });
    const saved = await appendDraftOnce({
      account,
      secret: secretOf(alice),
      bytes,
      messageId: 'chosen@example.test',
    });
    expect(saved.folder).toBe('Sent');
    expect((await inFolder(alice, 'Sent')).map((message) => message.bytes)).toContainEqual(bytes);
    expect(await copiesOf(alice, bytes)).toBe(0);
  });

  it('asks for a folder when the chosen one is gone, and lists what there is', async () => {
    const { alice } = server.users;
    const account = accountOf(server, alice, { draftsFolder: 'Gone' });
    const bytes = await draftMessage('gone@example.test');
    const saved = appendDraftOnce({
      account,
      secret: secretOf(alice),
      bytes,
      messageId: 'gone@example.test',
    });
    await expect(saved).rejects.toMatchObject({
      code: 'not_found',
      details: { step: 'folder', folders: expect.arrayContaining(['Drafts', 'INBOX']) },
    });
  });

  it('reports a full mailbox with the words of the server and keeps nothing', async () => {
    const { tiny } = server.users;
    const bytes = await draftMessage('full@example.test', 5_000);
    const saved = appendDraftOnce({
      account: accountOf(server, tiny),
      secret: secretOf(tiny),
      bytes,
      messageId: 'full@example.test',
    });
    await expect(saved).rejects.toMatchObject({
      code: 'mail_rejected',
      message: expect.stringMatching(/Quota exceeded.*free some space/u),
      details: { step: 'quota' },
    });
    expect(await inFolder(tiny, 'Drafts')).toHaveLength(0);
  });

  it('leaves one copy when the line is cut in the middle of the message and the save is tried again', async () => {
    const { alice } = server.users;
    const bytes = await draftMessage('cut@example.test', 400_000);
    const wire = await startWire(server.imapsPort, {
      fromClient: (part, sentSoFar) => (sentSoFar > 100_000 ? null : part),
    });
    const secret = secretOf(alice);
    const account = accountOf(server, alice);
    const overWire = { ...account, imap: { ...account.imap, port: wire.port } };
    const first = appendDraftOnce({ account: overWire, secret, bytes, messageId: 'cut@example.test' });
    await expect(first).rejects.toMatchObject({ code: 'network', message: expect.stringContaining('lost') });
    await wire.stop();
    expect(await copiesOf(alice, bytes)).toBe(0);
    await appendDraftOnce({ account, secret, bytes, messageId: 'cut@example.test' });
    expect(await copiesOf(alice, bytes)).toBe(1);
  });

  it('leaves one copy when the server stored the message but its answer never arrived', async () => {
    const { alice } = server.users;
    const bytes = await draftMessage('unanswered@example.test', 400_000);
    const wire = await startWire(server.imapsPort, {
      // After the whole message has passed, the next words of the server are its "stored": they are lost.
      fromServer: (part, sentByClient) => (sentByClient > bytes.length ? null : part),
    });
    const secret = secretOf(alice);
    const account = accountOf(server, alice);
    const overWire = { ...account, imap: { ...account.imap, port: wire.port } };
    const first = appendDraftOnce({ account: overWire, secret, bytes, messageId: 'unanswered@example.test' });
    await expect(first).rejects.toMatchObject({ code: 'network' });
    await wire.stop();
    expect(await copiesOf(alice, bytes)).toBe(1);
    const again = await appendDraftOnce({ account, secret, bytes, messageId: 'unanswered@example.test' });
    expect(again.alreadyThere).toBe(true);
    expect(await copiesOf(alice, bytes)).toBe(1);
  });

  it('ends at once when it is cancelled', async () => {
    const { alice } = server.users;
    const cancel = new AbortController();
    const wire = await startWire(server.imapsPort, {
      fromClient: (part) => {
        cancel.abort();
        return part;
      },
    });
    const account = accountOf(server, alice);
    const saved = appendDraftOnce({
      account: { ...account, imap: { ...account.imap, port: wire.port } },
      secret: secretOf(alice),
      bytes: await draftMessage('cancelled@example.test'),
      messageId: 'cancelled@example.test',
      signal: cancel.signal,
    });
    await expect(saved).rejects.toMatchObject({ code: 'cancelled' });
    await wire.stop();
  });
});
