import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionInputView } from '../../shared/contract/connections.ts';
import type { SignInId } from '../../shared/contract/mailbox-sign-in.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { xeroForSignIn } from '../support/ledger/xero/xero-for-sign-in.ts';
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

/** A connection to Xero, with a sign-in under way that nobody finishes. */
async function signInUnderWay({ client }: Desk): Promise<SignInId> {
  return (await client.connections.startSignIn({ id: await xeroId(client) })).id;
}

async function xeroId(client: Desk['client']): Promise<ConnectionId> {
  const known = (await client.connections.list()).find(({ kind }) => kind === 'xero');
  const xero = { name: 'Xero', kind: 'xero', settings: { clientId: 'F00D' }, secrets: {} } as const;
  return (known ?? (await client.connections.add(xero))).id;
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
  'connections.startSignIn': async ({ client }) => ({ id: await xeroId(client) }),
  'connections.awaitSignIn': async (desk) => {
    const signIn = await signInUnderWay(desk);
    await desk.client.connections.cancelSignIn({ signIn });
    return { signIn };
  },
  'connections.pasteSignIn': async ({ client }) => {
    const { id, url, redirectUri } = await client.connections.startSignIn({ id: await xeroId(client) });
    const state = new URL(url).searchParams.get('state') ?? '';
    return { signIn: id, address: `${redirectUri}?error=access_denied&state=${state}` };
  },
  'connections.chooseBooks': async ({ client }) => {
    const { fake, walk } = await xeroForSignIn();
    fake.others.push('Halden Instruments GmbH');
    const { clientId } = fake.accounts;
    const name = `Xero ${++added}`;
    const { id } = await client.connections.add({ name, kind: 'xero', settings: { clientId }, secrets: {} });
    const { id: signIn, url } = await client.connections.startSignIn({ id });
    await walk(url);
    await client.connections.awaitSignIn({ signIn });
    return { signIn, books: fake.tenantId };
  },
  'connections.cancelSignIn': async (desk) => ({ signIn: await signInUnderWay(desk) }),
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
