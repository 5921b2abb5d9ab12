import type { ImapFlow } from 'imapflow';
import { findMessage, type MessageMarks } from './find-message.ts';

/**
 * Removes one message of our own from a folder for good, and nothing else: a server that cannot expunge a single message
 * (UIDPLUS, RFC 4315) is left alone, because it would remove whatever else is marked as deleted.
 *
 * @returns whether it was there and is gone.
 */
export async function removeMessage(client: ImapFlow, folder: string, marks: MessageMarks): Promise<boolean> {
  if (!client.capabilities.has('UIDPLUS')) return false;
  await client.mailboxOpen(folder);
  const uid = await findMessage(client, marks);
  return uid !== null && (await client.messageDelete(String(uid), { uid: true }));
}
