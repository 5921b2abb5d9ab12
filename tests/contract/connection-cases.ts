import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionInputView } from '../../shared/contract/connections.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Desk } from './desk.ts';

const ACCESS = {
  kind: 'tryton',
  settings: { url: 'http://127.0.0.1:1', database: 'halden', user: 'duebook' },
  secrets: { password: 'not used anywhere' },
} as const;

let added = 0;

/** An accounting system of which nobody has heard. */
function newConnection(): ConnectionInputView {
  added += 1;
  return { ...ACCESS, name: `Books ${added}` };
}

async function connectionId({ client }: Desk): Promise<ConnectionId> {
  const [known] = await client.connections.list();
  return (known ?? (await client.connections.add(newConnection()))).id;
}

/** A connection that was read once. */
async function readOnce(desk: Desk): Promise<ConnectionId> {
  const id = await connectionId(desk);
  await desk.ended((await desk.client.connections.sync({ id, mode: 'changes' })).jobId);
  return id;
}

/** A folder with a file whose columns nobody has mapped, looked into once. */
async function folderId(desk: Desk): Promise<ConnectionId> {
  const { client, engine, home } = desk;
  added += 1;
  const path = join(home, `exports ${added}`);
  mkdirSync(path);
  writeFileSync(join(path, 'unheard-of.csv'), `Debtor,Ticket ${added},Sum\nA,1,10.00\n`);
  const settings = { path: engine.files.offerOpenPath(path) };
  const folder = { name: `Folder ${added}`, kind: 'folder', settings, secrets: {} } as const;
  const { id } = await client.connections.add(folder);
  await desk.ended((await client.connections.sync({ id, mode: 'changes' })).jobId);
  return id;
}

/** Inputs for the procedures around connections. */
export const CONNECTION_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'connections.list': async (desk) => {
    await readOnce(desk);
  },
  'connections.forms': () => undefined,
  'connections.add': newConnection,
  'connections.change': async (desk) => ({ id: await connectionId(desk), everyMinutes: 60 }),
  'connections.remove': async ({ client }) => ({ id: (await client.connections.add(newConnection())).id }),
  'connections.test': async (desk) => ({ id: await connectionId(desk) }),
  'connections.tryOut': () => ACCESS,
  'connections.sync': async (desk) => ({ id: await connectionId(desk), mode: 'full' }),
  'connections.runs': async (desk) => ({ id: await readOnce(desk) }),
  'connections.changes': async (desk) => {
    const { runs } = await desk.client.connections.runs({ id: await readOnce(desk) });
    return { runId: runs[0]?.id, group: 'paid' };
  },
  'connections.differences': async (desk) => ({ id: await readOnce(desk) }),
  'connections.problems': async (desk) => ({ id: await connectionId(desk) }),
  'connections.usage': async (desk) => ({ id: await connectionId(desk) }),
  'connections.files': async (desk) => ({ id: await folderId(desk) }),
  'connections.offerFile': async (desk) => ({ id: await folderId(desk), name: 'unheard-of.csv' }),
  'connections.answerMissing': async (desk) => ({ id: await connectionId(desk), believe: true }),
};
