import type { Instant } from '../../../../shared/domain/dates.ts';
import type { Logger } from '../../platform/logger.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { keepSentCopies } from './keep-sent-copies.ts';
import { recoverOutbox } from './recover.ts';
import { sendDueMessages } from './send-due-messages.ts';
import { settleUnknown } from './settle-unknown.ts';

/** Sends what is queued, looks for what is unknown, and sees to the copies in Sent, while a workspace is open. */
export interface OutboxCourier {
  /** Something was queued, resumed or undone, or the network is back: look now. */
  wake(options?: { readonly lookForUnknown?: boolean }): void;
  /** Without a network nothing is tried; with it again, unknown messages are looked for. */
  setOnline(online: boolean): void;
  /** Takes no new message, and lets one that is being handed over come to its end, up to a limit. */
  close(): Promise<void>;
}

const AFTER_FAILURE = 60_000;
const LONGEST_SLEEP = 15 * 60_000;
const LAST_CHANCE = 10_000;

export function startOutboxCourier(workspace: OpenWorkspace, hub: EventHub, logger: Logger): OutboxCourier {
  const stop = new AbortController();
  const abandon = new AbortController();
  let online = true;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let lookForUnknown = true;

  const tell = (): void => {
    for (const topic of ['outbox', 'drafts', 'timeline', 'worklist', 'log', 'mailboxes'] as const)
      hub.changed(topic);
  };
  const round = async (): Promise<void> => {
    const began = workspace.now();
    await recoverOutbox(workspace);
    const all = lookForUnknown;
    lookForUnknown = false;
    const options = { logger, signal: stop.signal, abandon: abandon.signal };
    const sent = await sendDueMessages(workspace, { ...options, onMessage: tell });
    const looked = await settleUnknown(workspace, { ...options, all });
    const copied = await keepSentCopies(workspace, options);
    if (looked.length + copied.length > 0) tell();
    // Counted from the beginning: what came due while this round was busy is not forgotten.
    const { nextAt } = await workspace.db.read('outboxQueue', { now: began });
    const [next] = [sent.nextAt, nextAt].filter((time): time is Instant => time !== null).sort();
    if (next !== undefined) sleep(Date.parse(next) - Date.parse(workspace.now()));
  };
  const sleep = (milliseconds: number): void => {
    if (stop.signal.aborted) return;
    timer = setTimeout(() => wake(), Math.min(Math.max(0, milliseconds) + 50, LONGEST_SLEEP));
  };
  const wake = (options: { readonly lookForUnknown?: boolean } = {}): void => {
    if (options.lookForUnknown === true) lookForUnknown = true;
    if (stop.signal.aborted || !online) return;
    if (running !== null) {
      again = true;
      return;
    }
    if (timer !== null) clearTimeout(timer);
    running = round()
      .catch((error: unknown) => {
        logger.error('outbox_courier_failed', error);
        sleep(AFTER_FAILURE);
      })
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        wake();
      });
  };

  if (workspace.canWrite) wake();
  return {
    wake,
    setOnline(value) {
      if (online === value) return;
      online = value;
      if (value) wake({ lookForUnknown: true });
    },
    async close() {
      stop.abort();
      if (timer !== null) clearTimeout(timer);
      const limit = setTimeout(() => abandon.abort(), LAST_CHANCE);
      await running;
      clearTimeout(limit);
    },
  };
}
