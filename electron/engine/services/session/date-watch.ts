import type { EventHub } from '../events/event-hub.ts';
import { decidePromises } from '../promises/decide-promises.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

const CHECK_EVERY_MS = 60_000;

/** What is of another day then: promises break, holds end, and each decision has its entry. */
const CHANGED = ['worklist', 'views', 'accounts', 'holdFire', 'timeline', 'log'] as const;

/** Ages the worklist again when midnight passes in the workspace's time zone, and decides promises. Returns what stops it. */
export function startDateWatch(
  workspace: OpenWorkspace,
  hub: EventHub,
  onNewDay: () => void,
  checkEvery = CHECK_EVERY_MS,
): () => void {
  let today = workspace.today();
  const timer = setInterval(async () => {
    if (workspace.today() === today) return;
    today = workspace.today();
    await workspace.db.maintain('ageSummaries', { force: false }, workspace.context());
    await decidePromises(workspace);
    onNewDay();
    for (const topic of CHANGED) hub.changed(topic);
  }, checkEvery);
  timer.unref();
  return () => clearInterval(timer);
}
