import type { EventHub } from '../events/event-hub.ts';
import { decidePromises } from '../promises/decide-promises.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

const CHECK_EVERY_MS = 60_000;

/** Ages the worklist again when midnight passes in the workspace's time zone. Returns what stops it. */
export function startDateWatch(workspace: OpenWorkspace, hub: EventHub, onNewDay: () => void): () => void {
  let today = workspace.today();
  const timer = setInterval(async () => {
    if (workspace.today() === today) return;
    today = workspace.today();
    await workspace.db.maintain('ageSummaries', { force: false }, workspace.context());
    await decidePromises(workspace);
    onNewDay();
    hub.changed('worklist');
    hub.changed('accounts');
  }, CHECK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
