import type { CommandContext } from '../context.ts';

/** `required` and `optional` take a value, `repeated` any number of them, `switch` none. */
export type FlagKind = 'required' | 'optional' | 'repeated' | 'switch';
export type FlagKinds = Readonly<Record<string, FlagKind>>;
/** Arguments without a name, in their order; optional ones come last. */
export type ParameterKinds = Readonly<Record<string, 'required' | 'optional'>>;

interface ValueOf {
  readonly required: string;
  readonly optional: string | null;
  readonly repeated: readonly string[];
  readonly switch: boolean;
}
export type GivenValues<Kinds extends FlagKinds> = { readonly [Name in keyof Kinds]: ValueOf[Kinds[Name]] };

/** Arguments that fit the kinds of their command. */
export interface ParsedArguments {
  readonly flags: Readonly<Record<string, ValueOf[FlagKind]>>;
  readonly parameters: Readonly<Record<string, string | null>>;
}

/** What a command did. `json` is the document of `--json`, `text` the lines for people. */
export interface CommandResult {
  readonly json: unknown;
  readonly text: () => string;
  /** 1 for a check that failed and prints its own result. */
  readonly status?: 0 | 1;
}

interface CommandParts<Flags extends FlagKinds, Parameters extends ParameterKinds> {
  readonly parameters: Parameters;
  readonly flags: Flags;
  readonly run: (
    context: CommandContext,
    flags: GivenValues<Flags>,
    parameters: GivenValues<Parameters>,
  ) => Promise<CommandResult>;
}

/** A command whose arguments have been described; `run` takes what `parseArguments` made of them. */
export interface Command {
  readonly parameters: ParameterKinds;
  readonly flags: FlagKinds;
  readonly run: (context: CommandContext, given: ParsedArguments) => Promise<CommandResult>;
}

/** Ties the names of flags and parameters to the types of their values. */
export function defineCommand<const Flags extends FlagKinds, const Parameters extends ParameterKinds>(
  parts: CommandParts<Flags, Parameters>,
): Command {
  return {
    parameters: parts.parameters,
    flags: parts.flags,
    run: (context, given) =>
      parts.run(context, given.flags as GivenValues<Flags>, given.parameters as GivenValues<Parameters>),
  };
}
