import type { Instant } from '../../../../shared/domain/dates.ts';
import type { DraftId, MailboxId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

/** A draft that lies in a mailbox, with what it can be recognised by. */
export interface WatchedDraft {
  readonly id: DraftId;
  readonly messageId: string;
  readonly folder: string;
  readonly uid: number | null;
  readonly uidValidity: string | null;
  /** As they were saved. */
  readonly bytes: Uint8Array;
}

/** So many of the newest are watched: older drafts that nobody sent are not looked for for ever. */
const WATCHED = 200;

const COLUMNS = `id, message_id AS messageId, folder, uid, uid_validity AS uidValidity, bytes`;
const LIES_THERE = 'bytes IS NOT NULL AND folder IS NOT NULL';

/** Drafts that were saved to a mailbox and not sent yet, newest first; also those that are to be sent from the outbox. */
export function watchedDrafts(
  db: Connection,
  { mailboxId }: { readonly mailboxId: MailboxId },
): WatchedDraft[] {
  return db
    .prepare<[string, number], WatchedDraft>(
      `SELECT ${COLUMNS} FROM draft WHERE copy_mailbox_id = ? AND ${LIES_THERE}
         AND (state = 'in_mailbox' OR state = 'in_outbox' AND seen_in_mailbox IS NOT 'sent')
       ORDER BY id DESC LIMIT ?`,
    )
    .all(mailboxId, WATCHED);
}

/** The copy of a draft in a mailbox, and what was noticed of it. */
export interface MailboxCopy extends WatchedDraft {
  readonly mailboxId: MailboxId;
  readonly seen: 'changed' | 'removed' | 'sent' | null;
  readonly seenAt: Instant | null;
}

/** The copy of one draft in its mailbox; null when none was saved there, or it was taken out again. */
export function mailboxCopy(db: Connection, { id }: { readonly id: DraftId }): MailboxCopy | null {
  const row = db
    .prepare<[string], MailboxCopy>(
      `SELECT ${COLUMNS}, copy_mailbox_id AS mailboxId, seen_in_mailbox AS seen, seen_in_mailbox_at AS seenAt FROM draft
       WHERE id = ? AND copy_mailbox_id IS NOT NULL AND ${LIES_THERE}`,
    )
    .get(id);
  return row ?? null;
}
