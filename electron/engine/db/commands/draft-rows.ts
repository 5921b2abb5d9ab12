import type { AccountId, DraftId, MailboxId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';

export interface DraftRow {
  readonly id: DraftId;
  readonly account_id: AccountId;
  readonly stage: string;
  readonly currency: string;
  readonly state: string;
  readonly message_id: string;
  readonly mailbox_id: MailboxId | null;
  readonly sender_address: string | null;
  readonly to_json: string;
  readonly cc_json: string;
  readonly subject: string;
  readonly text: string;
  readonly amount_minor: number;
  readonly invoices_json: string;
  /** Where its copy lies in a mailbox, and what somebody did with it there. */
  readonly folder: string | null;
  readonly seen_in_mailbox: 'changed' | 'removed' | 'sent' | null;
}

/** A draft; throws `not_found`. */
export function requireDraft(db: Connection, id: DraftId): DraftRow {
  const row = db
    .prepare<[string], DraftRow>(
      `SELECT id, account_id, stage, currency, state, message_id, mailbox_id, sender_address, to_json, cc_json, subject,
         text, amount_minor, invoices_json, folder, seen_in_mailbox FROM draft WHERE id = ?`,
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such draft.');
  return row;
}

/** Throws `conflict` unless the draft is in one of the states. `action` says what is too late otherwise. */
export function requireState(row: DraftRow, allowed: readonly string[], action: string): void {
  if (allowed.includes(row.state)) return;
  throw new EngineError(
    'conflict',
    `The draft is ${row.state.replaceAll('_', ' ')}: it is too late to ${action}.`,
  );
}
