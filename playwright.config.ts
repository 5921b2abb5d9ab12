import { defineConfig } from '@playwright/test';
import { electronBinary } from './scripts/lib/electron.mjs';
import type { DeskOptions } from './tests/e2e/fixtures.ts';
import { testBrowser } from './tests/support/chromium.ts';
import type { DeskHost } from './tests/support/desk.ts';

/** The same specs run in the browser host, always, and in Electron where its binary is there. */
const hosts: readonly DeskHost[] = electronBinary() === undefined ? ['browser'] : ['browser', 'electron'];

export default defineConfig<DeskOptions>({
  testDir: 'tests/e2e',
  // Write the pictures of the documentation; no tests of their own.
  testIgnore: process.env.DUEBOOK_SCREENSHOTS === '1' ? [] : ['**/screenshots*.spec.ts'],
  outputDir: 'test-results',
  timeout: 150_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  // CI's machine is shared: one more try tells a slow moment from a fault. The report names what needed it.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    // A trace costs a third of the whole run, so only a second try writes one; `--trace on` asks for it.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    acceptDownloads: true,
    actionTimeout: 30_000,
    launchOptions: await testBrowser(),
  },
  projects: hosts.map((host) => ({ name: host, use: { browserName: 'chromium' as const, host } })),
});
