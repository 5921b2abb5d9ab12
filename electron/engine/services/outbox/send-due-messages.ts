import type { Instant } from '../../../../shared/domain/dates.ts';
import type { MailboxId, OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { nextSlot } from '../../../../shared/domain/outbox/sending-limits.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { Logger } from '../../platform/logger.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { deliverMessage } from './deliver-message.ts';
import { keepBackStranded } from './keep-back.ts';
import { after } from './later.ts';
import type { DeliveryStep } from './record-delivery.ts';

export interface SendingReport {
  readonly steps: ReadonlyMap<OutboxMessageId, DeliveryStep>;
  /** When the next queued message may go out, because of limits and pauses; null when none waits for that. */
  readonly nextAt: Instant | null;
}

export interface SendingOptions {
  readonly logger: Logger;
  /** Mailboxes at work, kept here by every sending that shares it; each sends one message after the other. */
  readonly busy?: Set<MailboxId>;
  /** Ends between two messages. */
  readonly signal?: AbortSignal;
  /** Ends in the middle of one, whose fate is then unknown. */
  readonly abandon?: AbortSignal;
  readonly onMessage?: (id: OutboxMessageId) => void;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** So many messages in a row that are deferred show that the server, and not a recipient, is the reason. */
const DEFERRED_IN_A_ROW = 3;

/**
 * Sends the queued messages whose time has come, oldest approval first, as far as the limits and pauses of their
 * mailboxes allow, and never from the demo; a mailbox that has to wait holds no other one up, and a message that is deferred no other message.
 */
export async function sendDueMessages(
  workspace: OpenWorkspace,
  options: SendingOptions,
): Promise<SendingReport> {
  if (workspace.demo) return { steps: new Map(), nextAt: null };
  await keepBackStranded(workspace);
  const steps = new Map<OutboxMessageId, DeliveryStep>();
  const mailboxes = await workspace.db.read('mailboxes', null);
  const busy = options.busy ?? new Set();
  const rounds = await Promise.allSettled(
    mailboxes
      .filter(({ id }) => !busy.has(id))
      .map(async ({ id }) => {
        busy.add(id);
        return sendFrom(workspace, id, options, steps).finally(() => busy.delete(id));
      }),
  );
  const slots: Instant[] = [];
  for (const round of rounds) {
    if (round.status === 'rejected') throw round.reason;
    if (round.value !== null) slots.push(round.value);
  }
  return { steps, nextAt: slots.sort()[0] ?? null };
}

/** Sends what is due from one mailbox. Answers when it may go on, or null when nothing waits for that. */
async function sendFrom(
  workspace: OpenWorkspace,
  mailboxId: MailboxId,
  options: SendingOptions,
  steps: Map<OutboxMessageId, DeliveryStep>,
): Promise<Instant | null> {
  const { logger, signal, abandon, onMessage } = options;
  let deferred = 0;
  while (signal?.aborted !== true) {
    const message = await workspace.db.read('dueMessage', { mailboxId, now: workspace.now() });
    const mailbox = (await workspace.db.read('mailboxes', null)).find(({ id }) => id === mailboxId);
    if (message === null || mailbox === undefined) return null;
    const free = await freeAt(workspace, mailbox);
    if (free === null || free > workspace.now()) return free;
    const delivering = { logger, ...(abandon === undefined ? {} : { signal: abandon }) };
    const step = await deliverMessage(workspace, message, mailbox, delivering);
    steps.set(message.id, step);
    onMessage?.(message.id);
    // The server could not be reached or asked to wait: the next message of this mailbox would fare the same.
    deferred = step === 'deferred' ? deferred + 1 : 0;
    if (step === 'waiting' || deferred === DEFERRED_IN_A_ROW) return after(workspace, MINUTE);
  }
  return null;
}

/** When the mailbox may send again; null while a person has to resume it. A pause whose time is over ends here. */
async function freeAt(workspace: OpenWorkspace, mailbox: MailboxRow): Promise<Instant | null> {
  const now = workspace.now();
  if (mailbox.pauseReason !== null) {
    if (mailbox.pausedUntil === null) return null;
    if (mailbox.pausedUntil > now) return mailbox.pausedUntil;
    await workspace.db.write('resumeMailbox', { id: mailbox.id }, workspace.context());
  }
  const since = after(workspace, -DAY);
  const attempts = await workspace.db.read('attemptsSince', { mailboxId: mailbox.id, since });
  return nextSlot(attempts, mailbox, now);
}
