import { join } from 'node:path';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { USUAL_PLAN } from '../smtp/smtp-plan.ts';
import { startChild, type WorkspaceChild } from '../storage/child.ts';
import { asTest } from './engine-test.ts';
import { deskOf, type OutboxDesk } from './outbox-desk.ts';

export interface KilledDesk extends OutboxDesk {
  readonly ids: readonly OutboxMessageId[];
}

/**
 * Queues a letter to `A` and one to `B`, closes the workspace, lets a child process work on its outbox until `kill` has
 * seen enough, kills it, and opens the workspace again.
 *
 * @param edge the database operation at which the child stands still, such as `before recordSent`; `none` for none.
 */
export async function killedOutbox(
  desk: OutboxDesk,
  edge: string,
  kill: (child: WorkspaceChild) => Promise<void>,
): Promise<KilledDesk> {
  const ids = [await desk.queued('A'), await desk.queued('B')];
  await desk.workspace.close();
  const { folder, key } = desk.files;
  const child = startChild(
    '../engine/work-the-outbox.ts',
    [folder, join(folder, '..', 'home'), edge, desk.mailboxId, USUAL_PLAN.password],
    key,
  );
  await kill(child);
  await child.kill();
  return { ...deskOf(asTest(await desk.reopen()), desk.mailboxId), ids };
}

/** Works on with what is left, over some hours, until nothing goes on by itself. */
export async function workOn(desk: OutboxDesk): Promise<void> {
  for (let round = 0; round < 3; round++) {
    desk.clock.wait(2 * 3_600_000);
    await desk.recover();
    await desk.send();
  }
}
