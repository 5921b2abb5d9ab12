import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, DraftId, MailboxId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { familyOf } from '../summary/account-family.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

/** A draft row with the name of its account; JSON columns as they are stored. Never its bytes. */
export interface DraftRecord {
  readonly id: DraftId;
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly accountNumber: string | null;
  readonly currency: string;
  readonly stage: string;
  readonly language: string;
  readonly templateVersion: number;
  readonly toJson: string;
  readonly ccJson: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly edited: number;
  readonly unresolvedJson: string;
  readonly invoicesJson: string;
  readonly amountMinor: number;
  /** `[{fileId, name, size}]` of the files that go out with it. */
  readonly filesJson: string;
  readonly gateJson: string;
  readonly asOf: string;
  /** `Figures` at the time of writing; null for a draft of an earlier version. */
  readonly figuresJson: string | null;
  readonly state: string;
  readonly messageId: string;
  readonly mailboxId: MailboxId | null;
  /** Null together with `mailboxId`. */
  readonly senderAddress: string | null;
  readonly folder: string | null;
  /** What was noticed of its copy in the mailbox, and when. */
  readonly seenInMailbox: 'changed' | 'removed' | 'sent' | null;
  readonly seenInMailboxAt: Instant | null;
  readonly attempts: number;
  readonly lastErrorJson: string | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Only files of invoices that the draft speaks of, as `draftFiles` has them. */
const FILES_OF_DRAFT = `(SELECT json_group_array(json_object('fileId', file_id, 'name', name, 'size', size))
  FROM (SELECT file_id, name, size FROM draft_file WHERE draft_id = draft.id AND document_id IN
    (SELECT json_extract(value, '$.id') FROM json_each(draft.invoices_json)) ORDER BY seq))`;

const COLUMNS = `draft.id, account_id AS accountId, account.name AS accountName, account.number AS accountNumber, currency, stage, language,
  template_version AS templateVersion, to_json AS toJson, cc_json AS ccJson, subject, text, html, edited,
  unresolved_json AS unresolvedJson, invoices_json AS invoicesJson, amount_minor AS amountMinor, gate_json AS gateJson,
  as_of AS asOf, figures_json AS figuresJson, state, message_id AS messageId, mailbox_id AS mailboxId,
  sender_address AS senderAddress, folder,
  seen_in_mailbox AS seenInMailbox, seen_in_mailbox_at AS seenInMailboxAt, attempts,
  last_error_json AS lastErrorJson, created_at AS createdAt, updated_at AS updatedAt, ${FILES_OF_DRAFT} AS filesJson`;

/** One draft; throws `not_found`. */
export function draftRecord(db: Connection, { id }: { readonly id: DraftId }): DraftRecord {
  const row = db
    .prepare<[string], DraftRecord>(
      `SELECT ${COLUMNS} FROM draft JOIN account ON account.id = account_id WHERE draft.id = ?`,
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such draft.');
  return row;
}

export interface DraftListInput {
  readonly states: readonly string[];
  readonly accountId: AccountId | null;
  readonly limit: number;
  readonly cursor: string | null;
}

/** Drafts in the given states, newest first (their ids rise with time). */
export function draftList(
  db: Connection,
  input: DraftListInput,
): { readonly drafts: DraftRecord[]; readonly total: number; readonly next: string | null } {
  const where = `state IN (SELECT value FROM json_each(@states)) ${input.accountId === null ? '' : `AND account_id IN ${familyOf('@accountId')}`}`;
  const parameters = {
    states: JSON.stringify(input.states),
    ...(input.accountId === null ? {} : { accountId: input.accountId }),
  };
  const before = input.cursor === null ? null : decodeCursor(input.cursor, isDraftId);
  const rows = db
    .prepare<unknown[], DraftRecord>(
      `SELECT ${COLUMNS} FROM draft JOIN account ON account.id = account_id
       WHERE ${where} AND (@before IS NULL OR draft.id < @before) ORDER BY draft.id DESC LIMIT @limit`,
    )
    .all({ ...parameters, before, limit: input.limit + 1 });
  const drafts = rows.slice(0, input.limit);
  const last = drafts.at(-1);
  return {
    drafts,
    total: db.prepare(`SELECT COUNT(*) FROM draft WHERE ${where}`).pluck().get(parameters) as number,
    next: rows.length > input.limit && last !== undefined ? encodeCursor(last.id) : null,
  };
}

function isDraftId(value: unknown): value is DraftId {
  return typeof value === 'string';
}

/**
 * Letters that were written on the command line and went nowhere yet, oldest first. One that was in the outbox before and
 * came back from it is sent only when it is named.
 */
export function commandLineDrafts(db: Connection): DraftRecord[] {
  return db
    .prepare<[], DraftRecord>(
      `SELECT ${COLUMNS} FROM draft JOIN account ON account.id = account_id
       WHERE origin = 'command_line' AND state = 'draft' AND handed_over_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM outbox_message WHERE draft_id = draft.id) ORDER BY draft.id`,
    )
    .all();
}

export interface WaitingDraft {
  readonly id: DraftId;
  readonly mailboxId: MailboxId;
  readonly messageId: string;
  readonly bytes: Uint8Array;
  readonly attempts: number;
}

/** Drafts on their way into a mailbox whose time has come, oldest first. `appending` is left over from a crash. */
export function waitingDrafts(
  db: Connection,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): WaitingDraft[] {
  return db
    .prepare<[string, number], WaitingDraft>(
      `SELECT id, mailbox_id AS mailboxId, message_id AS messageId, bytes, attempts FROM draft
       WHERE state IN ('queued', 'appending') AND bytes IS NOT NULL AND mailbox_id IS NOT NULL
         AND (run_at IS NULL OR run_at <= ?) ORDER BY id LIMIT ?`,
    )
    .all(now, limit);
}

/** How many drafts wait for the mailbox, and when the next may be tried. */
export function draftQueue(db: Connection): { readonly waiting: number; readonly nextAt: Instant | null } {
  const row = db
    .prepare<[], { waiting: number; nextAt: Instant | null }>(
      "SELECT COUNT(*) AS waiting, MIN(run_at) AS nextAt FROM draft WHERE state IN ('queued', 'appending')",
    )
    .get();
  return row ?? { waiting: 0, nextAt: null };
}
