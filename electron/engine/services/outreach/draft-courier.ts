import type { Connectivity } from '../../../../shared/contract/app.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { Logger } from '../../platform/logger.ts';
import type { EventHub } from '../events/event-hub.ts';
import { worksByItself } from '../people/require-ability.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { deliverWaitingDrafts } from './draft-queue.ts';

/** Carries waiting drafts to the mailbox in the background while a workspace is open. */
export interface DraftCourier {
  /** Something was queued, or the network is back: look now. */
  wake(): void;
  /** A draft was taken off the queue: tells how many still wait. With none left, nothing says that mail is offline. */
  recount(): Promise<void>;
  /** What the window's browser says about the network. */
  reportOnline(online: boolean): Promise<Connectivity>;
  connectivity(): Promise<Connectivity>;
  close(): Promise<void>;
}

const LONGEST_SLEEP_MS = 15 * 60_000;

export function startDraftCourier(workspace: OpenWorkspace, hub: EventHub, logger: Logger): DraftCourier {
  const controller = new AbortController();
  let windowOnline = true;
  let mailOnline = true;
  let offlineSince: Instant | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let again = false;

  const connectivity = async (): Promise<Connectivity> => {
    const { waiting } = await workspace.db.read('draftQueue', null);
    const online = windowOnline && mailOnline;
    return { online, since: online ? null : offlineSince, draftsWaiting: waiting };
  };
  const tell = async (): Promise<void> => {
    const online = windowOnline && mailOnline;
    if (!online) offlineSince ??= workspace.now();
    else offlineSince = null;
    hub.publish({ type: 'connectivity', connectivity: await connectivity() });
  };
  const round = async (): Promise<void> => {
    const report = await deliverWaitingDrafts(workspace, {
      logger,
      signal: controller.signal,
      onDraft: (id) => {
        hub.changed('drafts', [id]);
        hub.changed('timeline');
        hub.changed('worklist');
        hub.changed('log');
      },
    });
    const attempted = report.saved.length + report.waiting.length + report.failed.length;
    if (attempted > 0) mailOnline = report.waiting.length === 0;
    if (attempted > 0) await tell();
    await sleepUntilNext();
  };
  const sleepUntilNext = async (): Promise<void> => {
    const { waiting, nextAt } = await workspace.db.read('draftQueue', null);
    if (waiting === 0 || controller.signal.aborted) return;
    const wait = nextAt === null ? 0 : Math.max(0, Date.parse(nextAt) - Date.parse(workspace.now()));
    timer = setTimeout(() => wake(), Math.min(wait + 100, LONGEST_SLEEP_MS));
  };
  const wake = (): void => {
    if (controller.signal.aborted || !windowOnline || !worksByItself(workspace)) return;
    if (running !== null) {
      again = true;
      return;
    }
    if (timer !== null) clearTimeout(timer);
    running = round()
      .catch((error: unknown) => {
        logger.error('draft_courier_failed', error);
      })
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        wake();
      });
  };

  wake();
  return {
    wake,
    connectivity,
    async recount() {
      const { waiting } = await workspace.db.read('draftQueue', null);
      if (waiting === 0) mailOnline = true;
      await tell();
    },
    async reportOnline(online) {
      if (windowOnline === online) return connectivity();
      windowOnline = online;
      await tell();
      if (online) wake();
      return connectivity();
    },
    async close() {
      controller.abort();
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
