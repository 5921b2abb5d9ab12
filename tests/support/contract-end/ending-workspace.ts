import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { copyDatabase } from '../../../electron/engine/db/copy.ts';
import { workspacePaths } from '../../../electron/engine/db/workspace-paths.ts';
import { fixedClock } from '../../../electron/engine/platform/clock.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import type { SecretStore } from '../../../electron/engine/secrets/secret-store.ts';
import { unlock } from '../../../electron/engine/secrets/unlock.ts';
import {
  type EraseReceipt,
  eraseWorkspace,
} from '../../../electron/engine/services/contract-end/erase-workspace.ts';
import { signerOf } from '../../../electron/engine/services/contract-end/signer.ts';
import { openPeople, type People } from '../../../electron/engine/services/people/people.ts';
import { openProfile } from '../../../electron/engine/services/profile/profile.ts';
import { backUpWorkspace } from '../../../electron/engine/services/workspace/backups.ts';
import {
  createWorkspace,
  type KeyKeeping,
  unlockWith,
} from '../../../electron/engine/services/workspace/create-workspace.ts';
import type { Installation } from '../../../electron/engine/services/workspace/installation.ts';
import {
  type OpenWorkspace,
  openWorkspace,
} from '../../../electron/engine/services/workspace/open-workspace.ts';
import { instant } from '../../../shared/domain/dates.ts';
import { RESOURCES } from '../engine/engine-workspace.ts';
import { MIGRATIONS, temporaryFolder } from '../workspace.ts';
import { fileSecretStore } from './file-store.ts';

export const CLIENT = 'Halden Instruments & Söhne';
export const PASSPHRASE = 'nine quiet herons at noon';
export const NOW = instant('2026-11-20T10:00:00.000Z');

export interface EndingWorkspace {
  readonly installation: Installation;
  /** Holds the workspace, the profile and the keyring of this test. */
  readonly base: string;
  readonly folder: string;
  readonly keyring: SecretStore;
  readonly keeping: KeyKeeping;
  readonly people: People;
  /** Opens it for writing; whoever asked closes it, at the latest the end of the test. */
  open(): Promise<OpenWorkspace>;
  /** Erases it in this process, with the name given or its own. */
  erase(confirm?: string): Promise<EraseReceipt>;
}

/** A real encrypted workspace that is closed, in a folder that goes with the test. */
export async function endingWorkspace(kind: KeyKeeping['kind']): Promise<EndingWorkspace> {
  const base = temporaryFolder();
  const [home, folder] = [join(base, 'home'), join(base, 'client')];
  mkdirSync(home);
  const keyring = fileSecretStore(join(base, 'keyring.json'));
  const installation: Installation = {
    home,
    version: '0.0.0',
    migrations: MIGRATIONS,
    resources: RESOURCES,
    clock: fixedClock(NOW),
    logger: silentLogger,
    keyring,
    workerEntry: null,
  };
  const keeping: KeyKeeping =
    kind === 'keyring' ? { kind, store: keyring } : { kind, passphrase: PASSPHRASE };
  const actor = () => 'Ines Okafor';
  await createWorkspace(installation, {
    ...{ folder, name: CLIENT, currency: 'EUR', timeZone: 'Europe/Berlin', keeping, actor },
  });
  const people = openPeople(installation, keeping);
  const open = async () => {
    const workspace = await openWorkspace(installation, {
      ...{ folder, with: unlockWith(keeping), mode: 'write', actor },
    });
    onTestFinished(() => workspace.close().catch(() => {}));
    return workspace;
  };
  const erase = (confirm = CLIENT) =>
    eraseWorkspace(installation, {
      folder,
      confirm,
      findKey: (header) => unlock(header, unlockWith(keeping)),
      signer: signerOf(people),
      actor: actor(),
      person: () => people.own(),
      profile: openProfile(home, {}),
    });
  return { installation, base, folder, keyring, keeping, people, open, erase };
}

/** Gives it what lies beside the database after some months: a backup, a copy from a migration, a secret in the keyring. */
export async function withCopies({ open, keyring, keeping }: EndingWorkspace): Promise<void> {
  const workspace = await open();
  await backUpWorkspace(workspace);
  const { backups, database } = workspacePaths(workspace.folder);
  copyDatabase(database, workspace.key, join(backups, 'pre-migration-9.db'));
  if (keeping.kind === 'keyring') await keyring.set(SECRET.name, SECRET.value);
  await workspace.db.write(
    'setWebhook',
    {
      url: 'https://hooks.example/T0K3N-in-the-path',
      kinds: ['call'],
      withText: false,
      privateAllowed: false,
      secretName: SECRET.name,
    },
    workspace.context(),
  );
  await workspace.secrets.set(SECRET.name, SECRET.value);
  await workspace.close();
}

export const SECRET = { name: 'webhook:secret-of-the-test', value: 'Tannenzapfen-Uhrwerk-31' } as const;
