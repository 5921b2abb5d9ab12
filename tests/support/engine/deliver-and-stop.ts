import { writeSync } from 'node:fs';
import type { Executor } from '../../../electron/engine/db/executor.ts';
import { systemClock } from '../../../electron/engine/platform/clock.ts';
import { createLogger } from '../../../electron/engine/platform/logger.ts';
import { deliverWaitingDrafts } from '../../../electron/engine/services/outreach/draft-queue.ts';
import { workspaceOfParent } from './child-workspace.ts';
import { movableClock, START } from './engine-workspace.ts';

/**
 * Carries the waiting drafts to the mailbox and stands still, saying `stopped`, right before or after the database
 * operation that `edge` names (`before draftAppending`), to be killed there; with the edge `none` it says `done`. Its clock is a
 * minute ahead of the one that the parent had: figures of long ago would stop the draft.
 */
const [folder = '', home = '', edge = '', mailbox = '', password = ''] = process.argv.slice(2);
const [when, operation] = edge.split(' ');
const clock = movableClock(START, 1);
clock.wait(60_000);
const workspace = await workspaceOfParent(folder, { home, mailbox: [mailbox, password], clock });

const standStill = async (): Promise<never> => {
  writeSync(1, 'stopped\n');
  return new Promise(() => setInterval(() => undefined, 1_000));
};
const watched =
  (run: (name: never, input: never, context: never) => Promise<unknown>) =>
  async (name: string, input: unknown, context: unknown): Promise<unknown> => {
    if (name === operation && when === 'before') await standStill();
    const output = await run(name as never, input as never, context as never);
    if (name === operation && when === 'after') await standStill();
    return output;
  };
const { db } = workspace;
const stopping = { ...db, maintain: watched(db.maintain), write: watched(db.write) } as Executor;
const logger = createLogger({ folder: `${home}/logs`, clock: systemClock });
writeSync(1, 'open\n');
await deliverWaitingDrafts({ ...workspace, db: stopping }, { logger });
writeSync(1, 'done\n');
await workspace.close();
