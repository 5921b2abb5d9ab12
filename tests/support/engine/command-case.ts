import type { CommandInput, CommandName } from '../../../electron/engine/db/commands/index.ts';
import type { TouchpointKind } from '../../../shared/domain/touchpoint-kinds.ts';
import type { EngineTest } from './engine-test.ts';

/** How one write command is run, and what the log must have afterwards. */
export interface CommandCase<Name extends CommandName> {
  /** Makes what the command needs and returns its input. */
  readonly prepare: (engine: EngineTest) => Promise<CommandInput<Name>>;
  /** Of its entries; where it does several things at once, of each entry in its order. */
  readonly kind: TouchpointKind | readonly [TouchpointKind, TouchpointKind, ...TouchpointKind[]];
  /** Whether the entry stands on the account `A`. */
  readonly onAccount: boolean;
  /** What a second, identical run does: nothing, another fact, or a refusal. */
  readonly again: 'unchanged' | 'another' | 'refused';
  /** The second input where it is not the very same one. */
  readonly repeat?: (input: CommandInput<Name>) => CommandInput<Name>;
  /** An input that the command must refuse; null when there is none that it can tell. */
  readonly refused: ((input: CommandInput<Name>) => CommandInput<Name>) | null;
}

export type CommandCases = { readonly [Name in CommandName]: CommandCase<Name> };

/** The same input for something that is not there. */
export const unknown = <Input extends { readonly id: unknown }>(input: Input): Input => ({
  ...input,
  id: 'nothing',
});
