import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import type { Desk, DeskHost } from '../support/desk.ts';
import { openBrowserDesk } from '../support/desk-browser.ts';
import { openElectronDesk } from '../support/desk-electron.ts';

export type DeskOptions = {
  /** Which host the project runs on. */
  host: DeskHost;
  /** Arguments of the start, such as `--demo`. */
  startWith: readonly string[];
  /** More environment variables of the host. */
  environment: Readonly<Record<string, string>>;
};

type DeskFixtures = {
  /** A fresh profile folder, removed after the test. */
  home: string;
  /** Duebook, started on that profile. */
  desk: Desk;
  /** Its window. */
  app: Page;
};

export const test = base.extend<DeskOptions & DeskFixtures>({
  host: ['browser', { option: true }],
  startWith: [[], { option: true }],
  environment: [{}, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'duebook-home-'));
    await use(home);
    await rm(home, { recursive: true, force: true });
  },
  desk: async ({ home, host, startWith, environment, page }, use) => {
    const given = { home, args: startWith, env: environment };
    const desk = host === 'electron' ? await openElectronDesk(given) : await openBrowserDesk(page, given);
    await use(desk);
    await desk.stop();
  },
  app: async ({ desk }, use) => use(desk.page),
});

export { expect } from '@playwright/test';
