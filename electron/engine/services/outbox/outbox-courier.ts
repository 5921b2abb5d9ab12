import type { Instant } from '../../../../shared/domain/dates.ts';
import type { MailboxId } from '../../../../shared/domain/ids.ts';
import type { LookupScope } from '../../db/queries/outbox.ts';
import type { Logger } from '../../platform/logger.ts';
import type { EventHub } from '../events/event-hub.ts';
import { worksByItself } from '../people/require-ability.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { keepSentCopies } from './keep-sent-copies.ts';
import { recoverOutbox } from './recover.ts';
import { sendDueMessages } from './send-due-messages.ts';
import { settleUnknown } from './settle-unknown.ts';

/** Sends what is queued, looks for what is unknown, and sees to the copies in Sent, while a workspace is open. */
export interface OutboxCourier {
  /** Something was queued, resumed or undone: look now. */
  wake(): void;
  /** The mailboxes are being looked at anyway: unknown messages whose looks are used up are looked for as well. */
  sync(): void;
  /** Without a network nothing is tried; with it again, unknown messages are looked for. */
  setOnline(online: boolean): void;
  /** Takes no new message, and lets one that is being handed over come to its end, up to a limit. */
  close(): Promise<void>;
}

const AFTER_FAILURE = 60_000;
const LONGEST_SLEEP = 15 * 60_000;
/** So long a message that is being handed over may take to come to its end when the workspace is closed. */
const LAST_CHANCE = 10_000;
const WIDTH: Readonly<Record<LookupScope, number>> = { due: 0, at_sync: 1, all: 2 };

export function startOutboxCourier(
  workspace: OpenWorkspace,
  hub: EventHub,
  logger: Logger,
  lastChance: number = LAST_CHANCE,
): OutboxCourier {
  const stop = new AbortController();
  const abandon = new AbortController();
  let online = true;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let recovering = false;
  /** Mailboxes that are at work, and sendings that were begun beside a round because one of them takes long. */
  const busy = new Set<MailboxId>();
  const beside = new Set<Promise<void>>();
  let lookFor: LookupScope = 'all';

  const tell = (): void => {
    for (const topic of ['outbox', 'drafts', 'timeline', 'worklist', 'log', 'mailboxes'] as const)
      hub.changed(topic);
  };
  const options = { logger, signal: stop.signal, abandon: abandon.signal };
  const sending = { ...options, busy, onMessage: tell };
  const round = async (): Promise<void> => {
    const began = workspace.now();
    // What is being handed over right now would look like something that a crash left behind.
    recovering = true;
    try {
      while (beside.size > 0) await Promise.all(beside);
      await recoverOutbox(workspace);
    } finally {
      recovering = false;
    }
    const scope = lookFor;
    lookFor = 'due';
    const sent = await sendDueMessages(workspace, sending);
    const looked = await settleUnknown(workspace, { ...options, scope });
    const copied = await keepSentCopies(workspace, options);
    if (looked.length + copied.length > 0) tell();
    await sleepUntilNext(began, sent.nextAt);
  };
  /** Sends from the mailboxes that are not at work while a round waits for one that is. */
  const sendBeside = async (): Promise<void> => {
    const began = workspace.now();
    const sent = await sendDueMessages(workspace, sending);
    await sleepUntilNext(began, sent.nextAt);
  };
  /** Counted from the beginning: what came due while the outbox was at work is not forgotten. */
  const sleepUntilNext = async (began: Instant, slot: Instant | null): Promise<void> => {
    const { nextAt } = await workspace.db.read('outboxQueue', { now: began });
    const [next] = [slot, nextAt].filter((time): time is Instant => time !== null).sort();
    if (next !== undefined) sleep(Date.parse(next) - Date.parse(workspace.now()));
  };
  const failed = (error: unknown): void => {
    logger.error('outbox_courier_failed', error);
    sleep(AFTER_FAILURE);
  };
  const sleep = (milliseconds: number): void => {
    if (stop.signal.aborted) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => wake(), Math.min(Math.max(0, milliseconds) + 50, LONGEST_SLEEP));
  };
  const wake = (scope: LookupScope = 'due'): void => {
    if (WIDTH[scope] > WIDTH[lookFor]) lookFor = scope;
    if (stop.signal.aborted || !online || !worksByItself(workspace) || workspace.demo) return;
    if (running !== null) {
      again = true;
      if (recovering) return;
      const sent = sendBeside()
        .catch(failed)
        .finally(() => beside.delete(sent));
      beside.add(sent);
      return;
    }
    if (timer !== null) clearTimeout(timer);
    running = round()
      .catch(failed)
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        wake();
      });
  };

  wake();
  return {
    wake: () => wake(),
    sync: () => wake('at_sync'),
    setOnline(value) {
      if (online === value) return;
      online = value;
      if (value) wake('all');
    },
    async close() {
      stop.abort();
      if (timer !== null) clearTimeout(timer);
      const limit = setTimeout(() => abandon.abort(), lastChance);
      await Promise.all([running, ...beside]);
      clearTimeout(limit);
    },
  };
}
