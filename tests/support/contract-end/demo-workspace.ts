import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { fixedClock } from '../../../electron/engine/platform/clock.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { memorySecretStore } from '../../../electron/engine/secrets/memory.ts';
import { DEMO_SEED, generateDemo } from '../../../electron/engine/services/demo/generate-demo.ts';
import { demoStart, loadDemo } from '../../../electron/engine/services/demo/load-demo.ts';
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
import { instant, plainDate } from '../../../shared/domain/dates.ts';
import { RESOURCES } from '../engine/engine-workspace.ts';
import { MIGRATIONS, temporaryFolder } from '../workspace.ts';

export const NAME = 'Halden Instruments';
export const PASSPHRASE = 'nine quiet herons at noon';
const TODAY = plainDate('2026-11-20');

export interface EndingWorkspace {
  readonly installation: Installation;
  readonly folder: string;
  readonly keeping: KeyKeeping;
  readonly recoveryCode: string;
  /** Opens it for writing; whoever asked closes it, at the latest the end of the test. */
  open(): Promise<OpenWorkspace>;
}

/** A real encrypted workspace that is not open, in a folder that goes with the test. */
export async function endingWorkspace(
  kind: KeyKeeping['kind'],
  options: { readonly demo?: boolean } = {},
): Promise<EndingWorkspace> {
  const base = temporaryFolder();
  const keyring = memorySecretStore();
  const installation: Installation = {
    home: join(base, 'home'),
    version: '0.0.0',
    migrations: MIGRATIONS,
    resources: RESOURCES,
    clock: fixedClock(instant('2026-11-20T10:00:00.000Z')),
    logger: silentLogger,
    keyring,
    workerEntry: null,
  };
  const keeping: KeyKeeping =
    kind === 'keyring' ? { kind, store: keyring } : { kind, passphrase: PASSPHRASE };
  const folder = join(base, 'client');
  const data = generateDemo({ today: TODAY, seed: DEMO_SEED });
  const clock = options.demo === true ? fixedClock(demoStart(data)) : installation.clock;
  const { recoveryCode } = await createWorkspace(
    { ...installation, clock },
    {
      folder,
      name: NAME,
      currency: 'EUR',
      timeZone: 'Europe/Amsterdam',
      keeping,
      actor: () => 'Ines Okafor',
    },
  );
  const open = async () => {
    const workspace = await openWorkspace(installation, {
      folder,
      with: unlockWith(keeping),
      mode: 'write',
      actor: () => 'Ines Okafor',
    });
    onTestFinished(() => workspace.close().catch(() => {}));
    return workspace;
  };
  if (options.demo === true) {
    const workspace = await open();
    await loadDemo(workspace, data, { withOutbox: true });
    await workspace.close();
  }
  return { installation, folder, keeping, recoveryCode, open };
}
