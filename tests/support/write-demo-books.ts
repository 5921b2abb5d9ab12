import { join } from 'node:path';
import { fixedClock, systemClock } from '../../electron/engine/platform/clock.ts';
import { silentLogger } from '../../electron/engine/platform/logger.ts';
import { memorySecretStore } from '../../electron/engine/secrets/memory.ts';
import { DEMO_SEED, generateDemo } from '../../electron/engine/services/demo/generate-demo.ts';
import { demoStart, loadDemo } from '../../electron/engine/services/demo/load-demo.ts';
import { createWorkspace } from '../../electron/engine/services/workspace/create-workspace.ts';
import type { Installation } from '../../electron/engine/services/workspace/installation.ts';
import { openWorkspace } from '../../electron/engine/services/workspace/open-workspace.ts';
import { dateInZone } from '../../shared/domain/dates.ts';

/**
 * Makes a workspace with the books of the demo company in the folder that is named, as real work would have filled
 * it, protected by the passphrase in DUEBOOK_TEST_PASSPHRASE.
 */
const [folder = ''] = process.argv.slice(2);
const passphrase = process.env.DUEBOOK_TEST_PASSPHRASE ?? '';
const timeZone = 'Europe/Amsterdam';
const data = generateDemo({ today: dateInZone(systemClock.now(), timeZone), seed: DEMO_SEED });
const actor = () => data.sender.name;
const installation: Installation = {
  home: join(folder, '..'),
  version: '0.0.0',
  migrations: new URL('../../migrations/', import.meta.url),
  resources: new URL('../../resources/', import.meta.url),
  clock: systemClock,
  logger: silentLogger,
  keyring: memorySecretStore(),
  workerEntry: null,
};
await createWorkspace(
  { ...installation, clock: fixedClock(demoStart(data)) },
  {
    folder,
    name: data.company.name,
    currency: 'EUR',
    timeZone,
    keeping: { kind: 'passphrase', passphrase },
    demo: true,
    actor,
  },
);
const workspace = await openWorkspace(installation, {
  folder,
  with: { kind: 'passphrase', passphrase },
  mode: 'write',
  actor,
});
await loadDemo(workspace, data);
await workspace.close();
