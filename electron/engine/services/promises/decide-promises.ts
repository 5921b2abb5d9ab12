import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** Writes down what the books say of promises by now: after each reading of them, and when the date has changed. */
export async function decidePromises(workspace: OpenWorkspace): Promise<void> {
  await workspace.db.write('decidePromises', null, workspace.context());
}
