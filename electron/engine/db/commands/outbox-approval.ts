import type { Instant } from '../../../../shared/domain/dates.ts';
import type { DraftId, MailboxId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { WriteCommand } from './command.ts';
import { requireDraft } from './drafts.ts';
import { messageFacts, requireMessage, requireStep, setDraftState } from './outbox-rows.ts';

/** The final message as a person approved it. */
export interface FinalMessage {
  readonly mailboxId: MailboxId;
  /** `{from, to: [address…]}`, every address as it goes to the server. */
  readonly envelopeJson: string;
  readonly messageId: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly gateJson: string;
}

/** Puts an approved draft into the outbox. From here on its bytes do not change. */
export const approveMessage: WriteCommand<
  FinalMessage & { readonly id: OutboxMessageId; readonly draftId: DraftId },
  null
> = (db, input, context) => {
  const draft = requireDraft(db, input.draftId);
  if (draft.state !== 'draft' && draft.state !== 'failed') {
    throw new EngineError(
      'conflict',
      `The draft is ${draft.state.replaceAll('_', ' ')}: it cannot be approved for sending now.`,
    );
  }
  db.prepare(
    `INSERT INTO outbox_message (id, draft_id, account_id, currency, mailbox_id, subject, amount_minor, invoices_json,
       envelope_json, message_id, bytes, sha256, gate_json, state, attempts, approved_at, approved_by, lookups, sent_copy,
       sent_copy_tries, created_at, updated_at)
     SELECT @id, id, account_id, currency, @mailboxId, subject, amount_minor, invoices_json, @envelopeJson, @messageId,
       @bytes, @sha256, @gateJson, 'approved', 0, @now, @actor, 0, 'none', 0, @now, @now FROM draft WHERE id = @draftId`,
  ).run({ ...input, bytes: Buffer.from(input.bytes), now: context.now, actor: context.actor });
  setDraftState(db, input.draftId, 'in_outbox', context.now);
  const row = requireMessage(db, input.id);
  const payload = { summary: `Approved for sending: ${row.subject}`, ...messageFacts(row), text: draft.text };
  return { output: null, entries: [{ kind: 'mail_approved', account: row.accountId, payload }] };
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
  setDraftState(db, row.draftId, 'draft', context.now);
  const payload = { summary: `Taken back from the outbox: ${row.subject}`, ...messageFacts(row) };
  return { output: null, entries: [{ kind: 'mail_approval_withdrawn', account: row.accountId, payload }] };
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

/** Stops a queued message in time; it stays approved. Throws `conflict` when it is too late. */
export const undoSend: WriteCommand<{ readonly id: OutboxMessageId }, null> = (db, { id }, context) => {
  const row = requireMessage(db, id);
  if (row.state === 'approved') return { output: null, unchanged: true };
  if (row.state !== 'queued') {
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

/** The gate kept the message back on the newest data. `reviewJson` says why and what would be written now. */
export const keepBack: WriteCommand<
  {
    readonly id: OutboxMessageId;
    readonly gateJson: string;
    readonly reviewJson: string;
    readonly reason: string;
  },
  null
> = (db, input, context) => {
  const row = requireMessage(db, input.id);
  requireStep(row, 'review', 'keep it back');
  db.prepare(
    "UPDATE outbox_message SET state = 'review', review_json = ?, run_at = NULL, updated_at = ? WHERE id = ?",
  ).run(input.reviewJson, context.now, input.id);
  const payload = {
    summary: `Kept back: ${input.reason}`,
    ...messageFacts(row),
    gate: JSON.parse(input.gateJson) as unknown,
  };
  return { output: null, entries: [{ kind: 'mail_kept_back', account: row.accountId, payload }] };
};

/** The letter of today, as the draft keeps it. */
export interface RebuiltDraft {
  readonly toJson: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly unresolvedJson: string;
  readonly invoicesJson: string;
  readonly amountMinor: number;
  readonly gateJson: string;
  readonly asOf: string;
}

/** Puts the message of today in the place of the one that was kept back, and its letter into the draft. */
export const rebuildMessage: WriteCommand<
  FinalMessage & { readonly id: OutboxMessageId; readonly draft: RebuiltDraft },
  null
> = (db, { draft, ...input }, context) => {
  const row = requireMessage(db, input.id);
  if (row.state !== 'review') {
    throw new EngineError(
      'conflict',
      `The message "${row.subject}" is ${row.state}: only one in review is rebuilt.`,
    );
  }
  db.prepare(
    `UPDATE draft SET to_json = @toJson, subject = @subject, text = @text, html = @html, edited = 0,
       unresolved_json = @unresolvedJson, invoices_json = @invoicesJson, amount_minor = @amountMinor,
       gate_json = @gateJson, as_of = @asOf, updated_at = @now WHERE id = @id`,
  ).run({ ...draft, id: row.draftId, now: context.now });
  db.prepare(
    `UPDATE outbox_message SET subject = @subject, amount_minor = @amountMinor, invoices_json = @invoicesJson,
       mailbox_id = @mailboxId, envelope_json = @envelopeJson, message_id = @messageId, bytes = @bytes, sha256 = @sha256,
       gate_json = @gateJson, state = 'approved', review_json = NULL, approved_at = @now, approved_by = @actor,
       updated_at = @now WHERE id = @id`,
  ).run({
    ...input,
    subject: draft.subject,
    amountMinor: draft.amountMinor,
    invoicesJson: draft.invoicesJson,
    bytes: Buffer.from(input.bytes),
    now: context.now,
    actor: context.actor,
  });
  const rebuilt = requireMessage(db, input.id);
  const payload = {
    summary: `Rebuilt with the figures of today: ${rebuilt.subject}`,
    before: messageFacts(row),
    ...messageFacts(rebuilt),
    text: draft.text,
  };
  return { output: null, entries: [{ kind: 'mail_rebuilt', account: row.accountId, payload }] };
};
