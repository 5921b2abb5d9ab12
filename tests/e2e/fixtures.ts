import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { type DemoBooks, demoBooksFor } from '../support/demo-books.ts';
import type { Desk, DeskHost } from '../support/desk.ts';
import { openBrowserDesk } from '../support/desk-browser.ts';
import { openElectronDesk } from '../support/desk-electron.ts';

/** What opens the workspaces of the tests. */
export const PASSPHRASE = 'correct horse battery staple';

export type DeskOptions = {
  /** Which host the project runs on. */
  host: DeskHost;
  /** Arguments of the start, such as `--demo`. */
  startWith: readonly string[];
  /** Whether the profile holds a workspace with the books of the demo company, which waits for `PASSPHRASE`. */
  withBooks: boolean;
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

type WorkerFixtures = {
  /** The books that the tests of one worker copy. */
  demoBooks: DemoBooks;
};

export const test = base.extend<DeskOptions & DeskFixtures, WorkerFixtures>({
  host: ['browser', { option: true }],
  startWith: [[], { option: true }],
  withBooks: [false, { option: true }],
  environment: [{}, { option: true }],
  demoBooks: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const books = await demoBooksFor(PASSPHRASE);
      await use(books);
      await books.remove();
    },
    { scope: 'worker' },
  ],
  home: async ({ withBooks, demoBooks }, use) => {
    const home = await mkdtemp(join(tmpdir(), 'duebook-home-'));
    if (withBooks) await demoBooks.copyInto(home);
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
