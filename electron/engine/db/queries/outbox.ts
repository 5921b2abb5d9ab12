import { type Instant, instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, DraftId, MailboxId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import type { MessageState } from '../../../../shared/domain/outbox/message-states.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

/** A message of the outbox with the names that people know; JSON columns as they are stored. Never its bytes. */
export interface OutboxRecord {
  readonly id: OutboxMessageId;
  readonly draftId: DraftId;
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly accountNumber: string;
  readonly currency: string;
  readonly mailboxId: MailboxId;
  readonly senderAddress: string;
  readonly subject: string;
  readonly amountMinor: number;
  readonly invoicesJson: string;
  readonly envelopeJson: string;
  readonly messageId: string;
  readonly sha256: string;
  readonly gateJson: string;
  /** `Figures` of its draft. */
  readonly figuresJson: string | null;
  /** `[address…]`: recipients that were contacts' addresses at the approval. */
  readonly contactsJson: string;
  /** `{subject, text}` of the template where a person changed it. */
  readonly wordingJson: string | null;
  readonly state: MessageState;
  readonly runAt: Instant | null;
  readonly attempts: number;
  readonly approvedAt: Instant;
  readonly approvedBy: string;
  readonly settledAt: Instant | null;
  readonly answer: string | null;
  readonly reviewJson: string | null;
  readonly lastErrorJson: string | null;
  readonly lookups: number;
  readonly lookupAt: Instant | null;
  readonly resolvedAs: 'sent' | 'not_sent' | null;
  readonly foundLaterAt: Instant | null;
  readonly sentCopy: 'none' | 'wanted' | 'kept' | 'given_up';
  readonly sentCopyTries: number;
  readonly updatedAt: Instant;
}

const COLUMNS = `outbox_message.id, draft_id AS draftId, account_id AS accountId, account.name AS accountName,
  COALESCE(account.number, '') AS accountNumber, currency, mailbox_id AS mailboxId,
  sender_address AS senderAddress, subject,
  amount_minor AS amountMinor, invoices_json AS invoicesJson, envelope_json AS envelopeJson, message_id AS messageId,
  sha256, gate_json AS gateJson,
  (SELECT figures_json FROM draft WHERE draft.id = draft_id) AS figuresJson,
  contacts_json AS contactsJson, wording_json AS wordingJson, state, run_at AS runAt, attempts, approved_at AS approvedAt, approved_by AS approvedBy,
  settled_at AS settledAt, answer, review_json AS reviewJson, last_error_json AS lastErrorJson, lookups,
  lookup_at AS lookupAt, resolved_as AS resolvedAs, found_later_at AS foundLaterAt, sent_copy AS sentCopy, sent_copy_tries AS sentCopyTries,
  outbox_message.updated_at AS updatedAt`;
const FROM = 'FROM outbox_message JOIN account ON account.id = account_id';

/** One message; throws `not_found`. */
export function outboxRecord(db: Connection, { id }: { readonly id: OutboxMessageId }): OutboxRecord {
  const row = db
    .prepare<[string], OutboxRecord>(`SELECT ${COLUMNS} ${FROM} WHERE outbox_message.id = ?`)
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such message in the outbox.');
  return row;
}

/** The final bytes of a message; throws `not_found`. */
export function outboxBytes(db: Connection, { id }: { readonly id: OutboxMessageId }): Uint8Array {
  const bytes = db.prepare('SELECT bytes FROM outbox_message WHERE id = ?').pluck().get(id) as
    | Uint8Array
    | undefined;
  if (bytes === undefined) throw new EngineError('not_found', 'There is no such message in the outbox.');
  return bytes;
}

export interface OutboxListInput {
  readonly states: readonly MessageState[];
  readonly accountId: AccountId | null;
  /** Only messages that were settled at this instant or later; null: all. */
  readonly settledSince: Instant | null;
  readonly limit: number;
  readonly cursor: string | null;
}

/** Messages in the given states, newest first (their ids rise with time). */
export function outboxList(
  db: Connection,
  input: OutboxListInput,
): { readonly messages: OutboxRecord[]; readonly total: number; readonly next: string | null } {
  const where = `state IN (SELECT value FROM json_each(@states))
    ${input.accountId === null ? '' : 'AND account_id = @accountId'}
    ${input.settledSince === null ? '' : 'AND settled_at >= @settledSince'}`;
  const parameters = {
    states: JSON.stringify(input.states),
    ...(input.accountId === null ? {} : { accountId: input.accountId }),
    ...(input.settledSince === null ? {} : { settledSince: input.settledSince }),
  };
  const before = input.cursor === null ? null : decodeCursor(input.cursor, isText);
  const rows = db
    .prepare<unknown[], OutboxRecord>(
      `SELECT ${COLUMNS} ${FROM} WHERE outbox_message.id IN (
         SELECT id FROM outbox_message WHERE ${where} AND (@before IS NULL OR id < @before) ORDER BY id DESC LIMIT @limit)
       ORDER BY outbox_message.id DESC`,
    )
    .all({ ...parameters, before, limit: input.limit + 1 });
  const messages = rows.slice(0, input.limit);
  const last = messages.at(-1);
  return {
    messages,
    total: db.prepare(`SELECT COUNT(*) FROM outbox_message WHERE ${where}`).pluck().get(parameters) as number,
    next: rows.length > input.limit && last !== undefined ? encodeCursor(last.id) : null,
  };
}

/** The next message of a mailbox whose time has come: the one that was approved first; null when none is due. */
export function dueMessage(
  db: Connection,
  { mailboxId, now }: { readonly mailboxId: MailboxId; readonly now: Instant },
): OutboxRecord | null {
  const row = db
    .prepare<unknown[], OutboxRecord>(
      `SELECT ${COLUMNS} ${FROM} WHERE state = 'queued' AND mailbox_id = @mailboxId AND (run_at IS NULL OR run_at <= @now)
       ORDER BY outbox_message.id LIMIT 1`,
    )
    .get({ mailboxId, now });
  return row ?? null;
}

/** Messages that a crash left in the middle of an attempt. */
export function interruptedMessages(db: Connection): OutboxRecord[] {
  return db.prepare<[], OutboxRecord>(`SELECT ${COLUMNS} ${FROM} WHERE state = 'dispatching'`).all();
}

/**
 * Which unknown messages are looked for: those whose time has come (`due`), those as well whose looks are used up
 * (`at_sync`), or all.
 */
export type LookupScope = 'due' | 'at_sync' | 'all';

/**
 * Messages that are to be looked for in Sent now: unknown ones, and those that a person settled as not sent, at `settledSince`
 * or later where Sent is looked into anyway, or whenever a person asks.
 */
export function lookupsDue(
  db: Connection,
  input: { readonly now: Instant; readonly scope: LookupScope; readonly settledSince: Instant },
): OutboxRecord[] {
  return db
    .prepare<unknown[], OutboxRecord>(
      `SELECT ${COLUMNS} ${FROM} WHERE state = 'unknown'
         AND (@scope = 'all' OR lookup_at <= @now OR (@scope = 'at_sync' AND lookup_at IS NULL))
         OR state = 'resolved' AND resolved_as = 'not_sent'
         AND (lookup_at <= @now OR (@scope <> 'due' AND settled_at >= @settledSince))
       ORDER BY outbox_message.id`,
    )
    .all(input);
}

/** Sent messages of which a copy in Sent is still wanted and whose time has come. */
export function sentCopiesDue(db: Connection, { now }: { readonly now: Instant }): OutboxRecord[] {
  return db
    .prepare<unknown[], OutboxRecord>(
      `SELECT ${COLUMNS} ${FROM} WHERE sent_copy = 'wanted' AND (sent_copy_at IS NULL OR sent_copy_at <= @now)
       ORDER BY +outbox_message.id`,
    )
    .all({ now });
}

/** Every attempt at a message, oldest first. */
export function outboxAttempts(
  db: Connection,
  { id }: { readonly id: OutboxMessageId },
): {
  readonly number: number;
  readonly at: Instant;
  readonly outcome: 'sent' | 'rejected' | 'unknown' | 'again' | null;
  readonly answer: string | null;
}[] {
  return db
    .prepare<[string], ReturnType<typeof outboxAttempts>[number]>(
      'SELECT number, at, outcome, answer FROM outbox_attempt WHERE message_id = ? ORDER BY number',
    )
    .all(id);
}

/** Attempts of a mailbox since an instant, its test message included, oldest first: what the sending limits count. */
export function attemptsSince(
  db: Connection,
  { mailboxId, since }: { readonly mailboxId: MailboxId; readonly since: Instant },
): Instant[] {
  const rows = db
    .prepare(
      `SELECT at FROM outbox_attempt WHERE mailbox_id = @mailboxId AND at > @since
       UNION ALL SELECT test_message_at FROM mailbox WHERE id = @mailboxId AND test_message_at > @since
       ORDER BY at`,
    )
    .pluck()
    .all({ mailboxId, since }) as string[];
  return rows.map(instant);
}

export interface OutboxQueue {
  readonly approved: number;
  readonly queued: number;
  readonly review: number;
  readonly unknown: number;
  readonly rejected: number;
  /** The next instant at which the outbox has something to do by itself. */
  readonly nextAt: Instant | null;
}

/** What waits in the outbox, by state, and the next instant after `now` at which something is to be done. */
export function outboxQueue(db: Connection, { now }: { readonly now: Instant }): OutboxQueue {
  const rows = db
    .prepare<[], { readonly state: MessageState; readonly messages: number }>(
      'SELECT state, COUNT(*) AS messages FROM outbox_message GROUP BY state',
    )
    .all();
  const nextAt = db
    .prepare(
      `SELECT MIN(at) FROM (
         SELECT run_at AS at FROM outbox_message WHERE state = 'queued'
         UNION ALL SELECT lookup_at FROM outbox_message WHERE state = 'unknown'
         UNION ALL SELECT sent_copy_at FROM outbox_message WHERE sent_copy = 'wanted') WHERE at > ?`,
    )
    .pluck()
    .get(now) as Instant | null;
  const count = (...states: readonly MessageState[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { messages }) => sum + messages, 0);
  return {
    approved: count('approved'),
    queued: count('queued', 'checking', 'dispatching'),
    review: count('review'),
    unknown: count('unknown'),
    rejected: count('rejected'),
    nextAt,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
