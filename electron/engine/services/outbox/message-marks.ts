import type { OutboxRecord } from '../../db/queries/outbox.ts';
import type { MessageMarks } from '../../mail/imap/find-message.ts';

/** What a message of the outbox is recognised by in a mailbox: its Message-ID, and its own id in our header. */
export function marksOf({ id, messageId }: Pick<OutboxRecord, 'id' | 'messageId'>): MessageMarks {
  return { messageId, reference: id };
}
