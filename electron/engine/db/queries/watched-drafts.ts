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

/** Drafts that were saved to a mailbox and not sent yet, newest first. */
export function watchedDrafts(
  db: Connection,
  { mailboxId }: { readonly mailboxId: MailboxId },
): WatchedDraft[] {
  return db
    .prepare<[string, number], WatchedDraft>(
      `SELECT id, message_id AS messageId, folder, uid, uid_validity AS uidValidity, bytes FROM draft
       WHERE state = 'in_mailbox' AND mailbox_id = ? AND bytes IS NOT NULL AND folder IS NOT NULL
       ORDER BY id DESC LIMIT ?`,
    )
    .all(mailboxId, WATCHED);
}
