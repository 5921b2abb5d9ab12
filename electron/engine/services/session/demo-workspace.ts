import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dateInZone } from '../../../../shared/domain/dates.ts';
import { acquireLock } from '../../db/lock.ts';
import { fixedClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { memorySecretStore } from '../../secrets/memory.ts';
import { DEMO_SEED, generateDemo } from '../demo/generate-demo.ts';
import { demoStart, loadDemo } from '../demo/load-demo.ts';
import type { Profile } from '../profile/profile.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import type { Installation } from '../workspace/installation.ts';
import { type OpenWorkspace, openWorkspace } from '../workspace/open-workspace.ts';

/** A zone for a company that keeps its books in three currencies around Europe. */
const DEMO_ZONE = 'Europe/Amsterdam';

/**
 * Makes and opens a demo workspace, relative to today. Its key lives in this process only, so every demo starts
 * fresh, and what an earlier one left behind is unreadable and removed. It is filled on its own thread, so that the
 * window answers meanwhile.
 */
export async function openDemoWorkspace(
  installation: Installation,
  profile: Profile,
): Promise<OpenWorkspace> {
  const home = join(installation.home, 'demo');
  removeLeftDemos(home);
  const folder = join(home, newId());
  const store = memorySecretStore();
  const data = generateDemo({ today: dateInZone(installation.clock.now(), DEMO_ZONE), seed: DEMO_SEED });
  const thrownAway = { ...installation, keyring: store };
  await createWorkspace(
    { ...thrownAway, clock: fixedClock(demoStart(data)) },
    {
      folder,
      name: data.company.name,
      currency: 'EUR',
      timeZone: DEMO_ZONE,
      keeping: { kind: 'keyring', store },
      demo: true,
      actor: () => data.sender.name,
    },
  );
  const open = { folder, with: { kind: 'keyring', store } as const, mode: 'write' as const };
  const demo = await openWorkspace(thrownAway, { ...open, actor: profile.actor });
  await loadDemo(demo, data, { withOutbox: true });
  return demo;
}

/** Demos of processes that are gone; one that still runs holds its lock. */
function removeLeftDemos(home: string): void {
  if (!existsSync(home)) return;
  for (const name of readdirSync(home)) {
    const folder = join(home, name);
    try {
      acquireLock(folder).release();
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another Duebook shows this demo right now.
    }
  }
}
