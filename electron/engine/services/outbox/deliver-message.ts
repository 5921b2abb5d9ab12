import { type Instant, instant } from '../../../../shared/domain/dates.ts';
import {
  ATTEMPT_WAITS,
  type DeliveryObservation,
  readDelivery,
} from '../../../../shared/domain/outbox/delivery.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import { type Envelope, transmit } from '../../mail/smtp/transmit.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { Logger } from '../../platform/logger.ts';
import { openableMailbox } from '../mailboxes/mailboxes-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { sha256 } from './final-message.ts';
import { recheck } from './recheck.ts';

export type DeliveryStep = 'sent' | 'rejected' | 'unknown' | 'review' | 'waiting' | 'skipped';

export interface DeliverOptions {
  readonly logger: Logger;
  readonly signal?: AbortSignal;
}

/**
 * Takes one queued message through `checking` and `dispatching` to what came of it. `dispatching` is committed after
 * the login and before the first command about the message, so that a crash before it is no attempt, and one after it
 * leaves `unknown`. Never throws for a message.
 */
export async function deliverMessage(
  workspace: OpenWorkspace,
  message: OutboxRecord,
  mailbox: MailboxRow,
  options: DeliverOptions,
): Promise<DeliveryStep> {
  const { id } = message;
  const { taken } = await workspace.db.maintain('messageChecking', { id }, workspace.context());
  if (!taken) return 'skipped';
  let seen: DeliveryObservation | null;
  try {
    const review = await recheck(workspace, message);
    if (review !== null) {
      await workspace.db.write(
        'keepBack',
        {
          id,
          gateJson: JSON.stringify(review.gate),
          reviewJson: JSON.stringify(review),
          reason: review.reason,
        },
        workspace.context(),
      );
      return 'review';
    }
    seen = await attempt(workspace, message, mailbox, options);
  } catch (error) {
    return notBegun(workspace, message, mailbox, error, options.logger);
  }
  return seen === null ? 'skipped' : record(workspace, message, mailbox, seen);
}

async function attempt(
  workspace: OpenWorkspace,
  message: OutboxRecord,
  mailbox: MailboxRow,
  { signal }: DeliverOptions,
): Promise<DeliveryObservation | null> {
  const { account, secret } = await openableMailbox(workspace, mailbox);
  if (account.smtp === null) throw new EngineError('auth', `${mailbox.address} has no server for sending.`);
  const bytes = await workspace.db.read('outboxBytes', { id: message.id });
  const envelope = JSON.parse(message.envelopeJson) as Envelope;
  if (sha256(bytes) !== message.sha256) {
    throw new EngineError('internal', 'The message is not the one that was approved. It was not sent.');
  }
  await requireApprovedEnvelope(workspace, message, envelope);
  return transmit({
    account,
    endpoint: account.smtp,
    secret,
    envelope,
    bytes,
    begin: async () =>
      (await workspace.db.maintain('messageDispatching', { id: message.id }, workspace.context())).taken,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** The server is told exactly the recipients that stand in the approved draft, or nothing. */
async function requireApprovedEnvelope(
  workspace: OpenWorkspace,
  message: OutboxRecord,
  envelope: Envelope,
): Promise<void> {
  const draft = await workspace.db.read('draftRecord', { id: message.draftId });
  const approved = new Set(
    (JSON.parse(draft.toJson) as { address: string }[])
      .concat(JSON.parse(draft.ccJson) as { address: string }[])
      .map(({ address }) => address),
  );
  if (approved.size === envelope.to.length && envelope.to.every((address) => approved.has(address))) return;
  throw new EngineError('internal', 'The recipients are not the approved ones. The message was not sent.');
}

/** Something failed before anything was said about the message: it waits, or the mailbox does. */
async function notBegun(
  workspace: OpenWorkspace,
  message: OutboxRecord,
  mailbox: MailboxRow,
  error: unknown,
  logger: Logger,
): Promise<DeliveryStep> {
  const known = isEngineError(error)
    ? error
    : new EngineError(
        'internal',
        `Something unexpected went wrong (reference ${logger.error('send_failed', error)}).`,
      );
  await workspace.db.maintain(
    'messageWaits',
    { id: message.id, code: known.code, message: known.message, runAt: later(workspace, message.attempts) },
    workspace.context(),
  );
  // Whatever a person has to mend stops the mailbox: the next message would fail in the same way.
  if (known.code === 'auth' || known.code === 'internal') {
    await workspace.db.write(
      'pauseMailbox',
      { id: mailbox.id, until: null, reason: known.message },
      workspace.context(),
    );
  }
  return 'waiting';
}

async function record(
  workspace: OpenWorkspace,
  message: OutboxRecord,
  mailbox: MailboxRow,
  seen: DeliveryObservation,
): Promise<DeliveryStep> {
  const outcome = readDelivery(seen);
  const answer = seen.kind === 'silent' ? 'The connection ended without an answer.' : seen.answer;
  const end = { id: message.id, answer };
  switch (outcome.kind) {
    case 'sent':
      await workspace.db.write('recordSent', end, workspace.context());
      return 'sent';
    case 'rejected':
      await workspace.db.write('recordRejected', end, workspace.context());
      return 'rejected';
    case 'unknown':
      await workspace.db.write('recordUnknown', { ...end, lookupAt: workspace.now() }, workspace.context());
      return 'unknown';
    case 'again': {
      const runAt = later(workspace, message.attempts, outcome.pause ?? undefined);
      await workspace.db.maintain(
        'messageWaits',
        {
          id: message.id,
          code: seen.kind === 'silent' ? 'network' : 'mail_rejected',
          message: answer,
          runAt,
        },
        workspace.context(),
      );
      if (outcome.pause !== null) {
        await workspace.db.write(
          'pauseMailbox',
          { id: mailbox.id, until: runAt, reason: answer },
          workspace.context(),
        );
      }
      return 'waiting';
    }
  }
}

function later(workspace: OpenWorkspace, attempts: number, wait?: number): Instant {
  const pause = wait ?? ATTEMPT_WAITS[Math.min(attempts, ATTEMPT_WAITS.length - 1)] ?? 0;
  return instant(new Date(Date.parse(workspace.now()) + pause).toISOString());
}
