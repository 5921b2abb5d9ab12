import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { memorySecretStore } from '../../electron/engine/secrets/memory.ts';
import { acceptHandoff } from '../../electron/engine/services/handoff/accept-handoff.ts';
import { openHandoffPack } from '../../electron/engine/services/handoff/open-handoff.ts';
import { makeReturn } from '../../electron/engine/services/handoff/return-handoff.ts';
import { openPeople, type People } from '../../electron/engine/services/people/people.ts';
import { unlockWith } from '../../electron/engine/services/workspace/create-workspace.ts';
import { openWorkspace } from '../../electron/engine/services/workspace/open-workspace.ts';
import { type HandoffMade, handoffMadeSchema } from '../../shared/contract/handoffs.ts';
import { addDays, type PlainDate } from '../../shared/domain/dates.ts';
import type { AccountId, PersonId } from '../../shared/domain/ids.ts';
import { inMemory } from '../support/handoff/sides.ts';
import { temporaryFolder } from '../support/workspace.ts';
import type { Desk } from './desk.ts';
import { PASSPHRASE } from './inputs.ts';

/** Each handoff has days of its own, so that none stands in the way of another. */
let windows = 0;

async function nextWindow({ engine }: Desk): Promise<{ readonly from: PlainDate; readonly to: PlainDate }> {
  const today = engine.context.session.workspace().today();
  windows += 1;
  const from = addDays(today, 10 * windows);
  return { from, to: addDays(from, 4) };
}

async function ownPerson({ client }: Desk): Promise<void> {
  const { own, keys } = await client.people.list();
  if (own === null) {
    const protection = { kind: 'passphrase', passphrase: PASSPHRASE } as const;
    await client.people.create({ name: 'Ada Brandt', role: 'specialist', protection });
  } else if (keys === 'locked') await client.people.unlock({ passphrase: PASSPHRASE });
}

/** Somebody at another computer; both trust the other's card. */
async function colleague(desk: Desk) {
  await ownPerson(desk);
  const { installation } = desk.engine.context;
  const home = temporaryFolder();
  const other = { ...installation, home, keyring: memorySecretStore(), workerEntry: null };
  const people = openPeople(other, { kind: 'keyring', store: other.keyring });
  const { id } = await people.create({ name: 'Ben Okafor', role: 'backup' });
  await desk.client.people.trust({ text: people.card() });
  await people.trust((await desk.client.people.card()).text);
  return { installation: other, people, id };
}

interface Made {
  readonly made: HandoffMade;
  readonly accountId: AccountId;
  readonly bytes: Uint8Array;
}

async function handedTo(desk: Desk, person: PersonId): Promise<Made> {
  const accountId = await desk.accountId();
  const window = await nextWindow(desk);
  const order = { selection: [accountId], ...window, words: 'Call first.', recipient: { person } };
  const job = await desk.ended((await desk.client.handoffs.create(order)).jobId);
  const made = handoffMadeSchema.parse(job.result);
  const file = desk.engine.files.takeDownload(made.download?.downloadId ?? '');
  return { made, accountId, bytes: file?.bytes ?? new Uint8Array() };
}

/** What came back of a handoff, with a hold that both sides set meanwhile. */
async function returnedPack(desk: Desk): Promise<{ readonly bytes: Uint8Array; readonly made: HandoffMade }> {
  const ben = await colleague(desk);
  const { made, accountId, bytes } = await handedTo(desk, ben.id);
  const hold = (reason: string) =>
    ({ target: { scope: 'account', accountId }, reason, until: null }) as const;
  await desk.client.holds.set(hold('Ours'));
  return { made, bytes: await workedOn(ben, bytes, hold('Theirs')) };
}

async function workedOn(
  { installation, people }: Awaited<ReturnType<typeof colleague>>,
  bytes: Uint8Array,
  hold: Parameters<Desk['client']['holds']['set']>[0],
): Promise<Uint8Array> {
  const keeping = { kind: 'keyring', store: installation.keyring } as const;
  const folder = join(installation.home, 'handed');
  const pack = await openHandoffPack(people, { bytes, passphrase: null });
  const actor = () => 'Ben Okafor';
  await acceptHandoff(installation, { pack, folder, keeping, accounts: 'all', actor });
  const workspace = await openWorkspace(installation, {
    folder,
    with: unlockWith(keeping),
    mode: 'write',
    actor,
  });
  try {
    await workspace.db.write('setHold', hold, workspace.context());
    return await returned(workspace, people);
  } finally {
    await workspace.close();
  }
}

async function returned(
  workspace: Awaited<ReturnType<typeof openWorkspace>>,
  people: People,
): Promise<Uint8Array> {
  const publication = inMemory();
  await makeReturn(workspace, people, { final: true }, publication);
  return publication.bytes();
}

async function pickedReturn(desk: Desk): Promise<{ readonly grant: string }> {
  const { bytes } = await returnedPack(desk);
  return { grant: desk.engine.files.offerBytes('back.duebook-return', bytes) };
}

/** Merges a return that leaves a conflict. */
async function merged(desk: Desk): Promise<HandoffMade> {
  const { bytes, made } = await returnedPack(desk);
  const grant = desk.engine.files.offerBytes('back.duebook-return', bytes);
  await desk.ended((await desk.client.handoffs.merge({ grant })).jobId);
  return made;
}

const selected = async (desk: Desk) => ({ selection: [await desk.accountId()], ...(await nextWindow(desk)) });

/** Inputs for the procedures of the owner of accounts that are handed over. */
export const HANDOFF_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'handoffs.overview': async (desk) => {
    await handedTo(desk, (await colleague(desk)).id);
  },
  'handoffs.check': async (desk) => ({ ...(await nextWindow(desk)), selection: 'all' }),
  'handoffs.preview': async (desk) => ({ ...(await selected(desk)), words: 'Call first.' }),
  'handoffs.brief': async (desk) => ({ ...(await selected(desk)), format: 'html' }),
  'handoffs.create': async (desk) => ({
    ...(await selected(desk)),
    recipient: { person: (await colleague(desk)).id },
  }),
  'handoffs.close': async (desk) => {
    const { made } = await handedTo(desk, (await colleague(desk)).id);
    return { id: made.id, why: 'Back earlier' };
  },
  'handoffs.look': pickedReturn,
  'handoffs.merge': pickedReturn,
  'handoffs.away': async (desk) => ({ id: (await merged(desk)).id }),
  'handoffs.decide': async (desk) => {
    const { conflicts } = await desk.client.handoffs.away({ id: (await merged(desk)).id });
    return { id: conflicts[0]?.id, decision: 'theirs' };
  },
  'handoffs.sharedFolder.get': () => undefined,
  'handoffs.sharedFolder.set': (desk) => {
    const folder = join(desk.home, 'drive');
    mkdirSync(folder, { recursive: true });
    return { grant: desk.engine.files.offerOpenPath(folder) };
  },
};
