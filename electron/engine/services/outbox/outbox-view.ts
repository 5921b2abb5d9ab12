import type { OutboxMessage } from '../../../../shared/contract/outbox.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import type { Envelope } from '../../mail/smtp/transmit.ts';

/** A stored message as the contract has it. `expectedAt` and `undoUntil` are worked out by the caller. */
export function outboxView(
  record: OutboxRecord,
  times: { readonly expectedAt: Instant | null; readonly undoUntil: Instant | null },
): OutboxMessage {
  const envelope = JSON.parse(record.envelopeJson) as Envelope;
  return {
    id: record.id,
    draftId: record.draftId,
    account: { id: record.accountId, number: record.accountNumber, name: record.accountName },
    currency: currencyCode(record.currency),
    subject: record.subject,
    amount: minorUnits(record.amountMinor),
    invoices: JSON.parse(record.invoicesJson) as OutboxMessage['invoices'],
    mailboxId: record.mailboxId,
    from: record.senderAddress,
    envelopeFrom: envelope.from,
    recipients: [...envelope.to],
    messageId: record.messageId,
    sha256: record.sha256,
    state: record.state,
    attempts: record.attempts,
    ...times,
    approvedAt: record.approvedAt,
    approvedBy: record.approvedBy,
    settledAt: record.settledAt,
    answer: record.answer,
    lastError: parsed(record.lastErrorJson),
    gate: JSON.parse(record.gateJson) as OutboxMessage['gate'],
    figures: parsed(record.figuresJson),
    review: parsed(record.reviewJson),
    lookups: record.lookups,
    lookupAt: record.lookupAt,
    resolvedAs: record.resolvedAs,
    foundLaterAt: record.foundLaterAt,
    sentCopy: record.sentCopy,
  };
}

/** JSON that a command wrote after the contract's own types. */
function parsed<Value>(json: string | null): Value | null {
  return json === null ? null : (JSON.parse(json) as Value);
}
