import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Desk, DeskStart } from './desk.ts';
import { spawnBrowserHost } from './spawned-host.ts';

/** Starts the browser host without a window of its own and opens its link in the page of the test. */
export async function openBrowserDesk(page: Page, start: DeskStart): Promise<Desk> {
  let host = await spawnBrowserHost(start);
  await page.goto(host.url);
  return {
    page,
    home: start.home,
    get address() {
      return host.url;
    },
    async pickFile(path, open) {
      const asked = page.waitForEvent('filechooser');
      // A key opens the dialog at once: the browser has to know by then that somebody waits for it.
      const opened = page.evaluate(() => undefined).then(open);
      const [chooser] = await Promise.all([asked, opened]);
      await chooser.setFiles(path);
    },
    async savedFile(save) {
      const [download] = await Promise.all([page.waitForEvent('download'), save()]);
      return readFile(await download.path());
    },
    async restartAfterKill() {
      await host.kill();
      host = await spawnBrowserHost(start);
      await page.goto(host.url);
    },
    async stop() {
      if (host.process.exitCode === null && host.process.signalCode === null) await host.stop();
    },
  };
}
