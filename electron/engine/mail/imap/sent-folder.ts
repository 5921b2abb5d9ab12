import type { MailAccount, MailOptions, MailSecret } from '../account/mail-account.ts';
import { checkedMessageId } from '../compose/compose-message.ts';
import { findMessage, type MessageMarks } from './find-message.ts';
import { findSpecialFolder } from './special-folder.ts';
import { withImap } from './with-imap.ts';

export interface SentLookup extends MailOptions {
  readonly account: MailAccount;
  readonly secret: MailSecret;
  readonly marks: MessageMarks;
}

/**
 * Whether the Sent folder has the message: by its Message-ID, by the one that Microsoft replaced, or by our header.
 *
 * @throws EngineError `auth`, `network`, `not_found` (no folder for sent mail), `cancelled`.
 */
export function isInSent(lookup: SentLookup): Promise<boolean> {
  return withImap(lookup.account, lookup.secret, lookup, async (client) => {
    const { path } = await findSpecialFolder(client, 'sent', lookup.account.sentFolder);
    await client.mailboxOpen(path, { readOnly: true });
    return (await findMessage(client, lookup.marks)) !== null;
  });
}

/**
 * Sees to one copy in Sent: looks for the message first, so that an attempt which was cut off can be repeated.
 *
 * @returns `there` when it was there already, `added` when this call put it there.
 * @throws EngineError as `isInSent`, and `mail_rejected` when the server does not take the copy.
 */
export function keepSentCopy(
  lookup: SentLookup & { readonly bytes: Uint8Array },
): Promise<'there' | 'added'> {
  checkedMessageId(lookup.marks.messageId);
  return withImap(lookup.account, lookup.secret, lookup, async (client) => {
    const { path } = await findSpecialFolder(client, 'sent', lookup.account.sentFolder);
    await client.mailboxOpen(path);
    if ((await findMessage(client, lookup.marks)) !== null) return 'there';
    await client.append(path, Buffer.from(lookup.bytes), ['\\Seen']);
    return 'added';
  });
}
