import { createHash } from 'node:crypto';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { missingFieldsIn } from '../../../../shared/domain/letters/missing-marker.ts';
import type { FinalMessage } from '../../db/commands/outbox-approval.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import { composeMessage, type MessageFile, messageIdFor } from '../../mail/compose/compose-message.ts';
import { mailAddress } from '../../mail/compose/mail-address.ts';
import type { Envelope } from '../../mail/smtp/transmit.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { recipients } from '../outreach/draft-view.ts';
import type { LetterOrigin } from '../outreach/letter-sender.ts';
import { requireSubject } from '../outreach/letter-subject.ts';

/**
 * Writes the message that a draft becomes: final bytes, their SHA-256, the envelope and the Message-ID. The date in it
 * is that of the approval, so that every attempt sends the same bytes. Message-ID and reference come from the message's
 * own id: a draft that is approved anew, after a person settled the first as not sent, cannot be taken for that one.
 *
 * From is the sender, which may be another address of the mailbox; MAIL FROM is always the mailbox's own address. Servers
 * compare it with the login, and what cannot be delivered has to come back to a mailbox that is read. There is no Sender
 * field: RFC 5322 (3.6.2) keeps it for a transmitter who is somebody else than the author, and the addresses of a mailbox
 * belong to whoever writes from it; with it, readers would see "on behalf of". The Message-ID has the domain of From.
 *
 * @throws EngineError `validation` when the letter has gaps, no recipient or a subject that is too long, or an address is not valid;
 *   `not_ready` when the mailbox has no sending server.
 */
export async function finalMessage(
  id: OutboxMessageId,
  draft: DraftRecord,
  { mailbox, from }: LetterOrigin,
  approvedAt: Instant,
  files: readonly MessageFile[] = [],
): Promise<FinalMessage> {
  const gaps = missingFieldsIn(draft.subject, draft.text);
  if (gaps.length > 0) {
    throw new EngineError(
      'validation',
      `"${draft.subject}" still has gaps: ${gaps.join(', ')}. Fill them in first.`,
      {
        unresolved: gaps,
      },
    );
  }
  requireSubject(draft.subject);
  if (mailbox.smtpUrl === null) {
    throw new EngineError(
      'not_ready',
      `The mailbox ${mailbox.address} has no server for sending. Enter one under Mailboxes.`,
      { mailbox: mailbox.id },
    );
  }
  const to = recipients(draft.toJson).map(({ address, name }) => mailAddress(address, name));
  const cc = recipients(draft.ccJson).map(({ address, name }) => mailAddress(address, name));
  if (to.length === 0) {
    throw new EngineError('validation', `"${draft.subject}" has no recipient. Enter an address first.`, {
      field: 'to',
    });
  }
  const messageId = messageIdFor(id, from);
  const bytes = await composeMessage({
    from,
    to,
    cc,
    subject: draft.subject,
    text: draft.text,
    html: draft.html,
    files,
    messageId,
    date: approvedAt,
    draftId: id,
  });
  const envelope: Envelope = {
    from: mailAddress(mailbox.address, null).address,
    to: eachOnce([...to, ...cc].map(({ address }) => address)),
  };
  return {
    mailboxId: mailbox.id,
    senderAddress: from.address,
    envelopeJson: JSON.stringify(envelope),
    messageId,
    bytes,
    sha256: sha256(bytes),
    gateJson: draft.gateJson,
  };
}

/** One person gets one copy: `AP@` and `ap@` are one mailbox everywhere, although RFC 5321 would let them be two. */
function eachOnce(addresses: readonly string[]): readonly string[] {
  const lower = addresses.map((address) => address.toLowerCase());
  return addresses.filter((_, index) => lower.indexOf(lower[index] ?? '') === index);
}

/** Hex SHA-256, the proof of what was approved and what went out. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
