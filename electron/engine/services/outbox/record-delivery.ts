import {
  ATTEMPT_WAITS,
  DEFERRED_WAITS,
  type DeliveryObservation,
  readDelivery,
} from '../../../../shared/domain/outbox/delivery.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import type { SmtpAnswer } from '../../mail/smtp/smtp-answer.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { Logger } from '../../platform/logger.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { keepBack, reviewBecause } from './keep-back.ts';
import { after } from './later.ts';
import type { HoursWait } from './wait-for-hours.ts';

/** Errors before an attempt that any other message of the mailbox would meet as well. */
const ABOUT_THE_MAILBOX: ReadonlySet<string> = new Set([
  ...['auth', 'network', 'cancelled'],
  ...['no_key', 'locked', 'disk_full', 'rate_limited'],
]);

/**
 * What came of a message for now. `waiting`, `deferred` and `outside_hours`: it is in the queue again, in the first case
 * because of its mail server, so that the next message would fare the same, in the last one until the customer's day begins.
 */
export type DeliveryStep =
  | 'sent'
  | 'rejected'
  | 'unknown'
  | 'review'
  | 'waiting'
  | 'deferred'
  | 'outside_hours'
  | 'skipped';

/** Writes down what was seen of an attempt. */
export async function recordSeen(
  workspace: OpenWorkspace,
  message: OutboxRecord,
  mailbox: MailboxRow,
  seen: DeliveryObservation,
): Promise<DeliveryStep> {
  const outcome = readDelivery(seen);
  const answer = seen.answer ?? 'The connection ended without an answer.';
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
    case 'deferred':
      await wait(workspace, message, { code: 'mail_rejected', message: answer }, deferredWait(message));
      return 'deferred';
    case 'again': {
      const code = seen.kind === 'silent' ? 'network' : 'mail_rejected';
      await wait(workspace, message, { code, message: answer }, outcome.pause);
      if (outcome.pause !== null) await pause(workspace, mailbox, answer, outcome.pause);
      return 'waiting';
    }
  }
}

/**
 * Something failed before anything was said about the message: it waits. A server that turns everybody away makes the
 * mailbox wait, and what a person has to mend stops it, since the next message would fail in the same way. What neither
 * the mailbox nor its server is to blame for holds no other message up.
 */
export async function recordNotBegun(
  workspace: OpenWorkspace,
  failure: {
    readonly message: OutboxRecord;
    readonly mailbox: MailboxRow;
    readonly error: unknown;
    readonly logger: Logger;
  },
): Promise<DeliveryStep> {
  const { message, mailbox, logger } = failure;
  const error = isEngineError(failure.error) ? failure.error : unexpected(failure.error, logger);
  const answer = error.details.answer as SmtpAnswer | undefined;
  const outcome =
    answer === undefined ? null : readDelivery({ kind: 'refused', phase: 'connect', ...answer });
  const forAll = outcome?.kind === 'again' ? outcome.pause : null;
  if (!ABOUT_THE_MAILBOX.has(error.code)) {
    await wait(workspace, message, error, deferredWait(message));
    return 'deferred';
  }
  await wait(workspace, message, error, error.code === 'cancelled' ? 0 : forAll);
  if (error.code === 'auth') await stop(workspace, mailbox, error.message);
  else if (forAll !== null) await pause(workspace, mailbox, error.message, forAll);
  return 'waiting';
}

/** It is no hour for mail at the customer's place: the message waits for the next one, and holds no other one up. */
export async function recordHoursWait(
  workspace: OpenWorkspace,
  { id }: OutboxRecord,
  { reason, until }: HoursWait,
): Promise<DeliveryStep> {
  if (until === null) return keepBack(workspace, { id }, reviewBecause(workspace, reason));
  const waiting = { id, code: 'contact_hours', message: reason, runAt: until };
  await workspace.db.maintain('messageWaits', waiting, workspace.context());
  return 'outside_hours';
}

function unexpected(error: unknown, logger: Logger): EngineError {
  const reference = logger.error('send_failed', error);
  return new EngineError('internal', `Something unexpected went wrong (reference ${reference}).`);
}

function deferredWait({ attempts }: OutboxRecord): number {
  return DEFERRED_WAITS[Math.min(attempts, DEFERRED_WAITS.length - 1)] ?? 0;
}

/** @param milliseconds until the next attempt; null: by the number of attempts that were made. */
async function wait(
  workspace: OpenWorkspace,
  { id, attempts }: OutboxRecord,
  error: { readonly code: string; readonly message: string },
  milliseconds: number | null,
): Promise<void> {
  const usual = ATTEMPT_WAITS[Math.min(attempts, ATTEMPT_WAITS.length - 1)] ?? 0;
  const runAt = after(workspace, milliseconds ?? usual);
  const { code, message } = error;
  await workspace.db.maintain('messageWaits', { id, code, message, runAt }, workspace.context());
}

/** The server asked to wait. */
async function pause(
  workspace: OpenWorkspace,
  { id }: MailboxRow,
  reason: string,
  milliseconds: number,
): Promise<void> {
  const until = after(workspace, milliseconds);
  await workspace.db.write('pauseMailbox', { id, until, reason, cause: 'server' }, workspace.context());
}

/** The login was refused: until a person lets it go on, or connects the mailbox again. */
async function stop(workspace: OpenWorkspace, { id }: MailboxRow, reason: string): Promise<void> {
  const pausing = { id, until: null, reason, cause: 'login' } as const;
  await workspace.db.write('pauseMailbox', pausing, workspace.context());
}
