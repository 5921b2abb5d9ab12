import { type Instant, instant } from '../../../../shared/domain/dates.ts';
import type { OutboxMessageId } from '../../../../shared/domain/ids.ts';
import { nextSlot } from '../../../../shared/domain/outbox/sending-limits.ts';
import type { MailboxRow } from '../../db/queries/mailboxes.ts';
import type { Logger } from '../../platform/logger.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type DeliveryStep, deliverMessage } from './deliver-message.ts';

export interface SendingReport {
  readonly steps: ReadonlyMap<OutboxMessageId, DeliveryStep>;
  /** When the next queued message may go out, because of limits and pauses; null when none waits for that. */
  readonly nextAt: Instant | null;
}

const AT_ONCE = 100;
const DAY = 24 * 60 * 60_000;

/**
 * Sends the queued messages whose time has come, oldest approval first, as far as the limits and pauses of their
 * mailboxes allow. What has to wait says nothing to the server and keeps its place.
 */
export async function sendDueMessages(
  workspace: OpenWorkspace,
  options: {
    readonly logger: Logger;
    /** Ends between two messages. */
    readonly signal?: AbortSignal;
    /** Ends in the middle of one, whose fate is then unknown. */
    readonly abandon?: AbortSignal;
    readonly onMessage?: (id: OutboxMessageId) => void;
  },
): Promise<SendingReport> {
  const steps = new Map<OutboxMessageId, DeliveryStep>();
  const blocked = new Map<string, Instant | null>();
  const due = await workspace.db.read('dueMessages', { now: workspace.now(), limit: AT_ONCE });
  for (const message of due) {
    if (options.signal?.aborted === true) break;
    if (blocked.has(message.mailboxId)) continue;
    const mailbox = (await workspace.db.read('mailboxes', null)).find((row) => row.id === message.mailboxId);
    if (mailbox === undefined) continue;
    const free = await freeAt(workspace, mailbox);
    if (free === null || free > workspace.now()) {
      blocked.set(mailbox.id, free);
      continue;
    }
    const step = await deliverMessage(workspace, message, mailbox, {
      logger: options.logger,
      ...(options.abandon === undefined ? {} : { signal: options.abandon }),
    });
    steps.set(message.id, step);
    options.onMessage?.(message.id);
    // The server could not be reached or asked to wait: the next message of this mailbox would fare the same.
    if (step === 'waiting') blocked.set(mailbox.id, inAMinute(workspace));
  }
  const slots = [...blocked.values()].filter((slot) => slot !== null).sort();
  return { steps, nextAt: slots[0] ?? null };
}

function inAMinute(workspace: OpenWorkspace): Instant {
  return instant(new Date(Date.parse(workspace.now()) + 60_000).toISOString());
}

/** When the mailbox may send again; null while a person has to resume it. A pause whose time is over ends here. */
export async function freeAt(workspace: OpenWorkspace, mailbox: MailboxRow): Promise<Instant | null> {
  const now = workspace.now();
  if (mailbox.pauseReason !== null) {
    if (mailbox.pausedUntil === null) return null;
    if (mailbox.pausedUntil > now) return mailbox.pausedUntil;
    await workspace.db.write('resumeMailbox', { id: mailbox.id }, workspace.context());
  }
  const since = instant(new Date(Date.parse(now) - DAY).toISOString());
  const attempts = await workspace.db.read('attemptsSince', { mailboxId: mailbox.id, since });
  return nextSlot(attempts, { perMinute: mailbox.perMinute, perDay: mailbox.perDay }, now);
}
