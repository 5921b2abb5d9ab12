import type { Draft } from '../../../../shared/contract/drafts.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { Recipient } from './propose-letter.ts';

/** A stored draft as the contract has it; `from` is the mailbox it is, or would be, saved to. */
export function draftView(record: DraftRecord, mailboxes: readonly MailboxRow[]): Draft {
  const mailbox = mailboxes.find((row) => row.id === record.mailboxId) ?? mailboxes[0];
  return {
    id: record.id,
    accountId: record.accountId,
    accountName: record.accountName,
    currency: currencyCode(record.currency),
    stage: record.stage as TemplateStage,
    language: record.language,
    templateVersion: record.templateVersion,
    from: mailbox === undefined ? null : { name: mailbox.displayName, address: mailbox.address },
    to: recipients(record.toJson),
    cc: recipients(record.ccJson),
    subject: record.subject,
    text: record.text,
    html: record.html,
    edited: record.edited === 1,
    unresolved: JSON.parse(record.unresolvedJson) as string[],
    invoices: JSON.parse(record.invoicesJson) as Draft['invoices'],
    amount: minorUnits(record.amountMinor),
    gate: JSON.parse(record.gateJson) as Draft['gate'],
    asOf: record.asOf as PlainDate,
    state: record.state as Draft['state'],
    messageId: record.messageId,
    mailboxId: record.mailboxId,
    folder: record.folder,
    attempts: record.attempts,
    lastError:
      record.lastErrorJson === null ? null : (JSON.parse(record.lastErrorJson) as Draft['lastError']),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}

export function recipients(json: string): Recipient[] {
  return JSON.parse(json) as Recipient[];
}
