import type { DraftId } from '../../../../shared/domain/ids.ts';
import type { TouchpointKind } from '../../../../shared/domain/touchpoint-kinds.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { refreshAfter } from './account-rows.ts';
import type { MaintenanceCommand, NewLogEntry, WriteCommand } from './command.ts';
import { requireDraft } from './drafts.ts';

/** Where a draft lies now: known by the folder's own numbers. */
export interface DraftPlace {
  readonly id: DraftId;
  readonly uid: number;
  readonly uidValidity: string;
}

type Row = ReturnType<typeof requireDraft> & { readonly seen: string | null; readonly uid: number | null };

/** Somebody edited the draft in the mailbox. What stands there counts from now on and is never written over. */
export const draftChangedInMailbox: WriteCommand<DraftPlace, null> = (db, input, context) => {
  const row = requireSaved(db, input.id);
  if (row.seen === 'changed' && row.uid === input.uid) return { output: null, unchanged: true };
  setSeen(db, input.id, 'changed', context.now);
  setPlace(db, input);
  return { output: null, entries: [entryOf(row, 'draft_changed_in_mailbox', 'Draft edited in the mailbox')] };
};

/** Somebody deleted the draft in the mailbox, and it is not in Sent. */
export const draftRemovedInMailbox: WriteCommand<{ readonly id: DraftId }, null> = (db, { id }, context) => {
  const row = requireSaved(db, id);
  if (row.seen === 'removed') return { output: null, unchanged: true };
  setSeen(db, id, 'removed', context.now);
  return {
    output: null,
    entries: [entryOf(row, 'draft_removed_in_mailbox', 'Draft deleted in the mailbox')],
  };
};

/** The draft was sent from the user's own mail program: it lies in Sent under its Message-ID. */
export const draftSentInMailbox: WriteCommand<{ readonly id: DraftId }, null> = (db, { id }, context) => {
  const row = requireSaved(db, id);
  db.prepare("UPDATE draft SET state = 'sent', updated_at = ? WHERE id = ?").run(context.now, id);
  const edited = row.seen === 'changed';
  const sent = entryOf(row, 'draft_sent_in_mailbox', 'Sent from the mailbox');
  const payload = { ...sent.payload, edited, ...(edited ? {} : { text: row.text }) };
  return {
    output: null,
    entries: [{ ...sent, payload }],
    afterLog: refreshAfter(db, context, [row.account_id]),
  };
};

/** The same draft lies under another number, as after the folder was built anew. */
export const draftMovedInMailbox: MaintenanceCommand<DraftPlace, null> = (db, input) => {
  setPlace(db, input);
  db.prepare("UPDATE draft SET seen_in_mailbox = NULL WHERE id = ? AND state = 'in_mailbox'").run(input.id);
  return null;
};

function requireSaved(db: Connection, id: DraftId): Row {
  const row = requireDraft(db, id);
  if (row.state !== 'in_mailbox') {
    throw new EngineError('conflict', 'The draft is not in the mailbox any more.');
  }
  const seen = db
    .prepare<[string], Pick<Row, 'seen' | 'uid'>>(
      'SELECT seen_in_mailbox AS seen, uid FROM draft WHERE id = ?',
    )
    .get(id);
  return { ...row, seen: seen?.seen ?? null, uid: seen?.uid ?? null };
}

function setSeen(db: Connection, id: DraftId, seen: 'changed' | 'removed', now: string): void {
  db.prepare('UPDATE draft SET seen_in_mailbox = ?, updated_at = ? WHERE id = ?').run(seen, now, id);
}

function setPlace(db: Connection, { id, uid, uidValidity }: DraftPlace): void {
  db.prepare("UPDATE draft SET uid = ?, uid_validity = ? WHERE id = ? AND state = 'in_mailbox'").run(
    uid,
    uidValidity,
    id,
  );
}

function entryOf(row: Row, kind: TouchpointKind, what: string): NewLogEntry {
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
