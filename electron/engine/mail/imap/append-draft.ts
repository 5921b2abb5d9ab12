import type { ImapFlow } from 'imapflow';
import { EngineError } from '../../platform/engine-error.ts';
import type { MailAccount, MailOptions, MailSecret } from '../account/mail-account.ts';
import { serverName } from '../account/mail-failure.ts';
import { checkedMessageId } from '../compose/compose-message.ts';
import { findMessage } from './find-message.ts';
import { imapFailure } from './imap-failure.ts';
import { findSpecialFolder } from './special-folder.ts';
import { withImap } from './with-imap.ts';

export interface DraftToAppend extends MailOptions {
  readonly account: MailAccount;
  readonly secret: MailSecret;
  /** The final bytes from `composeMessage`; they are not changed. */
  readonly bytes: Buffer;
  /** The Message-ID inside those bytes, without angle brackets. */
  readonly messageId: string;
  /** Asked once it is known that the draft is not there yet and would be put there; what it throws ends the attempt. */
  readonly mayAppend?: () => Promise<void>;
}

/** Where the draft lies. `alreadyThere` when an earlier attempt had saved it. */
export interface AppendedDraft {
  readonly folder: string;
  readonly uid: number;
  readonly uidValidity: string;
  readonly alreadyThere: boolean;
}

/**
 * Saves a draft to the mailbox (flags `\Draft \Seen`) unless it is there already, and looks that it arrived. An
 * attempt that was cut off at any point can be repeated: the Message-ID decides, so there is never a second copy.
 *
 * @throws EngineError `auth`, `network`, `not_found` (no folder for drafts), `mail_rejected` (the server does not
 *   take it: `details.step` is `quota` for a full mailbox), `cancelled`, and what `mayAppend` throws.
 */
export async function appendDraftOnce(draft: DraftToAppend): Promise<AppendedDraft> {
  const messageId = checkedMessageId(draft.messageId);
  return withImap(draft.account, draft.secret, draft, async (client) => {
    const { path: folder } = await findSpecialFolder(client, 'drafts', draft.account.draftsFolder);
    // Opened for writing: a folder that is only examined lists no flags that may be set.
    const { uidValidity } = await client.mailboxOpen(folder);
    const place = { folder, uidValidity: String(uidValidity) };
    const earlier = await findMessage(client, { messageId, reference: null });
    if (earlier !== null) return { ...place, uid: earlier, alreadyThere: true };
    await draft.mayAppend?.();
    await append(client, folder, draft);
    const uid = await findMessage(client, { messageId, reference: null });
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
