import type { AccountId, DraftId, MailboxId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { type MessageState, statesBefore } from '../../../../shared/domain/outbox/message-states.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';

export interface OutboxRow {
  readonly id: OutboxMessageId;
  readonly draftId: DraftId;
  readonly accountId: AccountId;
  readonly mailboxId: MailboxId;
  readonly senderAddress: string;
  readonly currency: string;
  readonly subject: string;
  readonly amountMinor: number;
  readonly invoicesJson: string;
  readonly envelopeJson: string;
  readonly messageId: string;
  readonly sha256: string;
  readonly state: MessageState;
  readonly attempts: number;
}

/** A message of the outbox; throws `not_found`. */
export function requireMessage(db: Connection, id: OutboxMessageId): OutboxRow {
  const row = db
    .prepare<[string], OutboxRow>(
      `SELECT id, draft_id AS draftId, account_id AS accountId, mailbox_id AS mailboxId,
         sender_address AS senderAddress, currency, subject, amount_minor AS amountMinor, invoices_json AS invoicesJson,
         envelope_json AS envelopeJson, message_id AS messageId, sha256, state, attempts FROM outbox_message WHERE id = ?`,
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such message in the outbox.');
  return row;
}

/** Throws `conflict` unless the message may become `to` now. */
export function requireStep(row: OutboxRow, to: MessageState, action: string): void {
  if (statesBefore(to).includes(row.state)) return;
  throw new EngineError(
    'conflict',
    `The message "${row.subject}" is ${row.state}: it is too late to ${action}.`,
    {
      state: row.state,
    },
  );
}

/** What every entry about a message says, so that each can be read on its own. */
export function messageFacts(row: OutboxRow): Readonly<Record<string, unknown>> {
  return {
    message: row.id,
    draft: row.draftId,
    mailbox: row.mailboxId,
    from: row.senderAddress,
    currency: row.currency,
    amount: row.amountMinor,
    invoices: JSON.parse(row.invoicesJson) as unknown,
    envelope: JSON.parse(row.envelopeJson) as unknown,
    messageId: row.messageId,
    sha256: row.sha256,
  };
}

export function setDraftState(db: Connection, id: DraftId, state: string, now: string): void {
  db.prepare('UPDATE draft SET state = ?, updated_at = ? WHERE id = ?').run(state, now, id);
}
