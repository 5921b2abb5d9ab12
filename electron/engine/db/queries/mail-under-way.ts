import type { AccountId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

export interface MailUnderWay {
  /** `found`: settled as not sent, and found in Sent since this message was approved. */
  readonly state: 'dispatching' | 'unknown' | 'found';
  readonly subject: string;
}

/**
 * Another message to the same account in the same currency that its server may have by now, though nobody knows or knew
 * when this one was approved; null when there is none.
 */
export function mailUnderWay(
  db: Connection,
  input: { readonly id: OutboxMessageId; readonly accountId: AccountId; readonly currency: string },
): MailUnderWay | null {
  const row = db
    .prepare<unknown[], MailUnderWay>(
      `SELECT CASE state WHEN 'resolved' THEN 'found' ELSE state END AS state, subject FROM outbox_message
       WHERE account_id = @accountId AND currency = @currency AND id <> @id AND (state IN ('dispatching', 'unknown')
         OR found_later_at >= (SELECT approved_at FROM outbox_message WHERE id = @id)) ORDER BY id DESC LIMIT 1`,
    )
    .get(input);
  return row ?? null;
}

/** The number of the newest entry in the log of an account; 0 when there is none. */
export function accountLogEnd(db: Connection, { accountId }: { readonly accountId: AccountId }): number {
  return db
    .prepare('SELECT COALESCE(MAX(seq), 0) FROM touchpoint WHERE account_id = ?')
    .pluck()
    .get(accountId) as number;
}
