import { createHash } from 'node:crypto';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import type { SenderKey } from '../../../../shared/domain/drafts/senders.ts';
import { formatMoney } from '../../../../shared/domain/format/money.ts';
import type { DraftId, InvoiceFileId, MailboxId } from '../../../../shared/domain/ids.ts';
import { missingFieldsIn } from '../../../../shared/domain/letters/missing-marker.ts';
import { writeEditedHtml } from '../../../../shared/domain/letters/write-html.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import { composeMessage, messageIdFor, toEml } from '../../mail/compose/compose-message.ts';
import { type MailAddress, mailAddress } from '../../mail/compose/mail-address.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { attachFiles, messageFiles, requireAttachable } from './draft-files.ts';
import { draftView, recipients, writtenOn } from './draft-view.ts';
import { letterAgain } from './letter-again.ts';
import { changedSentences } from './letter-gate.ts';
import { keptSender, letterOrigin, requireSender } from './letter-sender.ts';
import { requireSubject } from './letter-subject.ts';
import { type LetterProposal, type LetterRequest, proposeLetter, type Recipient } from './propose-letter.ts';
import { regate } from './regate.ts';

/** What a person changed before a letter was kept. */
export interface LetterEdits {
  readonly to?: readonly Recipient[];
  readonly cc?: readonly Recipient[];
  readonly subject?: string;
  readonly text?: string;
  /** Absent: the sender of the letter's stage, or for a kept draft the one that it has. */
  readonly sender?: SenderKey;
  /** Fetched files that go out with it; absent: none, or for a kept draft those that it has. */
  readonly files?: readonly InvoiceFileId[];
  /** Where it is written; absent: in the window. */
  readonly origin?: 'window' | 'command_line';
}

/** A kept draft, or none with the gate's reasons. */
export interface DraftOutcome {
  readonly draft: Draft | null;
  readonly proposal: LetterProposal;
}

/**
 * Writes the letter of one account and currency and keeps it, with the edits of a person. It goes out from the sender of
 * its stage unless another is chosen. Errors: `validation` (an address), `not_found` (account, template, chosen sender).
 */
export async function createDraft(
  workspace: OpenWorkspace,
  request: LetterRequest,
  edits: LetterEdits = {},
): Promise<DraftOutcome> {
  const settings = await readSettings(workspace);
  const proposal = await proposeLetter(workspace, settings, request);
  const { letter } = proposal;
  if (letter === null) return { draft: null, proposal };
  const to = checkedRecipients(edits.to ?? proposal.to);
  const cc = checkedRecipients(edits.cc ?? []);
  const subject = edits.subject ?? letter.subject;
  const text = edits.text ?? letter.text;
  const edited = subject !== letter.subject || text !== letter.text;
  const gate =
    edited || edits.to !== undefined
      ? regate(
          workspace,
          settings,
          proposal,
          to,
          changedSentences(`${letter.subject}\n${letter.text}`, `${subject}\n${text}`),
        )
      : proposal.gate;
  const id = newId() as DraftId;
  const sender =
    edits.sender === undefined ? proposal.from.sender : await requireSender(workspace, edits.sender);
  if (edits.files !== undefined) {
    const about = proposal.invoices.map((invoice) => invoice.id);
    await requireAttachable(workspace, edits.files, about);
  }
  const money = formatMoney(proposal.amount, request.currency);
  const count = proposal.invoices.length;
  await workspace.db.write(
    'createDraft',
    {
      id,
      accountId: request.accountId,
      currency: request.currency,
      stage: proposal.stage,
      language: request.language,
      templateVersion: proposal.template.version,
      toJson: JSON.stringify(to),
      ccJson: JSON.stringify(cc),
      subject,
      text,
      html: edits.text === undefined ? letter.html : writeEditedHtml(text, request.language),
      edited,
      unresolvedJson: JSON.stringify(missingFieldsIn(subject, text)),
      invoicesJson: JSON.stringify(proposal.invoices),
      amountMinor: proposal.amount,
      gateJson: JSON.stringify(gate),
      asOf: request.asOf,
      figuresJson: JSON.stringify(proposal.facts.figures),
      messageId: messageIdFor(id, headerOf(sender)),
      sender,
      origin: edits.origin ?? 'window',
      summary: `Draft ${proposal.stage.replace('_', ' ')}: ${count} ${count === 1 ? 'invoice' : 'invoices'}, ${money}`,
    },
    workspace.context(),
  );
  if (edits.files !== undefined) await attachFiles(workspace, id, edits.files);
  return { draft: await getDraft(workspace, id), proposal };
}

/** Changes a kept draft that is not on its way yet. Errors as for `createDraft`, and `conflict` when it is too late. */
export async function changeDraft(workspace: OpenWorkspace, id: DraftId, edits: LetterEdits): Promise<Draft> {
  const record = await workspace.db.read('draftRecord', { id });
  const subject = edits.subject ?? record.subject;
  const text = edits.text ?? record.text;
  const wordingChanged = subject !== record.subject || text !== record.text;
  const to = checkedRecipients(edits.to ?? recipients(record.toJson));
  const sender = edits.sender === undefined ? null : await requireSender(workspace, edits.sender);
  await workspace.db.write(
    'changeDraft',
    {
      id,
      toJson: JSON.stringify(to),
      ccJson: JSON.stringify(checkedRecipients(edits.cc ?? recipients(record.ccJson))),
      subject,
      text,
      html: wordingChanged ? writeEditedHtml(text, record.language) : record.html,
      edited: record.edited === 1 || wordingChanged,
      unresolvedJson: JSON.stringify(missingFieldsIn(subject, text)),
      gateJson: JSON.stringify(await gateOfChanged(workspace, record, to, subject, text)),
      messageId: sender === null ? record.messageId : messageIdFor(id, headerOf(sender)),
      sender: sender ?? keptSender(record),
    },
    workspace.context(),
  );
  if (edits.files !== undefined) await attachFiles(workspace, id, edits.files);
  return getDraft(workspace, id);
}

export async function getDraft(workspace: OpenWorkspace, id: DraftId): Promise<Draft> {
  return draftView(
    await workspace.db.read('draftRecord', { id }),
    await workspace.db.read('mailboxes', null),
    await readSettings(workspace),
  );
}

/**
 * Fixes the bytes of a draft and queues it for the mailbox of its sender, or for the one that is named. Errors:
 * `validation` (a field is still missing, or the subject is too long), `not_found` (no mailbox is set up, or its sender is gone), `conflict` (it is on
 * its way already).
 */
export async function queueDraft(
  workspace: OpenWorkspace,
  id: DraftId,
  mailboxId?: MailboxId,
): Promise<void> {
  const record = await workspace.db.read('draftRecord', { id });
  const unresolved = missingFieldsIn(record.subject, record.text);
  if (unresolved.length > 0) {
    throw new EngineError(
      'validation',
      `The letter still has gaps: ${unresolved.join(', ')}. Fill them in first.`,
      {
        unresolved,
      },
    );
  }
  const { mailbox, from } = await letterOrigin(workspace, record, mailboxId);
  const messageId = messageIdFor(id, from);
  const bytes = await bytesOf(workspace, record, from, messageId);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await workspace.db.write(
    'queueDraft',
    { id, mailboxId: mailbox.id, senderAddress: from.address, messageId, bytes, sha256 },
    workspace.context(),
  );
}

/**
 * The draft as an .eml file; logged, since the letter leaves the application by it. Errors: `not_found`, `validation` for a
 * subject that is too long.
 */
export async function exportDraft(workspace: OpenWorkspace, id: DraftId): Promise<Buffer> {
  const record = await workspace.db.read('draftRecord', { id });
  const { from } = await getDraft(workspace, id);
  const bytes = toEml(await bytesOf(workspace, record, headerOf(from), record.messageId));
  await workspace.db.write('recordDraftExported', { id, as: 'eml' }, workspace.context());
  return bytes;
}

async function bytesOf(
  workspace: OpenWorkspace,
  record: DraftRecord,
  from: MailAddress,
  messageId: string,
): Promise<Buffer> {
  requireSubject(record.subject);
  return composeMessage({
    from,
    to: recipients(record.toJson).map(({ address, name }) => mailAddress(address, name)),
    cc: recipients(record.ccJson).map(({ address, name }) => mailAddress(address, name)),
    subject: record.subject,
    text: record.text,
    html: record.html,
    files: await messageFiles(workspace, record),
    messageId,
    date: record.updatedAt,
    draftId: record.id,
  });
}

/** Without a mailbox a draft has a sender that nobody can mistake for a real one. */
function headerOf(sender: Recipient | null): MailAddress {
  return sender === null
    ? mailAddress('sender@not-set-up.invalid', null)
    : mailAddress(sender.address, sender.name);
}

async function gateOfChanged(
  workspace: OpenWorkspace,
  record: DraftRecord,
  to: readonly Recipient[],
  subject: string,
  text: string,
): Promise<LetterProposal['gate']> {
  const settings = await readSettings(workspace);
  const asOf = record.asOf as LetterRequest['asOf'];
  const figures = writtenOn(record);
  const known = figures === undefined ? {} : { figures };
  const proposal = await letterAgain(workspace, record, record.invoicesJson, asOf, known);
  const approved = proposal.letter === null ? '' : `${proposal.letter.subject}\n${proposal.letter.text}`;
  return regate(workspace, settings, proposal, to, changedSentences(approved, `${subject}\n${text}`));
}

/** Checks every address as strictly as the composer will: a bad one is refused while a person can still correct it. */
function checkedRecipients(given: readonly Recipient[]): readonly Recipient[] {
  return given.map(({ address, name }) => {
    const checked = mailAddress(address, name);
    return { name: checked.name, address: checked.address };
  });
}
