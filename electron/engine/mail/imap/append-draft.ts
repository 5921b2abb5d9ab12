import type { ImapFlow } from 'imapflow';
import { EngineError } from '../../platform/engine-error.ts';
import type { MailAccount, MailOptions, MailSecret } from '../account/mail-account.ts';
import { serverName } from '../account/mail-failure.ts';
import { checkedMessageId } from '../compose/compose-message.ts';
import { findDraftsFolder } from './drafts-folder.ts';
import { imapFailure } from './imap-failure.ts';
import { withImap } from './with-imap.ts';

export interface DraftToAppend extends MailOptions {
  readonly account: MailAccount;
  readonly secret: MailSecret;
  /** The final bytes from `composeMessage`; they are not changed. */
  readonly bytes: Buffer;
  /** The Message-ID inside those bytes, without angle brackets. */
  readonly messageId: string;
}

/** Where the draft lies. `alreadyThere` when an earlier attempt had saved it. */
export interface AppendedDraft {
  readonly folder: string;
  readonly uid: number;
  readonly uidValidity: string;
  readonly alreadyThere: boolean;
}

/** So many of the newest messages are read one by one, because some servers index a new message late. */
const NEWEST = 50;

/**
 * Saves a draft to the mailbox (flags `\Draft \Seen`) unless it is there already, and looks that it arrived. An
 * attempt that was cut off at any point can be repeated: the Message-ID decides, so there is never a second copy.
 *
 * @throws EngineError `auth`, `network`, `not_found` (no folder for drafts), `mail_rejected` (the server does not
 *   take it: `details.step` is `quota` for a full mailbox), `cancelled`.
 */
export async function appendDraftOnce(draft: DraftToAppend): Promise<AppendedDraft> {
  const messageId = checkedMessageId(draft.messageId);
  return withImap(draft.account, draft.secret, draft, async (client) => {
    const { path: folder } = await findDraftsFolder(client, draft.account.draftsFolder);
    // Opened for writing: a folder that is only examined lists no flags that may be set.
    const { uidValidity } = await client.mailboxOpen(folder);
    const place = { folder, uidValidity: String(uidValidity) };
    const earlier = await findByMessageId(client, messageId);
    if (earlier !== null) return { ...place, uid: earlier, alreadyThere: true };
    await append(client, folder, draft);
    const uid = await findByMessageId(client, messageId);
    if (uid === null) {
      throw new EngineError(
        'mail_rejected',
        `${serverName(draft.account.imap)}: it took the draft, but the draft is not in the folder. Look into the mailbox, then try again.`,
        { step: 'folder' },
      );
    }
    return { ...place, uid, alreadyThere: false };
  });
}

async function append(client: ImapFlow, folder: string, draft: DraftToAppend): Promise<void> {
  try {
    await client.append(folder, draft.bytes, ['\\Draft', '\\Seen']);
  } catch (error) {
    if (!client.usable) throw error;
    throw imapFailure(error, draft.account.imap, 'folder');
  }
}

/** The UID of the message in the open folder, or null. The oldest, should a person have copied it. */
async function findByMessageId(client: ImapFlow, messageId: string): Promise<number | null> {
  await client.noop();
  const found = await client.search({ header: { 'message-id': `<${messageId}>` } }, { uid: true });
  if (Array.isArray(found) && found[0] !== undefined) return found[0];
  const exists = client.mailbox ? client.mailbox.exists : 0;
  if (exists === 0) return null;
  const range = `${Math.max(1, exists - NEWEST + 1)}:*`;
  const newest = await client.fetchAll(range, { uid: true, headers: ['message-id'] });
  return newest.find(({ headers }) => headers?.toString('latin1').includes(`<${messageId}>`))?.uid ?? null;
}
