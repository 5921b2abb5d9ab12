import { createHash } from 'node:crypto';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import { formatMoney } from '../../../../shared/domain/format/money.ts';
import type { DraftId, MailboxId } from '../../../../shared/domain/ids.ts';
import { missingFieldsIn } from '../../../../shared/domain/letters/missing-marker.ts';
import { writeEditedHtml } from '../../../../shared/domain/letters/write-html.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import { composeMessage, messageIdFor, toEml } from '../../mail/compose/compose-message.ts';
import { type MailAddress, mailAddress } from '../../mail/compose/mail-address.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { draftView, recipients } from './draft-view.ts';
import { changedSentences } from './letter-gate.ts';
import { type LetterProposal, type LetterRequest, proposeLetter, type Recipient } from './propose-letter.ts';
import { regate } from './regate.ts';

/** What a person changed before a letter was kept. */
export interface LetterEdits {
  readonly to?: readonly Recipient[];
  readonly cc?: readonly Recipient[];
  readonly subject?: string;
  readonly text?: string;
}

/** A kept draft, or none with the gate's reasons. */
export interface DraftOutcome {
  readonly draft: Draft | null;
  readonly proposal: LetterProposal;
}

/** Writes the letter of one account and currency and keeps it, with the edits of a person. */
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
  const mailboxes = await workspace.db.read('mailboxes', null);
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
      messageId: messageIdFor(id, senderOf(mailboxes[0])),
      summary: `Draft ${proposal.stage.replace('_', ' ')}: ${count} ${count === 1 ? 'invoice' : 'invoices'}, ${money}`,
    },
    workspace.context(),
  );
  return { draft: await getDraft(workspace, id), proposal };
}

/** Changes a kept draft that is not on its way yet. */
export async function changeDraft(workspace: OpenWorkspace, id: DraftId, edits: LetterEdits): Promise<Draft> {
  const record = await workspace.db.read('draftRecord', { id });
  const subject = edits.subject ?? record.subject;
  const text = edits.text ?? record.text;
  const wordingChanged = subject !== record.subject || text !== record.text;
  const to = checkedRecipients(edits.to ?? recipients(record.toJson));
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
    },
    workspace.context(),
  );
  return getDraft(workspace, id);
}

export async function getDraft(workspace: OpenWorkspace, id: DraftId): Promise<Draft> {
  return draftView(
    await workspace.db.read('draftRecord', { id }),
    await workspace.db.read('mailboxes', null),
  );
}

/**
 * Fixes the bytes of a draft and queues it for the mailbox. Errors: `validation` (a field is still missing, no
 * mailbox is set up), `not_found`, `conflict` (it is on its way already).
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
  const mailbox = await chosenMailbox(workspace, mailboxId ?? record.mailboxId ?? undefined);
  const messageId = messageIdFor(id, senderOf(mailbox));
  const bytes = await bytesOf(record, senderOf(mailbox), messageId);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await workspace.db.write(
    'queueDraft',
    { id, mailboxId: mailbox.id, messageId, bytes, sha256 },
    workspace.context(),
  );
}

/** The draft as an .eml file; logged, since the letter leaves the application by it. */
export async function exportDraft(workspace: OpenWorkspace, id: DraftId): Promise<Buffer> {
  const record = await workspace.db.read('draftRecord', { id });
  const mailboxes = await workspace.db.read('mailboxes', null);
  const sender = senderOf(mailboxes.find((row) => row.id === record.mailboxId) ?? mailboxes[0]);
  const bytes = toEml(await bytesOf(record, sender, record.messageId));
  await workspace.db.write('recordDraftExported', { id, as: 'eml' }, workspace.context());
  return bytes;
}

function bytesOf(record: DraftRecord, from: MailAddress, messageId: string): Promise<Buffer> {
  return composeMessage({
    from,
    to: recipients(record.toJson).map(({ address, name }) => mailAddress(address, name)),
    cc: recipients(record.ccJson).map(({ address, name }) => mailAddress(address, name)),
    subject: record.subject,
    text: record.text,
    html: record.html,
    messageId,
    date: record.updatedAt,
    draftId: record.id,
  });
}

/** Without a mailbox a draft has a sender that nobody can mistake for a real one. */
function senderOf(mailbox: MailboxRow | undefined): MailAddress {
  return mailbox === undefined
    ? mailAddress('sender@not-set-up.invalid', null)
    : mailAddress(mailbox.address, mailbox.displayName);
}

async function chosenMailbox(workspace: OpenWorkspace, id: MailboxId | undefined): Promise<MailboxRow> {
  const all = await workspace.db.read('mailboxes', null);
  const mailbox = id === undefined ? all[0] : all.find((row) => row.id === id);
  if (mailbox !== undefined) return mailbox;
  throw new EngineError('not_found', 'No mailbox is set up yet. Add one, or save the letter as a file.', {
    field: 'mailbox',
  });
}

async function gateOfChanged(
  workspace: OpenWorkspace,
  record: DraftRecord,
  to: readonly Recipient[],
  subject: string,
  text: string,
): Promise<LetterProposal['gate']> {
  const settings = await readSettings(workspace);
  const proposal = await proposeLetter(workspace, settings, {
    accountId: record.accountId,
    currency: currencyCode(record.currency),
    stage: record.stage as LetterProposal['stage'],
    language: record.language,
    picked: (JSON.parse(record.invoicesJson) as { id: LetterProposal['invoices'][number]['id'] }[]).map(
      (item) => item.id,
    ),
    asOf: record.asOf as LetterRequest['asOf'],
  });
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
