import type { SenderKey } from '../../../../shared/domain/drafts/senders.ts';
import type { AccountId, DraftId, MailboxId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { refreshAfter, requireAccount } from './account-rows.ts';
import type { WriteCommand } from './command.ts';
import { draftBack, requireDiscardable, requireReturnable } from './draft-copies.ts';
import { requireDraft, requireState } from './draft-rows.ts';

/** A letter as it is kept. JSON columns hold what the contract's draft has under the same names. */
export interface DraftValues {
  readonly id: DraftId;
  readonly accountId: AccountId;
  readonly currency: string;
  readonly stage: string;
  readonly language: string;
  readonly templateVersion: number;
  readonly toJson: string;
  readonly ccJson: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly edited: boolean;
  readonly unresolvedJson: string;
  readonly invoicesJson: string;
  readonly amountMinor: number;
  readonly gateJson: string;
  readonly asOf: string;
  /** `Figures`: how old the figures are that it speaks of. */
  readonly figuresJson: string;
  readonly messageId: string;
  /** Who it goes out from; null while no mailbox is set up. */
  readonly sender: SenderKey | null;
  /** Absent: the window. */
  readonly origin?: 'window' | 'command_line';
  /** The line for the log, with amounts set for people. */
  readonly summary: string;
}

export const createDraft: WriteCommand<DraftValues, null> = (db, { sender, ...draft }, context) => {
  requireAccount(db, draft.accountId);
  db.prepare(
    `INSERT INTO draft (id, account_id, currency, stage, language, template_version, to_json, cc_json, subject, text, html,
       edited, unresolved_json, invoices_json, amount_minor, gate_json, as_of, figures_json, state, message_id, mailbox_id,
       sender_address, origin, attempts, created_at, updated_at)
     VALUES (@id, @accountId, @currency, @stage, @language, @templateVersion, @toJson, @ccJson, @subject, @text, @html,
       @edited, @unresolvedJson, @invoicesJson, @amountMinor, @gateJson, @asOf, @figuresJson, 'draft', @messageId, @mailboxId,
       @senderAddress, @origin, 0, @now, @now)`,
  ).run({
    origin: 'window',
    ...draft,
    ...senderColumns(sender),
    edited: draft.edited ? 1 : 0,
    now: context.now,
  });
  const payload = {
    summary: draft.summary,
    draft: draft.id,
    stage: draft.stage,
    currency: draft.currency,
    amount: draft.amountMinor,
    invoices: JSON.parse(draft.invoicesJson) as unknown,
    from: sender?.address ?? null,
    to: JSON.parse(draft.toJson) as unknown,
    subject: draft.subject,
    gate: JSON.parse(draft.gateJson) as unknown,
    figures: JSON.parse(draft.figuresJson) as unknown,
  };
  return { output: null, entries: [{ kind: 'draft_created', account: draft.accountId, payload }] };
};

export interface DraftChange {
  readonly id: DraftId;
  readonly toJson: string;
  readonly ccJson: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly edited: boolean;
  readonly unresolvedJson: string;
  readonly gateJson: string;
  readonly messageId: string;
  readonly sender: SenderKey | null;
}

/** Changes a draft that is not on its way yet. The log keeps the wording and the sender before and after. */
export const changeDraft: WriteCommand<DraftChange, null> = (db, { sender, ...change }, context) => {
  const row = requireDraft(db, change.id);
  requireState(row, ['draft', 'failed'], 'change it');
  const kept = senderColumns(sender);
  const moved = kept.mailboxId !== row.mailbox_id || kept.senderAddress !== row.sender_address;
  const before = {
    ...(moved ? { from: row.sender_address, mailbox: row.mailbox_id } : {}),
    ...{ to: row.to_json, cc: row.cc_json, subject: row.subject, text: row.text },
  };
  const after = {
    ...(moved ? { from: kept.senderAddress, mailbox: kept.mailboxId } : {}),
    ...{ to: change.toJson, cc: change.ccJson, subject: change.subject, text: change.text },
  };
  if (JSON.stringify(before) === JSON.stringify(after)) return { output: null, unchanged: true };
  db.prepare(
    `UPDATE draft SET to_json = @toJson, cc_json = @ccJson, subject = @subject, text = @text, html = @html,
       edited = @edited, unresolved_json = @unresolvedJson, gate_json = @gateJson, message_id = @messageId,
       mailbox_id = @mailboxId, sender_address = @senderAddress, state = 'draft', bytes = NULL, last_error_json = NULL,
       updated_at = @now WHERE id = @id`,
  ).run({ ...change, ...kept, edited: change.edited ? 1 : 0, now: context.now });
  const payload = { summary: `Draft changed: ${change.subject}`, draft: row.id, before, after };
  return {
    output: null,
    entries: [{ kind: 'draft_changed', account: row.account_id, payload }],
    afterLog: refreshAfter(db, context, [row.account_id]),
  };
};

/** One in the mailbox is discarded only when somebody edited or deleted it there; what lies there stays. */
export const discardDraft: WriteCommand<{ readonly id: DraftId }, null> = (db, { id }, context) => {
  const row = requireDraft(db, id);
  if (row.state === 'discarded') return { output: null, unchanged: true };
  requireDiscardable(row);
  setState(db, id, 'discarded', context.now);
  const payload = { summary: `Draft discarded: ${row.subject}`, draft: id };
  return {
    output: null,
    entries: [{ kind: 'draft_discarded', account: row.account_id, payload }],
    afterLog: refreshAfter(db, context, [row.account_id]),
  };
};

/** Takes a discarded draft back, or one that was deleted in the mailbox. */
export const restoreDraft: WriteCommand<{ readonly id: DraftId }, null> = (db, { id }, context) => {
  const row = requireDraft(db, id);
  requireReturnable(row);
  draftBack(db, row, context.now);
  const payload = { summary: `Draft taken back: ${row.subject}`, draft: id };
  return { output: null, entries: [{ kind: 'draft_changed', account: row.account_id, payload }] };
};

/** Fixes the final bytes and hands the draft to the queue. From here on the letter does not change. */
export const queueDraft: WriteCommand<
  {
    readonly id: DraftId;
    readonly mailboxId: MailboxId;
    readonly senderAddress: string;
    readonly messageId: string;
    readonly bytes: Uint8Array;
    readonly sha256: string;
  },
  null
> = (db, input, context) => {
  const row = requireDraft(db, input.id);
  if (row.state === 'queued' || row.state === 'appending') return { output: null, unchanged: true };
  requireState(row, ['draft', 'failed'], 'save it to the mailbox');
  db.prepare(
    `UPDATE draft SET state = 'queued', mailbox_id = @mailboxId, sender_address = @senderAddress, message_id = @messageId,
       bytes = @bytes, run_at = @now, last_error_json = NULL, updated_at = @now WHERE id = @id`,
  ).run({
    id: input.id,
    mailboxId: input.mailboxId,
    senderAddress: input.senderAddress,
    messageId: input.messageId,
    bytes: Buffer.from(input.bytes),
    now: context.now,
  });
  const payload = {
    summary: `Draft queued for the mailbox: ${row.subject}`,
    draft: row.id,
    mailbox: input.mailboxId,
    from: input.senderAddress,
    messageId: input.messageId,
    sha256: input.sha256,
  };
  return {
    output: null,
    entries: [{ kind: 'draft_queued', account: row.account_id, payload }],
    afterLog: refreshAfter(db, context, [row.account_id]),
  };
};

/** The mailbox has it. Also right when the append was found to have happened before a crash. */
export const recordDraftSaved: WriteCommand<
  {
    readonly id: DraftId;
    readonly folder: string;
    readonly uid: number | null;
    readonly uidValidity: string | null;
  },
  null
> = (db, input, context) => {
  const row = requireDraft(db, input.id);
  if (row.state === 'in_mailbox') return { output: null, unchanged: true };
  requireState(row, ['queued', 'appending'], 'record it as saved');
  db.prepare(
    `UPDATE draft SET state = 'in_mailbox', copy_mailbox_id = mailbox_id, folder = ?, uid = ?, uid_validity = ?,
       last_error_json = NULL, seen_in_mailbox = NULL, seen_in_mailbox_at = NULL,
       handed_over_at = COALESCE(handed_over_at, ?), updated_at = ? WHERE id = ?`,
  ).run(input.folder, input.uid, input.uidValidity, context.now, context.now, input.id);
  const payload = {
    summary: `Draft saved to ${input.folder}: ${row.subject}`,
    draft: row.id,
    stage: row.stage,
    currency: row.currency,
    amount: row.amount_minor,
    invoices: JSON.parse(row.invoices_json) as unknown,
    messageId: row.message_id,
    folder: input.folder,
    uid: input.uid,
  };
  return {
    output: null,
    entries: [{ kind: 'draft_saved_to_mailbox', account: row.account_id, payload }],
    afterLog: refreshAfter(db, context, [row.account_id]),
  };
};

/** The letter left the application by hand: as a file, or copied. */
export const recordDraftExported: WriteCommand<
  { readonly id: DraftId; readonly as: 'eml' | 'copy' },
  null
> = (db, { id, as }, context) => {
  const row = requireDraft(db, id);
  db.prepare(
    'UPDATE draft SET handed_over_at = COALESCE(handed_over_at, ?), updated_at = ? WHERE id = ?',
  ).run(context.now, context.now, id);
  const how = as === 'eml' ? 'exported as a mail file' : 'copied';
  const payload = {
    summary: `Draft ${how}: ${row.subject}`,
    draft: id,
    as,
    stage: row.stage,
    currency: row.currency,
    amount: row.amount_minor,
    invoices: JSON.parse(row.invoices_json) as unknown,
  };
  return {
    output: null,
    entries: [{ kind: 'draft_exported', account: row.account_id, payload }],
    afterLog: refreshAfter(db, context, [row.account_id]),
  };
};

function senderColumns(sender: SenderKey | null) {
  return { mailboxId: sender?.mailboxId ?? null, senderAddress: sender?.address ?? null };
}

function setState(db: Connection, id: DraftId, state: string, now: string): void {
  db.prepare('UPDATE draft SET state = ?, updated_at = ? WHERE id = ?').run(state, now, id);
}
