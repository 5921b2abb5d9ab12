import type { MailboxId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import type { WriteCommand } from './command.ts';

/** A mailbox is about to send a test message to itself. Committed before the sending server hears of it. */
export const beginTestMessage: WriteCommand<{ readonly id: MailboxId; readonly messageId: string }, null> = (
  db,
  { id, messageId },
  context,
) => {
  const address = requireAddress(db, id);
  db.prepare('UPDATE mailbox SET test_message_at = ? WHERE id = ?').run(context.now, id);
  const payload = { summary: `Test message from ${address} to itself`, mailbox: id, messageId };
  return { output: null, entries: [{ kind: 'mailbox_test_sent', account: null, payload }] };
};

/** A test message showed who keeps the copies of sent mail. */
export const recordSentProbe: WriteCommand<{ readonly id: MailboxId; readonly savesSent: boolean }, null> = (
  db,
  { id, savesSent },
) => {
  const address = requireAddress(db, id);
  db.prepare('UPDATE mailbox SET saves_sent = ? WHERE id = ?').run(savesSent ? 1 : 0, id);
  const who = savesSent ? 'its provider keeps them' : 'Duebook keeps them';
  const payload = { summary: `Copies of mail sent from ${address}: ${who}`, mailbox: id, savesSent };
  return { output: null, entries: [{ kind: 'mailbox_changed', account: null, payload }] };
};

function requireAddress(db: Connection, id: MailboxId): string {
  const address = db
    .prepare<[string], string>('SELECT address FROM mailbox WHERE id = ? AND removed_at IS NULL')
    .pluck()
    .get(id);
  if (typeof address === 'string') return address;
  throw new EngineError('not_found', 'There is no such mailbox.');
}
