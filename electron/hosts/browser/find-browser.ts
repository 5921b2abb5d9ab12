import { accessSync, constants } from 'node:fs';
import { posix, win32 } from 'node:path';

/** What the search for a browser depends on; `systemSearch` in production, plain values in tests. */
export type BrowserSearch = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly isExecutable: (path: string) => boolean;
};

export function systemSearch(): BrowserSearch {
  return { env: process.env, platform: process.platform, isExecutable };
}

const LINUX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const MAC_APPS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The Chromium, Chrome or Edge of this machine. `DUEBOOK_BROWSER` names another one.
 * @returns its path, or undefined when there is none
 */
export function findBrowser(search: BrowserSearch = systemSearch()): string | undefined {
  return candidates(search).find((path) => search.isExecutable(path));
}

function candidates({ env, platform }: BrowserSearch): readonly string[] {
  if (env.DUEBOOK_BROWSER) return [env.DUEBOOK_BROWSER];
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(isSet);
    return WINDOWS_PROGRAMS.flatMap((program) => roots.map((root) => win32.join(root, program)));
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(env.HOME ? [posix.join(env.HOME, 'Applications')] : [])];
    return MAC_APPS.flatMap((app) => roots.map((root) => posix.join(root, app)));
  }
  const folders = (env.PATH ?? '').split(':').filter(isSet);
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
