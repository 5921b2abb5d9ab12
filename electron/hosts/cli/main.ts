import { join } from 'node:path';
import { systemClock } from '../../engine/platform/clock.ts';
import { homeFolder } from '../../engine/platform/home.ts';
import { createLogger, type Logger, silentLogger } from '../../engine/platform/logger.ts';
import { VERSION } from '../version.ts';
import type { CommandResult } from './arguments/command.ts';
import { takeGlobalOptions, wantsJson } from './arguments/global-options.ts';
import { parseArguments } from './arguments/parse-arguments.ts';
import { cancellationOf } from './cancellation.ts';
import { userFolder } from './context.ts';
import { printedError } from './errors.ts';
import { helpText } from './help.ts';
import { createNarrator, type Narrator } from './output/narrator.ts';
import { writeError, writeOutput } from './output/streams.ts';
import { COMMANDS, findCommand } from './registry.ts';

/** Runs one command line and prints its result. Returns the exit status; never throws. */
export async function runCommandLine(given: readonly string[]): Promise<number> {
  const json = wantsJson(given);
  const narrator = createNarrator({
    write: writeError,
    watched: process.stderr.isTTY === true && (json || process.stdout.isTTY === true),
    quiet: given.includes('--quiet'),
  });
  try {
    const result = await run(given, narrator);
    narrator.clear();
    await writeOutput(json ? JSON.stringify(result.json) : result.text());
    return result.status ?? 0;
  } catch (error) {
    narrator.clear();
    const printed = printedError(error, openLogger, commandNameIn(given));
    const text = `${printed.text}\n`;
    if (json) await writeOutput(JSON.stringify(printed.json)).catch(() => writeError(text));
    else writeError(text);
    return printed.status;
  }
}

/** Without a profile folder there is nowhere to keep a log. */
function openLogger(): Logger {
  try {
    return createLogger({ folder: join(homeFolder(), 'logs'), clock: systemClock });
  } catch {
    return silentLogger;
  }
}

/** The name of one of our commands, never what was typed. */
function commandNameIn(given: readonly string[]): string {
  try {
    return findCommand(takeGlobalOptions(given).rest).command.name;
  } catch {
    return 'none';
  }
}

async function run(given: readonly string[], narrator: Narrator): Promise<CommandResult> {
  const { options, rest } = takeGlobalOptions(given);
  if (options.version) return { json: { version: VERSION }, text: () => `Duebook ${VERSION}` };
  if (options.help || rest[0] === 'help') {
    return { json: { commands: COMMANDS.map(({ name, usage }) => ({ name, usage })) }, text: helpText };
  }
  const found = findCommand(rest);
  const command = await found.command.load();
  const parsed = parseArguments(found.rest, command, found.command.usage);
  return command.run(
    {
      options,
      env: process.env,
      folder: userFolder(process.env, process.cwd()),
      narrator,
      cancellation: cancellationOf(narrator),
    },
    parsed,
  );
}
