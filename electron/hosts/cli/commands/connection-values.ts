import { EngineError } from '../../../engine/platform/engine-error.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { type CommandContext, pathFrom } from '../context.ts';
import { oneLine } from '../output/terminal-text.ts';

const USAGE = 'connection add|change NAME [--set key=value]… [--secret key=ENVNAME]…';

/** The settings of `--set key=value`. A folder may be named from where the user stands. Throws `UsageError`. */
export function givenSettings(
  context: CommandContext,
  given: readonly string[],
  kind: string,
): Readonly<Record<string, string>> {
  const settings = Object.fromEntries(given.map((text) => pairOf(text, '--set key=value')));
  return kind === 'folder' && settings.path !== undefined
    ? { ...settings, path: pathFrom(context, settings.path) }
    : settings;
}

/**
 * The secrets of `--secret key=ENVNAME`, which stand in environment variables.
 * Throws `UsageError`; errors: `validation` for a variable that is not set.
 */
export function givenSecrets(
  context: CommandContext,
  given: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((text) => {
      const [name, variable] = pairOf(text, '--secret key=ENVNAME');
      return [name, environmentValue(context, name, variable)];
    }),
  );
}

function pairOf(text: string, form: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new UsageError(`Write ${form}; "${oneLine(text)}" has no "=".`, USAGE);
}

function environmentValue({ env }: CommandContext, name: string, variable: string): string {
  const value = env[variable];
  if (value !== undefined && value !== '') return value;
  throw new EngineError(
    'validation',
    `The environment variable ${oneLine(variable)}, which should hold the secret "${oneLine(name)}", is not set.`,
    { field: 'secret' },
  );
}
