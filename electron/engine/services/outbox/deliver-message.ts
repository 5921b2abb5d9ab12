import type { OutboxReview } from '../../../../shared/contract/outbox.ts';
import type { DeliveryObservation } from '../../../../shared/domain/outbox/delivery.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { OutboxRecord } from '../../db/queries/outbox.ts';
import { transmit } from '../../mail/smtp/transmit.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Logger } from '../../platform/logger.ts';
import { clearMailboxCopy } from '../mailboxes/clear-mailbox-copy.ts';
import { inMailbox } from '../mailboxes/in-mailbox.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type ApprovedMessage, approvedMessage } from './approved-proof.ts';
import { keepBack, reviewBecause } from './keep-back.ts';
import { recheck } from './recheck.ts';
import { type DeliveryStep, recordHoursWait, recordNotBegun, recordSeen } from './record-delivery.ts';
import { hoursWait } from './wait-for-hours.ts';

export interface DeliverOptions {
  readonly logger: Logger;
  readonly signal?: AbortSignal;
}

const CHANGED =
  'The stored message is not the one that was approved, so it was not sent. Rebuild it, or take it back.';

const COPY_REASONS = {
  edited: 'Its copy in the drafts folder of your mailbox was edited after you approved it. Nothing was sent.',
  sent: 'Its copy in your mailbox was sent by hand: the customer has it. Nothing was sent from here.',
} as const;

/**
 * Takes one queued message through `checking` and `dispatching` to what came of it. `dispatching` is committed after
 * the login and before the first command about the message, so that a crash before it is no attempt, and one after it
 * leaves `unknown`. The login may take as long as a payment needs to come in, or the computer may have slept: the gate is
 * asked once more right before. Outside the hours of contact at the customer's place it waits for them. What fails before `dispatching` is no error of the caller's: the message waits.
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
  let late: OutboxReview | null = null;
  let seen: DeliveryObservation | null;
  const begin = async (): Promise<boolean> => {
    for (;;) {
      const logEnd = await workspace.db.read('accountLogEnd', message);
      late = await recheck(workspace, message);
      if (late !== null) return false;
      const step = await workspace.db.maintain('messageDispatching', { id, logEnd }, workspace.context());
      if (!step.outdated) return step.taken;
    }
  };
  try {
    const approved = await approvedMessage(workspace, message);
    const review = approved === null ? reviewBecause(workspace, CHANGED) : await recheck(workspace, message);
    if (approved === null || review !== null) {
      return await keepBack(workspace, message, review ?? reviewBecause(workspace, CHANGED));
    }
    const wait = await hoursWait(workspace, message);
    if (wait !== null) return await recordHoursWait(workspace, message, wait);
    const copy = await clearMailboxCopy(workspace, message, options.signal);
    if (copy !== 'clear') {
      return await keepBack(workspace, message, reviewBecause(workspace, COPY_REASONS[copy]));
    }
    seen = await handOver(workspace, mailbox, approved, begin, options);
    if (late !== null) return await keepBack(workspace, message, late);
  } catch (error) {
    return recordNotBegun(workspace, { message, mailbox, error, logger: options.logger });
  }
  return seen === null ? 'skipped' : recordSeen(workspace, message, mailbox, seen);
}

async function handOver(
  workspace: OpenWorkspace,
  mailbox: MailboxRow,
  { bytes, envelope }: ApprovedMessage,
  begin: () => Promise<boolean>,
  { signal }: DeliverOptions,
): Promise<DeliveryObservation | null> {
  return inMailbox(workspace, mailbox, ({ account, secret }) => {
    if (account.smtp === null) throw new EngineError('auth', `${mailbox.address} has no server for sending.`);
    return transmit({
      account,
      endpoint: account.smtp,
      secret,
      envelope,
      bytes,
      begin,
      ...(signal === undefined ? {} : { signal }),
    });
  });
}
