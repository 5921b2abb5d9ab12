import type { DocumentId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import type { NewLogEntry } from '../commands/command.ts';
import type { Connection } from '../connection.ts';

/** A message of the outbox that was sent. */
export interface SentLetter {
  readonly messageId: OutboxMessageId;
  readonly stage: TemplateStage;
  readonly invoices: readonly { readonly id: DocumentId; readonly number: string }[];
}

interface Row {
  readonly messageId: OutboxMessageId;
  readonly stage: TemplateStage;
  readonly invoicesJson: string;
}

/** The message whose sending an entry tells of; null for every other entry. */
export function sentLetter(db: Connection, { kind, payload }: NewLogEntry): SentLetter | null {
  if (kind !== 'mail_sent' || typeof payload.message !== 'string') return null;
  const row = db
    .prepare<[string], Row>(
      `SELECT outbox_message.id AS messageId, stage, outbox_message.invoices_json AS invoicesJson
       FROM outbox_message JOIN draft ON draft.id = draft_id WHERE outbox_message.id = ?`,
    )
    .get(payload.message);
  if (row === undefined) return null;
  const { messageId, stage, invoicesJson } = row;
  return { messageId, stage, invoices: JSON.parse(invoicesJson) as SentLetter['invoices'] };
}
