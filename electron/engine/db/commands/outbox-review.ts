import type { Instant } from '../../../../shared/domain/dates.ts';
import type { DraftId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { refreshAfter } from './account-rows.ts';
import type { WriteCommand } from './command.ts';
import { draftBack } from './draft-copies.ts';
import { requireDraft } from './draft-rows.ts';
import { type ApprovalFacts, type FinalMessage, keepSender } from './outbox-approval.ts';
import { messageFacts, type OutboxRow, requireMessage, requireStep } from './outbox-rows.ts';

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
  return {
    output: null,
    entries: [{ kind: 'mail_kept_back', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/** The letter of today, as the draft keeps it. */
export interface RebuiltDraft {
  readonly toJson: string;
  readonly ccJson: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly unresolvedJson: string;
  readonly invoicesJson: string;
  readonly amountMinor: number;
  readonly gateJson: string;
  readonly asOf: string;
  readonly figuresJson: string;
}

/** Puts the message of today in the place of the one that was kept back, and its letter into the draft. */
export const rebuildMessage: WriteCommand<
  FinalMessage & ApprovalFacts & { readonly id: OutboxMessageId; readonly draft: RebuiltDraft },
  null
> = (db, { draft, ...input }, context) => {
  const row = requireInReview(db, input.id, 'rebuilt');
  keepLetter(db, row.draftId, { ...draft, edited: 0 }, context.now);
  keepSender(db, row.draftId, input);
  db.prepare(
    `UPDATE outbox_message SET subject = @subject, amount_minor = @amountMinor, invoices_json = @invoicesJson,
       mailbox_id = @mailboxId, sender_address = @senderAddress, envelope_json = @envelopeJson, message_id = @messageId, bytes = @bytes, sha256 = @sha256,
       gate_json = @gateJson, contacts_json = @contactsJson, wording_json = @wordingJson, state = 'approved', review_json = NULL, approved_at = @now, approved_by = @actor,
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
  return {
    output: null,
    entries: [{ kind: 'mail_rebuilt', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

/**
 * Makes a message in review a draft again that asks for what is open today, in the words of the person: the figures in
 * them are for the person to put right.
 */
export const reworkMessage: WriteCommand<
  { readonly id: OutboxMessageId; readonly draft: RebuiltDraft },
  null
> = (db, { id, draft }, context) => {
  const row = requireInReview(db, id, 'reworked');
  const letter = requireDraft(db, row.draftId);
  db.prepare(
    "UPDATE outbox_message SET state = 'cancelled', settled_at = ?, updated_at = ? WHERE id = ?",
  ).run(context.now, context.now, id);
  draftBack(db, letter, context.now);
  keepLetter(db, row.draftId, { ...draft, edited: 1 }, context.now);
  const payload = {
    summary: `Taken back to be reworked with what is open now: ${row.subject}`,
    ...messageFacts(row),
    before: { to: letter.to_json, cc: letter.cc_json, invoices: letter.invoices_json },
    after: { to: draft.toJson, cc: draft.ccJson, invoices: draft.invoicesJson },
  };
  return {
    output: null,
    entries: [{ kind: 'mail_approval_withdrawn', account: row.accountId, payload }],
    afterLog: refreshAfter(db, context, [row.accountId]),
  };
};

function requireInReview(db: Connection, id: OutboxMessageId, done: string): OutboxRow {
  const row = requireMessage(db, id);
  if (row.state === 'review') return row;
  throw new EngineError(
    'conflict',
    `The message "${row.subject}" is ${row.state}: only one in review is ${done}.`,
  );
}

function keepLetter(
  db: Connection,
  id: DraftId,
  letter: RebuiltDraft & { readonly edited: 0 | 1 },
  now: Instant,
): void {
  db.prepare(
    `UPDATE draft SET to_json = @toJson, cc_json = @ccJson, subject = @subject, text = @text, html = @html,
       edited = @edited, unresolved_json = @unresolvedJson, invoices_json = @invoicesJson, amount_minor = @amountMinor,
       gate_json = @gateJson, as_of = @asOf, figures_json = @figuresJson, updated_at = @now WHERE id = @id`,
  ).run({ ...letter, id, now });
}
