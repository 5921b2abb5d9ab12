import { openPeople, type People } from '../../engine/services/people/people.ts';
import type { CommandContext } from './context.ts';
import { installationOf, unlockChosen } from './installation.ts';

/** The people of the profile. With `--passphrase-env` that alone keeps and opens the own keys, else the system keyring. */
export function peopleOf(context: CommandContext): People {
  const installation = installationOf(context);
  const unlock = unlockChosen(context, installation);
  return openPeople(
    installation,
    unlock.kind === 'passphrase'
      ? { kind: 'passphrase', passphrase: unlock.passphrase }
      : { kind: 'keyring', store: installation.keyring },
  );
}
