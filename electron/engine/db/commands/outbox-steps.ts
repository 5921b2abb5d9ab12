import type { Instant } from '../../../../shared/domain/dates.ts';
import type { MailboxId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { accountLogEnd, mailUnderWay } from '../queries/mail-under-way.ts';
import type { MaintenanceCommand } from './command.ts';
import type { OutboxRow } from './outbox-rows.ts';

/** Taken from the queue to be asked about; false when it was undone or taken by another meanwhile. */
export const messageChecking: MaintenanceCommand<
  { readonly id: OutboxMessageId },
  { readonly taken: boolean }
> = (db, { id }, context) => ({
  taken:
    db
      .prepare(
        "UPDATE outbox_message SET state = 'checking', updated_at = ? WHERE id = ? AND state = 'queued'",
      )
      .run(context.now, id).changes === 1,
});

/**
 * Committed before the first byte of the message is on the wire: after a crash this state means "unknown". Not taken when
 * a person stopped it meanwhile. `outdated`: not taken because the gate was asked too early, and has to be asked again:
 * another mail to the customer is under way, or something about the customer was logged since.
 */
export const messageDispatching: MaintenanceCommand<
  {
    readonly id: OutboxMessageId;
    /** Where the log of the account ended when the gate was asked; absent: only what is under way counts. */
    readonly logEnd?: number;
  },
  { readonly taken: boolean; readonly outdated: boolean }
> = (db, { id, logEnd }, context) => {
  const row = db
    .prepare<[string], Pick<OutboxRow, 'id' | 'accountId' | 'currency'>>(
      "SELECT id, account_id AS accountId, currency FROM outbox_message WHERE id = ? AND state = 'checking'",
    )
    .get(id);
  if (row === undefined) return { taken: false, outdated: false };
  const moved = logEnd !== undefined && accountLogEnd(db, row) !== logEnd;
  if (moved || mailUnderWay(db, row) !== null) return { taken: false, outdated: true };
  db.prepare(
    "UPDATE outbox_message SET state = 'dispatching', attempts = attempts + 1, updated_at = ? WHERE id = ?",
  ).run(context.now, id);
  db.prepare(
    `INSERT INTO outbox_attempt (message_id, number, mailbox_id, at)
     SELECT id, attempts, mailbox_id, ? FROM outbox_message WHERE id = ?`,
  ).run(context.now, id);
  return { taken: true, outdated: false };
};

export interface MessageWait {
  readonly id: OutboxMessageId;
  readonly code: string;
  readonly message: string;
  readonly runAt: Instant;
}

/** Back to the queue: the server could not be reached, or answered "not now". It has not taken the message. */
export const messageWaits: MaintenanceCommand<MessageWait, null> = (db, input, context) => {
  const error = JSON.stringify({ code: input.code, message: input.message, at: context.now });
  db.prepare(
    `UPDATE outbox_attempt SET outcome = 'again', answer = ? WHERE outcome IS NULL AND message_id = ?
       AND number = (SELECT attempts FROM outbox_message WHERE id = ? AND state = 'dispatching')`,
  ).run(input.message, input.id, input.id);
  db.prepare(
    `UPDATE outbox_message SET state = 'queued', run_at = ?, last_error_json = ?, updated_at = ?
     WHERE id = ? AND state IN ('checking', 'dispatching')`,
  ).run(input.runAt, error, context.now, input.id);
  return null;
};

/** After a start: what was only being checked goes back to the queue. What was dispatching is for `recordUnknown`. */
export const requeueChecking: MaintenanceCommand<null, null> = (db, _, context) => {
  db.prepare("UPDATE outbox_message SET state = 'queued', updated_at = ? WHERE state = 'checking'").run(
    context.now,
  );
  return null;
};

/** A person asks for the next attempt, or the next look into Sent, now. */
export const messageRetryNow: MaintenanceCommand<{ readonly id: OutboxMessageId }, null> = (
  db,
  { id },
  context,
) => {
  db.prepare(
    `UPDATE outbox_message SET run_at = CASE state WHEN 'queued' THEN @now ELSE run_at END,
       lookup_at = CASE WHEN state = 'unknown' OR resolved_as = 'not_sent' THEN @now ELSE lookup_at END,
       updated_at = @now WHERE id = @id`,
  ).run({ now: context.now, id });
  return null;
};

/**
 * A look into Sent that found nothing, or one that could not be had (`looked` false: it does not count). `nextAt` null:
 * not again before the next sync.
 */
export const lookedIntoSent: MaintenanceCommand<
  { readonly id: OutboxMessageId; readonly looked: boolean; readonly nextAt: Instant | null },
  null
> = (db, { id, looked, nextAt }, context) => {
  db.prepare(
    `UPDATE outbox_message SET lookups = lookups + ?, lookup_at = ?, updated_at = ?
     WHERE id = ? AND (state = 'unknown' OR resolved_as = 'not_sent')`,
  ).run(looked ? 1 : 0, nextAt, context.now, id);
  return null;
};

/** Exactly one copy is in Sent (`kept`), or the next attempt to put it there. */
export const sentCopyState: MaintenanceCommand<
  {
    readonly id: OutboxMessageId;
    readonly state: 'wanted' | 'kept' | 'given_up';
    readonly nextAt: Instant | null;
  },
  null
> = (db, { id, state, nextAt }, context) => {
  db.prepare(
    `UPDATE outbox_message SET sent_copy = ?, sent_copy_tries = sent_copy_tries + 1, sent_copy_at = ?, updated_at = ?
     WHERE id = ?`,
  ).run(state, nextAt, context.now, id);
  return null;
};

/** Whether the provider saves sent mail by itself, once it was seen. */
export const mailboxSavesSent: MaintenanceCommand<
  { readonly id: MailboxId; readonly savesSent: boolean },
  null
> = (db, { id, savesSent }) => {
  db.prepare('UPDATE mailbox SET saves_sent = ? WHERE id = ?').run(savesSent ? 1 : 0, id);
  return null;
};
