import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, MailboxId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { CONTACT_KINDS } from '../summary/work-facts.ts';

/** What the log says was approved. */
export interface LoggedApproval {
  readonly messageId: string;
  readonly sha256: string;
  /** `{from, to: [address…]}` as JSON. */
  readonly envelopeJson: string;
}

/** The latest approval of a message in the log, which nobody can change; null when there is none. */
export function loggedApproval(
  db: Connection,
  { id, accountId }: { readonly id: OutboxMessageId; readonly accountId: AccountId },
): LoggedApproval | null {
  const row = db
    .prepare<[string, string], LoggedApproval>(
      `SELECT payload ->> '$.messageId' AS messageId, payload ->> '$.sha256' AS sha256,
         payload -> '$.envelope' AS envelopeJson
       FROM touchpoint JOIN touchpoint_payload USING (seq)
       WHERE account_id = ? AND kind IN ('mail_approved', 'mail_rebuilt') AND payload ->> '$.message' = ?
       ORDER BY seq DESC LIMIT 1`,
    )
    .get(accountId, id);
  return row ?? null;
}

/**
 * Whether anybody was in touch with the account after a message was approved, by the order of the log: the clock may have
 * been put back meanwhile. A mail of the outbox in another currency does not
 * count: who approves both letters of an account wants both to go out.
 */
export function contactedSince(
  db: Connection,
  input: { readonly id: OutboxMessageId; readonly accountId: AccountId; readonly currency: string },
): boolean {
  return (
    db
      .prepare(
        `SELECT 1 FROM touchpoint JOIN touchpoint_payload USING (seq)
         WHERE account_id = @accountId AND kind IN (${CONTACT_KINDS})
           AND seq > (SELECT MAX(seq) FROM touchpoint JOIN touchpoint_payload USING (seq)
             WHERE account_id = @accountId AND kind IN ('mail_approved', 'mail_rebuilt') AND payload ->> '$.message' = @id)
           AND id NOT IN (SELECT touchpoint_id FROM retraction)
           AND (kind <> 'mail_sent' OR payload ->> '$.currency' = @currency) LIMIT 1`,
      )
      .get(input) !== undefined
  );
}

export interface QueuedMessage {
  readonly id: OutboxMessageId;
  readonly mailboxId: MailboxId;
  readonly runAt: Instant | null;
}

/** Every queued message in the order in which they go out. */
export function queuedMessages(db: Connection): QueuedMessage[] {
  return db
    .prepare<[], QueuedMessage>(
      `SELECT id, mailbox_id AS mailboxId, run_at AS runAt FROM outbox_message WHERE state = 'queued' ORDER BY id`,
    )
    .all();
}

/** Queued messages whose mailbox was removed. */
export function strandedMessages(db: Connection): OutboxMessageId[] {
  return db
    .prepare<[], { readonly id: OutboxMessageId }>(
      `SELECT id FROM outbox_message WHERE state = 'queued'
         AND mailbox_id NOT IN (SELECT id FROM mailbox WHERE removed_at IS NULL)`,
    )
    .all()
    .map(({ id }) => id);
}

/** The next instant after `now` at which Sent is to be looked into, for an unknown message or a copy; null for none. */
export function nextLook(db: Connection, { now }: { readonly now: Instant }): Instant | null {
  return db
    .prepare(
      `SELECT MIN(at) FROM (
         SELECT lookup_at AS at FROM outbox_message WHERE state = 'unknown'
         UNION ALL SELECT sent_copy_at FROM outbox_message WHERE sent_copy = 'wanted') WHERE at > ?`,
    )
    .pluck()
    .get(now) as Instant | null;
}
