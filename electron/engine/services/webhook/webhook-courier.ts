import type { Logger } from '../../platform/logger.ts';
import type { EventHub } from '../events/event-hub.ts';
import { worksByItself } from '../people/require-ability.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { tellWaiting } from './tell-waiting.ts';

/** Tells what the webhook has to tell while a workspace is open. */
export interface WebhookCourier {
  /** It was set, resumed or skipped: look now. */
  wake(): void;
  /** Without a network nothing is tried. */
  setOnline(online: boolean): void;
  close(): Promise<void>;
}

const AFTER_FAILURE = 60_000;
/** Entries can come without anyone telling: it looks by itself once in a while. */
const LONGEST_SLEEP = 60_000;

export function startWebhookCourier(workspace: OpenWorkspace, hub: EventHub, logger: Logger): WebhookCourier {
  const stop = new AbortController();
  let online = true;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let again = false;

  const sleep = (milliseconds: number): void => {
    if (stop.signal.aborted) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(wake, Math.min(Math.max(0, milliseconds) + 50, LONGEST_SLEEP));
  };
  const round = async (): Promise<void> => {
    const told = await tellWaiting(workspace, stop.signal);
    if (told.changed) hub.changed('webhook');
    sleep(told.nextAt === null ? LONGEST_SLEEP : Date.parse(told.nextAt) - Date.parse(workspace.now()));
  };
  const wake = (): void => {
    if (stop.signal.aborted || !online || !worksByItself(workspace)) return;
    if (running !== null) {
      again = true;
      return;
    }
    if (timer !== null) clearTimeout(timer);
    running = round()
      .catch((error: unknown) => {
        logger.error('webhook_courier_failed', error);
        sleep(AFTER_FAILURE);
      })
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        wake();
      });
  };
  const listen = async (): Promise<void> => {
    for await (const event of hub.subscribe(stop.signal)) {
      if (event.type === 'changed' && event.topic === 'log') wake();
    }
  };

  void listen();
  wake();
  return {
    wake,
    setOnline(value) {
      const back = value && !online;
      online = value;
      if (back) wake();
    },
    async close() {
      stop.abort();
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
