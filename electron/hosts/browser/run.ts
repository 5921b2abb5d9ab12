import { homedir } from 'node:os';
import { basename } from 'node:path';
import { homeFolder } from '../../engine/platform/home.ts';
import type { BrowserHostArguments } from './arguments.ts';
import { findBrowser } from './find-browser.ts';
import type { HostedEngine } from './hosted-engine.ts';
import { watchLastWindow } from './last-window.ts';
import { hasDisplay, openWindow } from './open-window.ts';
import { type BrowserHost, startBrowserHost } from './start.ts';

const GRACE_MS = 10_000;

export type BrowserRun = {
  readonly engine: HostedEngine;
  readonly given: BrowserHostArguments;
  readonly staticDir: URL;
};

/**
 * Runs the host until its last window is closed or the process is told to end, then closes the engine.
 * Prints `DUEBOOK_READY {"url":…}` on stdout when no window is opened here, everything else on stderr.
 */
export async function runBrowserHost({ engine, given, staticDir }: BrowserRun): Promise<void> {
  const stop = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.resolve());
  const windows = watchLastWindow({
    graceMs: GRACE_MS,
    onGone: () => {
      if (!given.stay) stop.resolve();
    },
  });
  const host = await startBrowserHost({
    engine,
    staticDir,
    onWindows: windows.report,
    warn: say,
    ...(given.file === undefined
      ? {}
      : { startFile: { grant: engine.files.offerOpenPath(given.file), name: basename(given.file) } }),
  });
  const closeWindow = showWindow(host, given, windows.wasOpen);
  await stop.promise;
  closeWindow();
  await host.close();
  await engine.close();
}

/** Opens the window, or prints where it is. Returns what closes it again. */
function showWindow(host: BrowserHost, given: BrowserHostArguments, wasOpen: () => boolean): () => void {
  const browser = findBrowser();
  const obstacle = given.printUrl ? 'asked for' : obstacleTo(browser);
  if (obstacle !== undefined || browser === undefined) {
    if (!given.printUrl) say(`No window is opened here (${obstacle}). Open this link once:\n${host.url}`);
    console.log(`DUEBOOK_READY ${JSON.stringify({ url: host.url })}`);
    return () => undefined;
  }
  const opened = openWindow({
    browser,
    url: host.url,
    home: homeFolder(),
    userHome: homedir(),
    isRoot: process.getuid?.() === 0,
  });
  opened.on('error', () => sayHowToOpen(browser, host));
  opened.on('exit', (code) => {
    if (code !== 0 && !wasOpen()) sayHowToOpen(browser, host);
  });
  return () => void opened.kill();
}

function obstacleTo(browser: string | undefined): string | undefined {
  if (!hasDisplay(process.env, process.platform)) return 'there is no display';
  return browser === undefined ? 'no Chromium, Chrome or Edge was found' : undefined;
}

function sayHowToOpen(browser: string, host: BrowserHost): void {
  say(`${browser} did not open. Open this link once in another browser:\n${host.url}`);
}

function say(message: string): void {
  console.error(message);
}
