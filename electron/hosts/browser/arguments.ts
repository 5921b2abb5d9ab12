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

/**
 * Reads the arguments of the browser host.
 * @param folder - what a relative file name starts from
 * @throws TypeError that names the argument which is not known
 */
export function readArguments(given: readonly string[], folder: string): BrowserHostArguments {
  const { values } = parseArgs({
    args: [...given],
    strict: true,
    options: {
      demo: { type: 'boolean', default: false },
      file: { type: 'string' },
      'print-url': { type: 'boolean', default: false },
      stay: { type: 'boolean', default: false },
    },
  });
  return {
    demo: values.demo,
    printUrl: values['print-url'],
    stay: values.stay,
    ...(values.file === undefined ? {} : { file: resolve(folder, values.file) }),
  };
}
