import { readFileSync, writeSync } from 'node:fs';
import { acceptHandoff } from '../../../electron/engine/services/handoff/accept-handoff.ts';
import { createHandoff } from '../../../electron/engine/services/handoff/create-handoff.ts';
import { mergeHandoff } from '../../../electron/engine/services/handoff/merge-handoff.ts';
import { openHandoffPack } from '../../../electron/engine/services/handoff/open-handoff.ts';
import { publishToFile } from '../../../electron/engine/services/handoff/publication.ts';
import { deskOnDisk } from './desk-on-disk.ts';

/** Does one step of a handoff on the desk in FOLDER with the pack FILE, and says `begun` and `done`. */
const [step = '', folder = '', file = ''] = process.argv.slice(2);
const desk = deskOnDisk(folder);
const say = (line: string) => writeSync(1, `${line}\n`);

async function create(): Promise<void> {
  const workspace = await desk.open();
  say('begun');
  const card = desk.people.find('Ben Adler');
  const today = workspace.today();
  const { own: _own, fingerprint: _fingerprint, trustedAt: _trustedAt, ...recipient } = card;
  await createHandoff(
    workspace,
    desk.people,
    {
      accounts: 'all',
      from: today,
      to: today,
      recipient: { kind: 'person', card: recipient },
      words: '',
      wordsOf: new Map(),
    },
    publishToFile(file),
  );
}

async function accept(): Promise<void> {
  const pack = await openHandoffPack(desk.people, { bytes: readFileSync(file), passphrase: null });
  say('begun');
  await acceptHandoff(desk.installation, {
    pack,
    folder: desk.workspace,
    keeping: desk.keeping,
    accounts: 'all',
    actor: () => desk.people.own()?.name ?? '',
  });
}

async function merge(): Promise<void> {
  const workspace = await desk.open();
  const pack = await openHandoffPack(desk.people, { bytes: readFileSync(file), passphrase: null });
  say('begun');
  await mergeHandoff(workspace, pack);
}

const STEPS: Readonly<Record<string, () => Promise<void>>> = { create, accept, merge };
await STEPS[step]?.();
say('done');
