import { resolve } from 'node:path';
import type { GlobalOptions } from './arguments/global-options.ts';
import type { Narrator } from './output/narrator.ts';

/** What a command knows of its surroundings. */
export interface CommandContext {
  readonly options: GlobalOptions;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that the user stands in; relative paths start here. */
  readonly folder: string;
  /** Notes and progress for people, on stderr. */
  readonly narrator: Narrator;
  /** Aborts at Ctrl-C. Asking for it is what makes the command end by itself instead of being ended. */
  readonly cancellation: () => AbortSignal;
}

/** A path that the user wrote, as an absolute one. */
export function pathFrom(context: CommandContext, path: string): string {
  return resolve(context.folder, path);
}

/** npm runs scripts in the project's folder and says in INIT_CWD where the user stood. */
export function userFolder(env: CommandContext['env'], current: string): string {
  return env.npm_lifecycle_event === 'cli' && env.INIT_CWD ? env.INIT_CWD : current;
}
