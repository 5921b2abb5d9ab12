import { join } from 'node:path';
import { memorySecretStore } from '../../../electron/engine/secrets/memory.ts';
import type { SecretStore } from '../../../electron/engine/secrets/secret-store.ts';
import { openPeople, type People } from '../../../electron/engine/services/people/people.ts';
import type { KeyKeeping } from '../../../electron/engine/services/workspace/create-workspace.ts';
import { movableClock } from '../engine/engine-workspace.ts';
import { temporaryFolder } from '../workspace.ts';

/** A profile folder with a keyring of its own, removed with the test. */
export interface TestProfile {
  readonly home: string;
  readonly file: string;
  readonly keyring: SecretStore;
  readonly people: People;
  /** The same profile as another process sees it, or after a restart. */
  again(keeping?: KeyKeeping): People;
}

export function testProfile(keeping?: KeyKeeping): TestProfile {
  const home = join(temporaryFolder(), 'home');
  const keyring = memorySecretStore();
  const clock = movableClock();
  const inKeyring = { kind: 'keyring', store: keyring } as const;
  const again = (how: KeyKeeping = inKeyring) => openPeople({ home, clock }, how);
  return { home, file: join(home, 'people.json'), keyring, people: again(keeping), again };
}
