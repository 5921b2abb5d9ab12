import { readFile } from 'node:fs/promises';
import { EngineError } from '../../engine/platform/engine-error.ts';
import { openHandoffPack } from '../../engine/services/handoff/open-handoff.ts';
import type { OpenedPack } from '../../engine/services/handoff/pack/open-pack.ts';
import { type CommandContext, pathFrom } from './context.ts';
import { peopleOf } from './people.ts';

/** Opens a pack that lies in a file; `passphraseEnv` names the variable with its passphrase. Errors: those of `openPack`, `bad_file`. */
export async function openPackFile(
  context: CommandContext,
  file: string,
  passphraseEnv: string | null,
): Promise<OpenedPack> {
  const path = pathFrom(context, file);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new EngineError(
      'bad_file',
      `${path} cannot be read. Check the name and your rights.`,
      { file: path },
      cause,
    );
  });
  return openHandoffPack(peopleOf(context), {
    bytes,
    passphrase: packPassphrase(context, passphraseEnv),
    signal: context.cancellation(),
    onProgress: (fraction) => context.narrator.progress('Checking the pack', Math.round(fraction * 100), 100),
  }).finally(() => context.narrator.clear());
}

/** The passphrase of a pack from the environment; null when none was asked for. Throws `no_key` when it is not set. */
export function packPassphrase(context: CommandContext, name: string | null): string | null {
  if (name === null) return null;
  const value = context.env[name];
  if (value !== undefined && value !== '') return value;
  throw new EngineError(
    'no_key',
    `The environment variable "${name}", which --pack-passphrase-env names, is not set or empty. Set it.`,
    { variable: name },
  );
}
