import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/**
 * Puts the outbox in order after a start: what was only being checked goes back to the queue; what was being handed
 * over is unknown, since the server may have taken it. Waits that were begun before the clock was put back are mended.
 */
export async function recoverOutbox(workspace: OpenWorkspace): Promise<void> {
  await workspace.db.maintain('mendTimesAhead', null, workspace.context());
  await workspace.db.maintain('requeueChecking', null, workspace.context());
  for (const { id } of await workspace.db.read('interruptedMessages', null)) {
    await workspace.db.write(
      'recordUnknown',
      { id, answer: 'Duebook ended in the middle of sending it.', lookupAt: workspace.now() },
      workspace.context(),
    );
  }
}
