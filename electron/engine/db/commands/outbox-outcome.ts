import type { Instant } from '../../../../shared/domain/dates.ts';
import type { MailboxId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { refreshAfter } from './account-rows.ts';
import type { CommandContext, WriteCommand } from './command.ts';
import { draftBack } from './draft-copies.ts';
import { requireDraft } from './draft-rows.ts';
import { messageFacts, type OutboxRow, requireMessage, requireStep } from './outbox-rows.ts';

export interface AttemptEnd {
  readonly id: OutboxMessageId;
  /** The server's answer in one line, or what happened instead. */
  readonly answer: string;
}

/** The server took the message and said so with a 2xx. */
export const recordSent: WriteCommand<AttemptEnd, null> = (db, input, context) => {
  const row = requireMessage(db, input.id);
  requireStep(row, 'sent', 'record it as sent');
  settle(db, row, 'sent', input.answer, context.now);
  endAttempt(db, row, 'sent', input.answer);
  draftWasSent(db, row, context);
  const payload = {
    summary: `Sent: ${row.subject}`,
    ...messageFacts(row),
    answer: input.answer,
    text: draftText(db, row),
  };
  return {
    output: null,
    entries: [{ kind: 'mail_sent', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/** The server refused the message for good. Its draft can be mended and approved anew once this is taken back. */
export const recordRejected: WriteCommand<AttemptEnd, null> = (db, input, context) => {
  const row = requireMessage(db, input.id);
  requireStep(row, 'rejected', 'record it as rejected');
  settle(db, row, 'rejected', input.answer, context.now);
  endAttempt(db, row, 'rejected', input.answer);
  const payload = {
    summary: `Rejected by the mail server: ${row.subject}`,
    ...messageFacts(row),
    answer: input.answer,
  };
  return {
    output: null,
    entries: [{ kind: 'mail_rejected', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/** The attempt ended without an answer: nobody knows whether the server took the message. */
export const recordUnknown: WriteCommand<AttemptEnd & { readonly lookupAt: Instant }, null> = (
  db,
  input,
  context,
) => {
  const row = requireMessage(db, input.id);
  requireStep(row, 'unknown', 'record it as unknown');
  db.prepare(
    `UPDATE outbox_message SET state = 'unknown', answer = ?, lookups = 0, lookup_at = ?, run_at = NULL, updated_at = ?
     WHERE id = ?`,
  ).run(input.answer, input.lookupAt, context.now, input.id);
  endAttempt(db, row, 'unknown', input.answer);
  const payload = {
    summary: `Perhaps sent, no answer: ${row.subject}`,
    ...messageFacts(row),
    answer: input.answer,
  };
  return {
    output: null,
    entries: [{ kind: 'mail_unknown', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/** Settles an unknown message: `sent_copy` found it in the Sent folder, or a person decided. */
export const resolveMessage: WriteCommand<
  {
    readonly id: OutboxMessageId;
    readonly as: 'sent' | 'not_sent';
    readonly by: 'sent_copy' | 'person';
  },
  null
> = (db, input, context) => {
  const row = requireMessage(db, input.id);
  requireStep(row, 'resolved', 'settle it');
  if (input.by === 'sent_copy' && input.as === 'not_sent') {
    throw new EngineError('internal', 'A missing copy in Sent proves nothing.');
  }
  db.prepare(
    `UPDATE outbox_message SET state = 'resolved', resolved_as = ?, settled_at = ?, lookup_at = NULL, updated_at = ?,
       sent_copy = CASE WHEN ? THEN 'kept' WHEN ? THEN 'wanted' ELSE sent_copy END, sent_copy_at = ? WHERE id = ?`,
  ).run(
    input.as,
    context.now,
    context.now,
    input.by === 'sent_copy' ? 1 : 0,
    input.as === 'sent' ? 1 : 0,
    context.now,
    input.id,
  );
  if (input.as === 'sent') draftWasSent(db, row, context);
  else draftBack(db, requireDraft(db, row.draftId), context.now);
  const how = input.by === 'person' ? `decided by ${context.actor}` : 'found in the Sent folder';
  const facts = { ...messageFacts(row), resolvedAs: input.as, resolvedBy: input.by };
  const summary = `${input.as === 'sent' ? 'Was sent' : 'Was not sent'} (${how}): ${row.subject}`;
  const resolved = { kind: 'mail_resolved', account: row.accountId, payload: { summary, ...facts } } as const;
  const afterLog = refreshAfter(db, context, [row.accountId]);
  if (input.as === 'not_sent') return { output: null, entries: [resolved], afterLog };
  const sent = {
    kind: 'mail_sent',
    account: row.accountId,
    payload: { summary: `Sent: ${row.subject}`, ...facts, text: draftText(db, row) },
  } as const;
  return {
    output: null,
    entries: [resolved, sent],
    afterLog,
  };
};

/** Why a mailbox is paused: its login was refused, its server asked to wait, or a person wants it. */
export type PauseCause = 'login' | 'server' | 'person';

/** Stops all sending from a mailbox: until an instant, or until a person resumes it. */
export const pauseMailbox: WriteCommand<
  {
    readonly id: MailboxId;
    readonly until: Instant | null;
    readonly reason: string;
    readonly cause: PauseCause;
  },
  null
> = (db, input, context) => {
  const address = addressOf(db, input.id);
  const before = db
    .prepare('SELECT paused_until AS until, pause_reason AS reason FROM mailbox WHERE id = ?')
    .get(input.id) as { readonly until: Instant | null; readonly reason: string | null };
  if (before.reason === input.reason && before.until === input.until)
    return { output: null, unchanged: true };
  db.prepare(
    'UPDATE mailbox SET paused_until = @until, pause_reason = @reason, pause_cause = @cause WHERE id = @id',
  ).run(input);
  const payload = {
    summary: `Sending from ${address} paused: ${input.reason}`,
    mailbox: input.id,
    until: input.until,
    at: context.now,
  };
  return { output: null, entries: [{ kind: 'mailbox_paused', account: null, payload }] };
};

export const resumeMailbox: WriteCommand<{ readonly id: MailboxId }, null> = (db, { id }) => {
  const address = addressOf(db, id);
  const { changes } = db
    .prepare(
      'UPDATE mailbox SET paused_until = NULL, pause_reason = NULL, pause_cause = NULL WHERE id = ? AND pause_reason IS NOT NULL',
    )
    .run(id);
  if (changes === 0) return { output: null, unchanged: true };
  const payload = { summary: `Sending from ${address} goes on`, mailbox: id };
  return { output: null, entries: [{ kind: 'mailbox_resumed', account: null, payload }] };
};

function addressOf(db: Connection, id: MailboxId): string {
  const address = db
    .prepare('SELECT address FROM mailbox WHERE id = ? AND removed_at IS NULL')
    .pluck()
    .get(id) as string | undefined;
  if (address === undefined) throw new EngineError('not_found', 'There is no such mailbox.');
  return address;
}

function settle(
  db: Connection,
  row: OutboxRow,
  state: 'sent' | 'rejected',
  answer: string,
  now: Instant,
): void {
  db.prepare(
    `UPDATE outbox_message SET state = ?, answer = ?, settled_at = ?, run_at = NULL, last_error_json = NULL,
       sent_copy = CASE WHEN ? = 'sent' THEN 'wanted' ELSE sent_copy END, sent_copy_at = ?, updated_at = ? WHERE id = ?`,
  ).run(state, answer, now, state, now, now, row.id);
}

function endAttempt(db: Connection, row: OutboxRow, outcome: string, answer: string): void {
  db.prepare('UPDATE outbox_attempt SET outcome = ?, answer = ? WHERE message_id = ? AND number = ?').run(
    outcome,
    answer,
    row.id,
    row.attempts,
  );
}

/** The letter was sent: its draft says so. */
export function draftWasSent(db: Connection, row: OutboxRow, context: CommandContext): void {
  db.prepare(
    "UPDATE draft SET state = 'sent', handed_over_at = COALESCE(handed_over_at, ?), updated_at = ? WHERE id = ?",
  ).run(context.now, context.now, row.draftId);
}

/** The wording of the letter, for the log. */
export function draftText(db: Connection, row: OutboxRow): string {
  return db.prepare('SELECT text FROM draft WHERE id = ?').pluck().get(row.draftId) as string;
}
