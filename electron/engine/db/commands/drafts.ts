import type { AccountId, DraftId, MailboxId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { refreshAfter, requireAccount } from './account-rows.ts';
import type { WriteCommand } from './command.ts';

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
  readonly messageId: string;
  /** The line for the log, with amounts set for people. */
  readonly summary: string;
}

interface DraftRow {
  readonly id: DraftId;
  readonly account_id: AccountId;
  readonly stage: string;
  readonly currency: string;
  readonly state: string;
  readonly message_id: string;
  readonly mailbox_id: MailboxId | null;
  readonly to_json: string;
  readonly cc_json: string;
  readonly subject: string;
  readonly text: string;
  readonly amount_minor: number;
  readonly invoices_json: string;
}

export const createDraft: WriteCommand<DraftValues, null> = (db, draft, context) => {
  requireAccount(db, draft.accountId);
  db.prepare(
    `INSERT INTO draft (id, account_id, currency, stage, language, template_version, to_json, cc_json, subject, text, html,
       edited, unresolved_json, invoices_json, amount_minor, gate_json, as_of, state, message_id, attempts, created_at,
       updated_at)
     VALUES (@id, @accountId, @currency, @stage, @language, @templateVersion, @toJson, @ccJson, @subject, @text, @html,
       @edited, @unresolvedJson, @invoicesJson, @amountMinor, @gateJson, @asOf, 'draft', @messageId, 0, @now, @now)`,
  ).run({ ...draft, edited: draft.edited ? 1 : 0, now: context.now });
  const payload = {
    summary: draft.summary,
    draft: draft.id,
    stage: draft.stage,
    currency: draft.currency,
    amount: draft.amountMinor,
    invoices: JSON.parse(draft.invoicesJson) as unknown,
    to: JSON.parse(draft.toJson) as unknown,
    subject: draft.subject,
    gate: JSON.parse(draft.gateJson) as unknown,
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
}

/** Changes a draft that is not on its way yet. The log keeps the wording before and after. */
export const changeDraft: WriteCommand<DraftChange, null> = (db, change, context) => {
  const row = requireDraft(db, change.id);
  requireState(row, ['draft', 'failed'], 'change it');
  const before = { to: row.to_json, cc: row.cc_json, subject: row.subject, text: row.text };
  const after = { to: change.toJson, cc: change.ccJson, subject: change.subject, text: change.text };
  if (JSON.stringify(before) === JSON.stringify(after)) return { output: null, unchanged: true };
  db.prepare(
    `UPDATE draft SET to_json = @toJson, cc_json = @ccJson, subject = @subject, text = @text, html = @html,
       edited = @edited, unresolved_json = @unresolvedJson, gate_json = @gateJson, state = 'draft', bytes = NULL,
       last_error_json = NULL, updated_at = @now WHERE id = @id`,
  ).run({ ...change, edited: change.edited ? 1 : 0, now: context.now });
  const payload = { summary: `Draft changed: ${change.subject}`, draft: row.id, before, after };
  return { output: null, entries: [{ kind: 'draft_changed', account: row.account_id, payload }] };
};

export const discardDraft: WriteCommand<{ readonly id: DraftId }, null> = (db, { id }, context) => {
  const row = requireDraft(db, id);
  if (row.state === 'discarded') return { output: null, unchanged: true };
  requireState(row, ['draft', 'failed', 'queued'], 'discard it');
  setState(db, id, 'discarded', context.now);
  const payload = { summary: `Draft discarded: ${row.subject}`, draft: id };
  return { output: null, entries: [{ kind: 'draft_discarded', account: row.account_id, payload }] };
};

export const restoreDraft: WriteCommand<{ readonly id: DraftId }, null> = (db, { id }, context) => {
  const row = requireDraft(db, id);
  requireState(row, ['discarded'], 'take it back');
  db.prepare("UPDATE draft SET state = 'draft', bytes = NULL, updated_at = ? WHERE id = ?").run(
    context.now,
    id,
  );
  const payload = { summary: `Discarded draft taken back: ${row.subject}`, draft: id };
  return { output: null, entries: [{ kind: 'draft_changed', account: row.account_id, payload }] };
};

/** Fixes the final bytes and hands the draft to the queue. From here on the letter does not change. */
export const queueDraft: WriteCommand<
  {
    readonly id: DraftId;
    readonly mailboxId: MailboxId;
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
    `UPDATE draft SET state = 'queued', mailbox_id = ?, message_id = ?, bytes = ?, run_at = ?, last_error_json = NULL,
       updated_at = ? WHERE id = ?`,
  ).run(input.mailboxId, input.messageId, Buffer.from(input.bytes), context.now, context.now, input.id);
  const payload = {
    summary: `Draft queued for the mailbox: ${row.subject}`,
    draft: row.id,
    mailbox: input.mailboxId,
    messageId: input.messageId,
    sha256: input.sha256,
  };
  return { output: null, entries: [{ kind: 'draft_queued', account: row.account_id, payload }] };
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
    `UPDATE draft SET state = 'in_mailbox', folder = ?, uid = ?, uid_validity = ?, last_error_json = NULL,
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

export function requireDraft(db: Connection, id: DraftId): DraftRow {
  const row = db
    .prepare<[string], DraftRow>(
      `SELECT id, account_id, stage, currency, state, message_id, mailbox_id, to_json, cc_json, subject, text,
         amount_minor, invoices_json FROM draft WHERE id = ?`,
    )
    .get(id);
  if (row === undefined) throw new EngineError('not_found', 'There is no such draft.');
  return row;
}

function requireState(row: DraftRow, allowed: readonly string[], action: string): void {
  if (allowed.includes(row.state)) return;
  throw new EngineError(
    'conflict',
    `The draft is ${row.state.replaceAll('_', ' ')}: it is too late to ${action}.`,
  );
}

function setState(db: Connection, id: DraftId, state: string, now: string): void {
  db.prepare('UPDATE draft SET state = ?, updated_at = ? WHERE id = ?').run(state, now, id);
}
