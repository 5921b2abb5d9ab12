import type { DraftId } from '../../../../shared/domain/ids.ts';
import type { TouchpointKind } from '../../../../shared/domain/touchpoint-kinds.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { refreshAfter } from './account-rows.ts';
import type { MaintenanceCommand, NewLogEntry, WriteCommand } from './command.ts';
import { forgetCopy } from './draft-copies.ts';
import { type DraftRow, requireDraft } from './draft-rows.ts';

/** Where a draft lies now: known by the folder's own numbers. */
export interface DraftPlace {
  readonly id: DraftId;
  readonly uid: number;
  readonly uidValidity: string;
}

type Row = DraftRow & { readonly uid: number | null };

/** Somebody edited the draft in the mailbox. What stands there counts from now on and is never written over. */
export const draftChangedInMailbox: WriteCommand<DraftPlace, null> = (db, input, context) => {
  const row = requireSaved(db, input.id);
  if (row.seen_in_mailbox === 'changed' && row.uid === input.uid) return { output: null, unchanged: true };
  setSeen(db, input.id, 'changed', context.now);
  setPlace(db, input);
  return { output: null, entries: [entryOf(row, 'draft_changed_in_mailbox', 'Draft edited in the mailbox')] };
};

/** Somebody deleted the draft in the mailbox, and it is not in Sent. */
export const draftRemovedInMailbox: WriteCommand<{ readonly id: DraftId }, null> = (db, { id }, context) => {
  const row = requireSaved(db, id);
  if (row.seen_in_mailbox === 'removed') return { output: null, unchanged: true };
  setSeen(db, id, 'removed', context.now);
  return {
    output: null,
    entries: [entryOf(row, 'draft_removed_in_mailbox', 'Draft deleted in the mailbox')],
  };
};

/**
 * The draft was sent from the user's own mail program: it lies in Sent under its Message-ID. One that is in the outbox
 * stays there until its message is taken back.
 */
export const draftSentInMailbox: WriteCommand<{ readonly id: DraftId }, null> = (db, { id }, context) => {
  const row = requireSaved(db, id);
  if (row.seen_in_mailbox === 'sent') return { output: null, unchanged: true };
  setSeen(db, id, 'sent', context.now);
  db.prepare("UPDATE draft SET state = 'sent' WHERE id = ? AND state = 'in_mailbox'").run(id);
  const edited = row.seen_in_mailbox === 'changed';
  const sent = entryOf(row, 'draft_sent_in_mailbox', 'Sent from the mailbox');
  const payload = { ...sent.payload, edited, ...(edited ? {} : { text: row.text }) };
  return {
    output: null,
    entries: [{ ...sent, payload }],
    afterLog: refreshAfter(db, context, [row.account_id]),
  };
};

/** This application took its own, unedited copy out of the mailbox, because it sends the letter itself. */
export const draftTakenFromMailbox: WriteCommand<{ readonly id: DraftId }, null> = (db, { id }) => {
  const row = requireDraft(db, id);
  if (row.folder === null) return { output: null, unchanged: true };
  forgetCopy(db, row);
  // Its message was taken back in the same moment: the draft lies here alone.
  db.prepare("UPDATE draft SET state = 'draft', bytes = NULL WHERE id = ? AND state = 'in_mailbox'").run(id);
  return {
    output: null,
    entries: [entryOf(row, 'draft_taken_from_mailbox', `Taken out of ${row.folder}, to be sent from here`)],
  };
};

/** The same draft lies under another number, as after the folder was built anew. */
export const draftMovedInMailbox: MaintenanceCommand<DraftPlace, null> = (db, input) => {
  setPlace(db, input);
  db.prepare(
    `UPDATE draft SET seen_in_mailbox = NULL, seen_in_mailbox_at = NULL
     WHERE id = ? AND state IN ('in_mailbox', 'in_outbox')`,
  ).run(input.id);
  return null;
};

function requireSaved(db: Connection, id: DraftId): Row {
  const row = requireDraft(db, id);
  if (row.folder === null || !['in_mailbox', 'in_outbox'].includes(row.state)) {
    throw new EngineError('conflict', 'The draft is not in the mailbox any more.');
  }
  const uid = db.prepare('SELECT uid FROM draft WHERE id = ?').pluck().get(id) as number | null;
  return { ...row, uid };
}

function setSeen(db: Connection, id: DraftId, seen: 'changed' | 'removed' | 'sent', now: string): void {
  db.prepare('UPDATE draft SET seen_in_mailbox = ?, seen_in_mailbox_at = ?, updated_at = ? WHERE id = ?').run(
    seen,
    now,
    now,
    id,
  );
}

function setPlace(db: Connection, { id, uid, uidValidity }: DraftPlace): void {
  db.prepare('UPDATE draft SET uid = ?, uid_validity = ? WHERE id = ? AND folder IS NOT NULL').run(
    uid,
    uidValidity,
    id,
  );
}

function entryOf(row: DraftRow, kind: TouchpointKind, what: string): NewLogEntry {
  return {
    kind,
    account: row.account_id,
    payload: {
      summary: `${what}: ${row.subject}`,
      draft: row.id,
      stage: row.stage,
      currency: row.currency,
      amount: row.amount_minor,
      invoices: JSON.parse(row.invoices_json) as unknown,
      messageId: row.message_id,
      mailbox: row.mailbox_id,
    },
  };
}
