import { afterEach, describe, expect, it } from 'vitest';
import { appendDraftOnce } from '../../../electron/engine/mail/imap/append-draft.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { accountOf, draftMessage, secretOf } from './accounts.ts';

const { available, reason } = dovecotAvailable();
if (!available) console.warn(reason);

describe.skipIf(!available)('the folder for drafts', () => {
  let server: Dovecot | null = null;
  afterEach(async () => {
    await server?.stop();
    server = null;
  });

  const savedTo = async (running: Dovecot, draftsFolder: string | null = null) => {
    const { alice } = running.users;
    return appendDraftOnce({
      account: accountOf(running, alice, { draftsFolder }),
      secret: secretOf(alice),
      bytes: await draftMessage('folder@example.test'),
      messageId: 'folder@example.test',
    });
  };

  it('is the one that the server marks, whatever it is called', async () => {
    server = await startDovecot([{ name: 'Drafts' }, { name: 'Unfinished', specialUse: 'Drafts' }]);
    expect(await savedTo(server)).toMatchObject({ folder: 'Unfinished' });
  });

  it('is the one that the user chose, even when the server marks another one', async () => {
    server = await startDovecot([{ name: 'Collections' }, { name: 'Drafts', specialUse: 'Drafts' }]);
    expect(await savedTo(server, 'Collections')).toMatchObject({ folder: 'Collections' });
  });

  it('is known by its name in another language when the server marks none', async () => {
    server = await startDovecot([{ name: 'Gesendet' }, { name: 'Entwürfe' }]);
    expect(await savedTo(server)).toMatchObject({ folder: 'Entwürfe', alreadyThere: false });
    expect(await savedTo(server)).toMatchObject({ folder: 'Entwürfe', alreadyThere: true });
  });

  it('is asked for when nothing speaks for one', async () => {
    server = await startDovecot([{ name: 'Projects' }]);
    await expect(savedTo(server)).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('Choose one'),
      details: { step: 'folder', folders: expect.arrayContaining(['INBOX', 'Projects']) },
    });
  });
});
