import { resolve } from 'node:path';
import { openedAddress } from './opened-address.ts';

export type StartArguments = { readonly demo: boolean; readonly file?: string };

/**
 * What the application was started with. Chromium adds arguments of its own, so unknown ones are passed over. Beside an
 * address that the desktop opens nothing else counts: any page can have one opened, with whatever it likes in it.
 * @param folder - what a relative file name starts from
 */
export function readStartArguments(argv: readonly string[], folder: string): StartArguments {
  if (openedAddress(argv) !== null) return { demo: false };
  const at = argv.indexOf('--file');
  const named = at < 0 ? undefined : argv[at + 1];
  const demo = argv.includes('--demo');
  return named === undefined || named.startsWith('--') ? { demo } : { demo, file: resolve(folder, named) };
}
