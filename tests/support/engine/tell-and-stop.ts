import { writeSync } from 'node:fs';
import type { Executor } from '../../../electron/engine/db/executor.ts';
import { tellWaiting } from '../../../electron/engine/services/webhook/tell-waiting.ts';
import { workspaceOfParent } from './child-workspace.ts';
import { movableClock, START } from './engine-workspace.ts';

/**
 * Tells what waits for the webhook, and stands still, saying `stopped`, right before or after it notes the event of the
 * given position (`before 2`), to be killed there; with the edge `none` it says `done`.
 */
const [folder = '', home = '', secretName = '', secret = '', edge = ''] = process.argv.slice(2);
const [when, position] = edge.split(' ');
const workspace = await workspaceOfParent(folder, { home, clock: movableClock(START, 1) });
await workspace.secrets.set(secretName, secret);

let noted = 0;
const standStill = async (): Promise<never> => {
  writeSync(1, 'stopped\n');
  return new Promise(() => setInterval(() => undefined, 1_000));
};
const { db } = workspace;
const maintain = async (name: string, input: unknown, context: unknown): Promise<unknown> => {
  const counts = name === 'webhookDelivered';
  if (counts) noted += 1;
  const here = counts && noted === Number(position);
  if (here && when === 'before') await standStill();
  const output = await db.maintain(name as never, input as never, context as never);
  if (here && when === 'after') await standStill();
  return output;
};
writeSync(1, 'open\n');
await tellWaiting({ ...workspace, db: { ...db, maintain } as Executor }, new AbortController().signal);
writeSync(1, 'done\n');
await workspace.close();
