import { join } from 'node:path';
import { systemClock } from '../../../electron/engine/platform/clock.ts';
import { unlock } from '../../../electron/engine/secrets/unlock.ts';
import { eraseWorkspace } from '../../../electron/engine/services/contract-end/erase-workspace.ts';
import { signerOf } from '../../../electron/engine/services/contract-end/signer.ts';
import { openPeople } from '../../../electron/engine/services/people/people.ts';
import { openProfile } from '../../../electron/engine/services/profile/profile.ts';
import { unlockWith } from '../../../electron/engine/services/workspace/create-workspace.ts';
import { fileSecretStore } from './file-store.ts';

/** Erases a workspace and kills itself before the step with this number: what came before stays as it is. */
const [base = '', name = '', passphrase = '', killedAt = ''] = process.argv.slice(2);
const keyring = fileSecretStore(join(base, 'keyring.json'));
const home = join(base, 'home');
const keeping =
  passphrase === ''
    ? ({ kind: 'keyring', store: keyring } as const)
    : ({ kind: 'passphrase', passphrase } as const);
const people = openPeople({ home, clock: systemClock }, keeping);
let step = 0;
await eraseWorkspace(
  { home, version: '0.0.0', clock: systemClock, keyring },
  {
    folder: join(base, 'client'),
    confirm: name,
    findKey: (header) => unlock(header, unlockWith(keeping)),
    signer: signerOf(people),
    actor: 'Ines Okafor',
    person: () => people.own(),
    profile: openProfile(home, {}),
    onStep: () => {
      if (step === Number(killedAt)) process.kill(process.pid, 'SIGKILL');
      step += 1;
    },
  },
);
process.stdout.write('erased\n');
