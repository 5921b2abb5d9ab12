import type { Logger } from '../../platform/logger.ts';
import type { SyncDesk } from '../connections/sync-desk.ts';
import { startSyncSchedule } from '../connections/sync-schedule.ts';
import type { EventHub } from '../events/event-hub.ts';
import { startDraftWatch } from '../mailboxes/draft-watch.ts';
import { type OutboxCourier, startOutboxCourier } from '../outbox/outbox-courier.ts';
import { type DraftCourier, startDraftCourier } from '../outreach/draft-courier.ts';
import { startWebhookCourier, type WebhookCourier } from '../webhook/webhook-courier.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { startWriteBackCourier } from '../write-back/write-back-courier.ts';
import { startDateWatch } from './date-watch.ts';

/** What goes on by itself while a workspace is open. */
export interface BackgroundWork {
  readonly courier: DraftCourier;
  readonly outbox: OutboxCourier;
  readonly webhook: WebhookCourier;
  /** The window says whether there is a network. */
  setOnline(online: boolean): void;
  /** Nothing new begins from now on. */
  stopTimers(): void;
  /** Resolves when all of it has ended. */
  close(): Promise<void>;
}

/** Starts what an open workspace does by itself; `onNewDay` is called when midnight passes there. */
export function startBackgroundWork(
  workspace: OpenWorkspace,
  surroundings: { readonly hub: EventHub; readonly syncDesk: SyncDesk; readonly logger: Logger },
  onNewDay: () => void,
): BackgroundWork {
  const { hub, syncDesk, logger } = surroundings;
  const courier = startDraftCourier(workspace, hub, logger);
  const outbox = startOutboxCourier(workspace, hub, logger);
  const webhook = startWebhookCourier(workspace, hub, logger);
  const draftWatch = startDraftWatch(workspace, hub, logger, outbox.sync);
  const stopDateWatch = startDateWatch(workspace, hub, onNewDay);
  const schedule = startSyncSchedule(workspace, syncDesk, logger);
  const { surroundings: lent } = syncDesk;
  const writeBack = startWriteBackCourier(workspace, { hub, logger, surroundings: lent });
  return {
    courier,
    outbox,
    webhook,
    setOnline(online) {
      outbox.setOnline(online);
      webhook.setOnline(online);
      schedule.setOnline(online);
      writeBack.setOnline(online);
    },
    stopTimers() {
      stopDateWatch();
      schedule.stop();
    },
    async close() {
      await Promise.all([
        courier.close(),
        outbox.close(),
        webhook.close(),
        draftWatch.close(),
        writeBack.close(),
      ]);
    },
  };
}
