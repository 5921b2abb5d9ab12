import type { OutboxRecord } from '../../db/queries/outbox.ts';
import type { Envelope } from '../../mail/smtp/transmit.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { sha256 } from './final-message.ts';

/** The bytes and the envelope as they were approved. */
export interface ApprovedMessage {
  readonly bytes: Uint8Array;
  readonly envelope: Envelope;
}

/**
 * What is to be sent, proved by the log: the bytes have the SHA-256 that a person approved, and the envelope names
 * exactly the approved sender and recipients. Null when anything of it was changed since; then it must not be sent.
 */
export async function approvedMessage(
  workspace: OpenWorkspace,
  message: OutboxRecord,
): Promise<ApprovedMessage | null> {
  const { id, accountId } = message;
  const approval = await workspace.db.read('loggedApproval', { id, accountId });
  if (approval === null) return null;
  const bytes = await workspace.db.read('outboxBytes', { id });
  const envelope = envelopeOf(message.envelopeJson);
  const approved = envelopeOf(approval.envelopeJson);
  const same =
    sha256(bytes) === approval.sha256 &&
    message.sha256 === approval.sha256 &&
    message.messageId === approval.messageId &&
    envelope !== null &&
    approved !== null &&
    JSON.stringify(envelope) === JSON.stringify(approved);
  return same ? { bytes, envelope } : null;
}

/** Null for anything that is no envelope. */
function envelopeOf(json: string): Envelope | null {
  try {
    const { from, to } = JSON.parse(json) as { readonly from?: unknown; readonly to?: unknown };
    if (typeof from !== 'string' || !Array.isArray(to) || to.length === 0) return null;
    return to.every((address) => typeof address === 'string') ? { from, to } : null;
  } catch {
    return null;
  }
}
