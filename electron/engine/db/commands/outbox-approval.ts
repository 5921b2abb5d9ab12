import type { Instant } from '../../../../shared/domain/dates.ts';
import type { DraftId, MailboxId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { draftFiles } from '../queries/invoice-files.ts';
import { refreshAfter } from './account-rows.ts';
import type { WriteCommand } from './command.ts';
import { draftBack } from './draft-copies.ts';
import { requireDraft } from './draft-rows.ts';
import { messageFacts, requireMessage, requireStep, setDraftState } from './outbox-rows.ts';

/** The final message as a person approved it. */
export interface FinalMessage {
  readonly mailboxId: MailboxId;
  /** The address in From, of the mailbox or one of its other sender addresses. */
  readonly senderAddress: string;
  /** `{from, to: [address…]}`, every address as it goes to the server. */
  readonly envelopeJson: string;
  readonly messageId: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly gateJson: string;
}

/** What a later check compares the message with, besides its figures. */
export interface ApprovalFacts {
  /** `[address…]`: recipients that are addresses of the account's contacts. */
  readonly contactsJson: string;
  /** `{subject, text}` of the template where a person changed it; null where nobody did. */
  readonly wordingJson: string | null;
}

/** Puts an approved draft into the outbox and keeps its sender in the draft. From here on its bytes do not change. */
export const approveMessage: WriteCommand<
  FinalMessage &
    ApprovalFacts & {
      readonly id: OutboxMessageId;
      readonly draftId: DraftId;
      /** The person knows that the copy in the mailbox was edited, and that those edits are not sent. */
      readonly despiteEdits?: boolean;
    },
  null
> = (db, { despiteEdits = false, ...input }, context) => {
  const draft = requireDraft(db, input.draftId);
  if (!['draft', 'failed', 'in_mailbox'].includes(draft.state)) {
    throw new EngineError(
      'conflict',
      `The draft is ${draft.state.replaceAll('_', ' ')}: it cannot be approved for sending now.`,
    );
  }
  if (draft.seen_in_mailbox === 'changed' && !despiteEdits) {
    throw new EngineError(
      'conflict',
      `"${draft.subject}" was edited in the mailbox, and what is kept here is the wording before. Send it from the mailbox, or delete it there and discard it here.`,
      { field: 'mailboxCopy' },
    );
  }
  db.prepare(
    `INSERT INTO outbox_message (id, draft_id, account_id, currency, mailbox_id, sender_address, subject, amount_minor,
       invoices_json, envelope_json, message_id, bytes, sha256, gate_json, contacts_json, wording_json, state, attempts, approved_at, approved_by, lookups, sent_copy,
       sent_copy_tries, created_at, updated_at)
     SELECT @id, id, account_id, currency, @mailboxId, @senderAddress, subject, amount_minor, invoices_json, @envelopeJson,
       @messageId, @bytes, @sha256, @gateJson, @contactsJson, @wordingJson, 'approved', 0, @now, @actor, 0, 'none', 0, @now, @now FROM draft WHERE id = @draftId`,
  ).run({ ...input, bytes: Buffer.from(input.bytes), now: context.now, actor: context.actor });
  keepSender(db, input.draftId, input);
  setDraftState(db, input.draftId, 'in_outbox', context.now);
  const row = requireMessage(db, input.id);
  const files = draftFiles(db, input).map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  const payload = {
    summary: `Approved for sending: ${row.subject}`,
    ...messageFacts(row),
    text: draft.text,
    ...(files.length === 0 ? {} : { files }),
  };
  return {
    output: null,
    entries: [{ kind: 'mail_approved', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/** Takes a message back before anything of it was sent; its draft can be changed again. */
export const withdrawApproval: WriteCommand<{ readonly id: OutboxMessageId }, null> = (
  db,
  { id },
  context,
) => {
  const row = requireMessage(db, id);
  if (row.state === 'cancelled') return { output: null, unchanged: true };
  requireStep(row, 'cancelled', 'take it back');
  db.prepare(
    "UPDATE outbox_message SET state = 'cancelled', settled_at = ?, updated_at = ? WHERE id = ?",
  ).run(context.now, context.now, id);
  draftBack(db, requireDraft(db, row.draftId), context.now);
  const payload = { summary: `Taken back from the outbox: ${row.subject}`, ...messageFacts(row) };
  return {
    output: null,
    entries: [{ kind: 'mail_approval_withdrawn', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/** Sends an approved message off at `runAt`; until then it can be undone. */
export const queueMessage: WriteCommand<{ readonly id: OutboxMessageId; readonly runAt: Instant }, null> = (
  db,
  { id, runAt },
  context,
) => {
  const row = requireMessage(db, id);
  if (row.state === 'queued') return { output: null, unchanged: true };
  if (row.state === 'review') {
    throw new EngineError('conflict', `"${row.subject}" is in review. Rebuild it or take it back first.`);
  }
  // Only from there: what is being handed over also goes back to the queue, but by the server's word, not by a person's.
  if (row.state !== 'approved') {
    throw new EngineError(
      'conflict',
      `The message "${row.subject}" is ${row.state}: it is too late to send it.`,
      {
        state: row.state,
      },
    );
  }
  db.prepare(
    "UPDATE outbox_message SET state = 'queued', run_at = ?, last_error_json = NULL, updated_at = ? WHERE id = ?",
  ).run(runAt, context.now, id);
  const payload = { summary: `Queued for sending: ${row.subject}`, ...messageFacts(row), notBefore: runAt };
  return { output: null, entries: [{ kind: 'mail_queued', account: row.accountId, payload }] };
};

/** Stops a message of which nothing is on the wire; it stays approved. Throws `conflict` when it is too late. */
export const undoSend: WriteCommand<{ readonly id: OutboxMessageId }, null> = (db, { id }, context) => {
  const row = requireMessage(db, id);
  if (row.state === 'approved') return { output: null, unchanged: true };
  if (row.state !== 'queued' && row.state !== 'checking') {
    throw new EngineError(
      'conflict',
      `The message "${row.subject}" is ${row.state}: it is too late to stop it.`,
      {
        state: row.state,
      },
    );
  }
  db.prepare("UPDATE outbox_message SET state = 'approved', run_at = NULL, updated_at = ? WHERE id = ?").run(
    context.now,
    id,
  );
  const payload = { summary: `Sending undone: ${row.subject}`, ...messageFacts(row) };
  return { output: null, entries: [{ kind: 'mail_send_undone', account: row.accountId, payload }] };
};

/** A draft that lies in a mailbox keeps that one: it is looked for there. */
export function keepSender(
  db: Connection,
  draftId: DraftId,
  { mailboxId, senderAddress }: Pick<FinalMessage, 'mailboxId' | 'senderAddress'>,
): void {
  db.prepare('UPDATE draft SET mailbox_id = ?, sender_address = ? WHERE id = ? AND folder IS NULL').run(
    mailboxId,
    senderAddress,
    draftId,
  );
}
