import { acceptedSchema } from '../../shared/contract/takeover.ts';
import { engineOf, PACK_PASSPHRASE, packFor, picked, topAccounts } from '../support/handoff/handed-pack.ts';
import type { Desk } from './desk.ts';
import { PASSPHRASE } from './inputs.ts';

let made: Promise<Uint8Array> | null = null;

/** A handoff of two accounts of somebody else's books, for whoever knows the passphrase. */
function pack(): Promise<Uint8Array> {
  made ??= makePack();
  return made;
}

async function makePack(): Promise<Uint8Array> {
  const owner = await engineOf('Ada Brandt', { demo: true });
  try {
    return await packFor(owner, null, await topAccounts(owner, 2));
  } finally {
    await owner.close();
  }
}

const pickedPack = async (desk: Desk) => ({
  source: picked(desk, await pack()),
  passphrase: PACK_PASSPHRASE,
});

/** The handoff that the job before this took over. */
async function accepted(desk: Desk) {
  const [job] = await desk.client.app.jobs.list();
  if (job === undefined) throw new Error('Nothing was taken over.');
  return acceptedSchema.parse((await desk.ended(job.id)).result);
}

/** Inputs for the procedures around a handoff that is taken over, in the order in which that is done. */
export const TAKEOVER_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'takeover.look': pickedPack,
  'takeover.brief': async (desk) => ({ ...(await pickedPack(desk)), form: 'pdf' }),
  'takeover.accept': async (desk) => ({
    ...(await pickedPack(desk)),
    accounts: 'all',
    protection: { kind: 'passphrase', passphrase: PASSPHRASE },
  }),
  'takeover.enter': async (desk) => ({
    handoff: (await accepted(desk)).handoff,
    unlock: { with: 'passphrase', passphrase: PASSPHRASE },
  }),
  'takeover.coverage': () => undefined,
  'takeover.firstHour': () => undefined,
  'takeover.return': async (desk) => {
    const protection = { kind: 'passphrase', passphrase: PASSPHRASE } as const;
    await desk.client.people.create({ name: 'Ben Okafor', role: 'backup', protection });
    return { final: true, to: 'download' };
  },
};
