import type { Instant } from '../../../../shared/domain/dates.ts';
import type { OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { composeMessage, messageIdFor } from '../compose/compose-message.ts';
import { parseMailAddress } from '../compose/mail-address.ts';
import type { MessageMarks } from '../imap/find-message.ts';

export const TEST_SUBJECT = 'Duebook test message';

const WORDS = [
  'This is a test message that you asked Duebook to send from your mailbox to itself.',
  'It shows whether your provider keeps copies of sent mail. You may delete it.',
];

/**
 * Writes the test message of a mailbox to itself. `unique` comes from the engine's ids and marks it in the mailbox.
 *
 * @throws EngineError `validation` when the address or the id cannot stand in a header.
 */
export async function testMessage(
  address: string,
  unique: string,
  date: Instant,
): Promise<{ readonly bytes: Buffer; readonly marks: MessageMarks }> {
  const self = parseMailAddress(address);
  const messageId = messageIdFor(unique, self);
  const bytes = await composeMessage({
    from: self,
    to: [self],
    cc: [],
    subject: TEST_SUBJECT,
    text: `${WORDS.join('\n')}\n`,
    html: WORDS.map((line) => `<p>${line}</p>`).join(''),
    messageId,
    date,
    draftId: unique as OutboxMessageId,
  });
  return { bytes, marks: { messageId, reference: unique } };
}
