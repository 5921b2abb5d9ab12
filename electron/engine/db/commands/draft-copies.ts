import type { Connection } from '../connection.ts';
import { type DraftRow, requireState } from './draft-rows.ts';

/** Forgets the copy in the mailbox: it was taken out, or is gone. */
export function forgetCopy(db: Connection, { id }: Pick<DraftRow, 'id'>): void {
  db.prepare(
    `UPDATE draft SET copy_mailbox_id = NULL, folder = NULL, uid = NULL, uid_validity = NULL, seen_in_mailbox = NULL,
       seen_in_mailbox_at = NULL WHERE id = ?`,
  ).run(id);
}

/** Puts a draft back that left the outbox or the discarded ones: it lies in its mailbox, was sent from there, or is to do. */
export function draftBack(db: Connection, row: DraftRow, now: string): void {
  const state = stateByCopy(row);
  db.prepare('UPDATE draft SET state = ?, updated_at = ? WHERE id = ?').run(state, now, row.id);
  if (state !== 'draft') return;
  forgetCopy(db, row);
  db.prepare('UPDATE draft SET bytes = NULL WHERE id = ?').run(row.id);
}

/** Throws `conflict` for one that lies in the mailbox as it was saved: discarded here, it could still be sent from there. */
export function requireDiscardable(row: DraftRow): void {
  const open = ['draft', 'failed', 'queued'];
  requireState(row, row.seen_in_mailbox === null ? open : [...open, 'in_mailbox'], 'discard it');
}

/** Throws `conflict` unless it was discarded, or deleted in the mailbox. */
export function requireReturnable(row: DraftRow): void {
  const deleted = row.seen_in_mailbox === 'removed';
  requireState(row, deleted ? ['discarded', 'in_mailbox'] : ['discarded'], 'take it back');
}

function stateByCopy({ folder, seen_in_mailbox: seen }: DraftRow): 'sent' | 'in_mailbox' | 'draft' {
  if (seen === 'sent') return 'sent';
  return folder !== null && seen !== 'removed' ? 'in_mailbox' : 'draft';
}
