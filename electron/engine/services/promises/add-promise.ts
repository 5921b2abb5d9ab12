import type { NewPromise } from '../../db/commands/promises.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** Keeps a promise to pay, with the workspace's days of grace where none are given. Errors: `not_found`, `validation`. */
export async function addPromise(
  workspace: OpenWorkspace,
  promise: Omit<NewPromise, 'graceDays'> & { readonly graceDays?: number },
) {
  const graceDays = promise.graceDays ?? (await readSettings(workspace)).promises.graceDays;
  return workspace.db.write('addPromise', { ...promise, graceDays }, workspace.context());
}
