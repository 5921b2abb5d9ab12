import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type BrowserHostArguments = {
  /** Opens the demo workspace. */
  readonly demo: boolean;
  /** A file to import, as an absolute path. */
  readonly file?: string;
  /** Opens no window; prints the link and waits. */
  readonly printUrl: boolean;
  /** Keeps running when the last window is closed. */
  readonly stay: boolean;
};

const USAGE =
  'Start it as: npm start, npm start -- --demo, or npm start -- --file FILE. ' +
  'With --print-url it opens no window, with --stay it runs on without one.';

const OPTIONS = {
  demo: { type: 'boolean', default: false },
  file: { type: 'string' },
  'print-url': { type: 'boolean', default: false },
  stay: { type: 'boolean', default: false },
} as const;

/**
 * Reads the arguments of the browser host.
 * @param folder - what a relative file name starts from
 * @throws TypeError that names the argument which is not known, and says what can be given
 */
export function readArguments(given: readonly string[], folder: string): BrowserHostArguments {
  const values = parsed(given);
  return {
    demo: values.demo,
    printUrl: values['print-url'],
    stay: values.stay,
    ...(values.file === undefined ? {} : { file: resolve(folder, values.file) }),
  };
}

function parsed(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], strict: true, options: OPTIONS }).values;
  } catch (error) {
    const what = error instanceof Error ? error.message : 'The arguments could not be read';
    throw new TypeError(`${what}.\n${USAGE}`, { cause: error });
  }
}
