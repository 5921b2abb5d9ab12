import type { Draft } from '../../../../shared/contract/drafts.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { findSender, senderForStage, whySenderIsGone } from '../../../../shared/domain/drafts/senders.ts';
import type { Figures } from '../../../../shared/domain/figures.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import { keptSender, senderMailboxes } from './letter-sender.ts';
import type { Recipient } from './propose-letter.ts';

/** A stored draft as the contract has it; `from` is who it goes, went, or would go out from. */
export function draftView(
  record: DraftRecord,
  mailboxes: readonly MailboxRow[],
  settings: Pick<Settings, 'stageSenders'>,
): Draft {
  return {
    id: record.id,
    accountId: record.accountId,
    accountName: record.accountName,
    currency: currencyCode(record.currency),
    stage: record.stage as TemplateStage,
    language: record.language,
    templateVersion: record.templateVersion,
    ...senderView(record, mailboxes, settings),
    to: recipients(record.toJson),
    cc: recipients(record.ccJson),
    subject: record.subject,
    text: record.text,
    html: record.html,
    edited: record.edited === 1,
    unresolved: JSON.parse(record.unresolvedJson) as string[],
    invoices: JSON.parse(record.invoicesJson) as Draft['invoices'],
    amount: minorUnits(record.amountMinor),
    files: JSON.parse(record.filesJson) as Draft['files'],
    gate: JSON.parse(record.gateJson) as Draft['gate'],
    asOf: record.asOf as PlainDate,
    figures: writtenOn(record) ?? null,
    state: record.state as Draft['state'],
    messageId: record.messageId,
    folder: record.folder,
    mailboxCopy: mailboxCopyOf(record),
    attempts: record.attempts,
    lastError:
      record.lastErrorJson === null ? null : (JSON.parse(record.lastErrorJson) as Draft['lastError']),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}

/** The figures that a draft was written on; undefined for one of an earlier version. */
export function writtenOn({ figuresJson }: Pick<DraftRecord, 'figuresJson'>): Figures | undefined {
  return figuresJson === null ? undefined : (JSON.parse(figuresJson) as Figures);
}

/** A draft that can still be changed shows the sender that it would have now; any other the one that it had. */
function senderView(
  record: DraftRecord,
  rows: readonly MailboxRow[],
  { stageSenders }: Pick<Settings, 'stageSenders'>,
): Pick<Draft, 'from' | 'senderProblem' | 'mailboxId'> {
  const mailboxes = senderMailboxes(rows);
  const kept = keptSender(record);
  if (kept === null) {
    const { sender } = senderForStage(mailboxes, stageSenders, record.stage as TemplateStage);
    const from = sender === null ? null : { name: sender.name, address: sender.address };
    return { from, senderProblem: null, mailboxId: sender?.mailboxId ?? null };
  }
  const open = record.state === 'draft' || record.state === 'failed';
  const sender = findSender(mailboxes, kept);
  return {
    from: { name: sender?.name ?? null, address: sender?.address ?? kept.address },
    senderProblem: open && sender === null && rows.length > 0 ? whySenderIsGone(mailboxes, kept) : null,
    mailboxId: open ? (sender?.mailboxId ?? kept.mailboxId) : kept.mailboxId,
  };
}

const COPY_STATES = { changed: 'edited', removed: 'removed', sent: 'sent' } as const;

function mailboxCopyOf({ folder, seenInMailbox, seenInMailboxAt }: DraftRecord): Draft['mailboxCopy'] {
  if (folder === null) return null;
  return seenInMailbox === null
    ? { state: 'as_saved', at: null }
    : { state: COPY_STATES[seenInMailbox], at: seenInMailboxAt };
}

export function recipients(json: string): Recipient[] {
  return JSON.parse(json) as Recipient[];
}
