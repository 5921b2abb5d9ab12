import type { Logger } from '../../platform/logger.ts';
import type { EventHub } from '../events/event-hub.ts';
import { worksByItself } from '../people/require-ability.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { watchDrafts } from './watch-drafts.ts';

/** Looks into the mailboxes for saved drafts from time to time while a workspace is open. */
export interface DraftWatch {
  close(): Promise<void>;
}

const FIRST_LOOK = 10_000;
const EVERY = 5 * 60_000;

/** @param onSync called after each look: whoever else has something to look for in the mailboxes does so then. */
export function startDraftWatch(
  workspace: OpenWorkspace,
  hub: EventHub,
  logger: Logger,
  onSync: () => void = () => {},
): DraftWatch {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    if (!worksByItself(workspace)) return lookAfter(EVERY);
    try {
      const { changed, removed, sent } = await watchDrafts(workspace, { logger, signal: stop.signal });
      if (changed.length + removed.length + sent.length > 0) {
        for (const topic of ['drafts', 'timeline', 'worklist', 'log'] as const) hub.changed(topic);
      }
    } catch (error) {
      logger.error('draft_watch_failed', error);
    }
    if (!stop.signal.aborted) onSync();
    lookAfter(EVERY);
  };
  const lookAfter = (wait: number): void => {
    if (stop.signal.aborted) return;
    timer = setTimeout(() => {
      running = look();
    }, wait);
    timer.unref();
  };
  if (workspace.canWrite) lookAfter(FIRST_LOOK);
  return {
    async close() {
      stop.abort();
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
