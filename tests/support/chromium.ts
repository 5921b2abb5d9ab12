import sparticuz from '@sparticuz/chromium';
import { findBrowser, systemSearch } from '../../electron/hosts/browser/find-browser.ts';

export type TestBrowser = { readonly executablePath: string; readonly args: string[] };

/**
 * The Chromium that the tests run in: the machine's own, else the one inside the npm package. Always with our own
 * arguments: web security stays on, and nothing is asked of the network.
 */
export async function testBrowser(): Promise<TestBrowser> {
  const executablePath = findBrowser(systemSearch()) ?? (await sparticuz.executablePath());
  const isRoot = process.getuid?.() === 0;
  return {
    executablePath,
    args: [
      '--disable-background-networking',
      '--disable-breakpad',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--disable-sync',
      '--no-first-run',
      '--no-default-browser-check',
      '--force-color-profile=srgb',
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
  };
}
