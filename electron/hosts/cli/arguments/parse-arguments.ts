import type { FlagKinds, ParameterKinds, ParsedArguments } from './command.ts';
import { UsageError } from './usage-error.ts';

interface Kinds {
  readonly flags: FlagKinds;
  readonly parameters: ParameterKinds;
}

const FLAG = /^--(?<name>[a-z]+(?:-[a-z]+)*)(?:=(?<value>[\s\S]*))?$/;

/**
 * Reads the arguments behind a command's name: `--flag value`, `--flag=value`, switches, and parameters in between.
 * `--` ends the flags. Throws `UsageError` for what the command does not know and for what it misses.
 */
export function parseArguments(given: readonly string[], kinds: Kinds, usage: string): ParsedArguments {
  const { values, rest } = takeFlags(given, kinds.flags, usage);
  const unknown = rest.flags[0];
  if (unknown !== undefined) throw new UsageError(`There is no flag ${unknown} here.`, usage);
  return { flags: flagValues(values, kinds.flags, usage), parameters: named(rest.words, kinds, usage) };
}

export interface TakenFlags {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly rest: { readonly flags: readonly string[]; readonly words: readonly string[] };
}

/** Separates known flags with their values from everything else. */
function takeFlags(given: readonly string[], kinds: FlagKinds, usage: string): TakenFlags {
  const values = new Map<string, string[]>();
  const rest = { flags: [] as string[], words: [] as string[] };
  for (let at = 0; at < given.length; at += 1) {
    const token = given[at] ?? '';
    if (token === '--') {
      rest.words.push(...given.slice(at + 1));
      break;
    }
    if (!token.startsWith('-') || token === '-') {
      rest.words.push(token);
      continue;
    }
    const { name = '', value } = FLAG.exec(token)?.groups ?? {};
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) {
      rest.flags.push(token.split('=', 1)[0] ?? token);
      continue;
    }
    const taken = kind === 'switch' ? switchValue(name, value, usage) : (value ?? given[at + 1]);
    if (taken === undefined || (value === undefined && FLAG.test(taken))) {
      throw new UsageError(
        `--${name} needs a value. One that starts with "--" is written --${name}=…`,
        usage,
      );
    }
    if (kind !== 'switch' && value === undefined) at += 1;
    values.set(name, [...(values.get(name) ?? []), taken]);
  }
  return { values, rest };
}

function switchValue(name: string, value: string | undefined, usage: string): string {
  if (value !== undefined) throw new UsageError(`--${name} takes no value.`, usage);
  return '';
}

function flagValues(values: TakenFlags['values'], kinds: FlagKinds, usage: string): ParsedArguments['flags'] {
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => {
      const given = values.get(name) ?? [];
      if (kind === 'repeated') return [name, given];
      if (kind === 'switch') return [name, given.length > 0];
      if (given.length > 1) throw new UsageError(`--${name} is given more than once.`, usage);
      if (kind === 'required' && given.length === 0) throw new UsageError(`--${name} is missing.`, usage);
      return [name, given[0] ?? null];
    }),
  );
}

function named(words: readonly string[], kinds: Kinds, usage: string): ParsedArguments['parameters'] {
  const names = Object.entries(kinds.parameters);
  const extra = words[names.length];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many.`, usage);
  return Object.fromEntries(
    names.map(([name, kind], index) => {
      const word = words[index];
      if (word === undefined && kind === 'required') throw new UsageError(`${name} is missing.`, usage);
      return [name, word ?? null];
    }),
  );
}
