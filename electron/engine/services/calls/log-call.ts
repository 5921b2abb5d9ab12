import type { NewCallInput } from '../../../../shared/contract/calls.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** Logs a call; a promise in it has the workspace's days of grace where none are given. Errors as `logCall`. */
export async function logCall(workspace: OpenWorkspace, { promise, ...call }: NewCallInput) {
  const graceDays = promise?.graceDays ?? (await readSettings(workspace)).promises.graceDays;
  const kept = promise === null ? null : { ...promise, graceDays };
  return workspace.db.write('logCall', { ...call, promise: kept }, workspace.context());
}
