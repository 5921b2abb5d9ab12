import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export type WindowLaunch = {
  readonly browser: string;
  readonly url: string;
  /** The profile folder of Duebook. */
  readonly home: string;
  /** Chromium's own sandbox does not start for root on Linux. */
  readonly isRoot: boolean;
  readonly userHome: string;
};

/**
 * The arguments that open the window as an application of its own, without address bar.
 * It is a private window: neither pages nor form fields nor the cache are written to the disk.
 */
export function windowArguments(launch: WindowLaunch): readonly string[] {
  const isEdge = /edge/i.test(launch.browser);
  return [
    `--app=${launch.url}`,
    `--user-data-dir=${profileFolder(launch)}`,
    isEdge ? '--inprivate' : '--incognito',
    '--window-size=1440,900',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-extensions',
    '--disable-sync',
    '--disable-features=Translate,AutofillServerCommunication,OptimizationHints',
    '--password-store=basic',
    '--use-mock-keychain',
    ...(launch.isRoot ? ['--no-sandbox'] : []),
  ];
}

/** A browser from a snap may not see hidden folders, so it gets one in its own place. */
function profileFolder({ browser, home, userHome }: WindowLaunch): string {
  return browser.startsWith('/snap/')
    ? join(userHome, 'snap', 'chromium', 'common', 'duebook-window')
    : join(home, 'window');
}

/** Opens the window; the process ends with the window, or at once when a running browser takes it over. */
export function openWindow(launch: WindowLaunch): ChildProcess {
  return spawn(launch.browser, windowArguments(launch), { stdio: 'ignore', detached: true });
}

/** Whether a window can be shown at all. */
export function hasDisplay(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
