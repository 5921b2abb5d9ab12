import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desk } from '../../support/desk.ts';
import { openBrowserDesk } from '../../support/desk-browser.ts';
import { openElectronDesk } from '../../support/desk-electron.ts';
import { test as base } from '../fixtures.ts';

type SecondDesk = {
  /** Somebody else's Duebook: a profile, a process and a window of its own. */
  otherDesk: Desk;
};

export const test = base.extend<SecondDesk>({
  otherDesk: async ({ browser, host, environment }, use) => {
    const home = await mkdtemp(join(tmpdir(), 'duebook-other-'));
    const given = { home, args: [], env: environment };
    const context = await browser.newContext();
    const desk =
      host === 'electron'
        ? await openElectronDesk(given)
        : await openBrowserDesk(await context.newPage(), given);
    await use(desk);
    await desk.stop();
    await context.close();
    await rm(home, { recursive: true, force: true });
  },
});
