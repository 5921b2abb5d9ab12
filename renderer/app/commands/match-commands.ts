import { type Command, isPossible } from './registry.ts';

/** Commands for the palette: those that make sense now and hold every word of the query, best match first. */
export function matchingCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return commands
    .filter((command) => command.inPalette !== false && isPossible(command))
    .filter((command) => words.every((word) => command.title.toLowerCase().includes(word)))
    .map((command, index) => ({
      command,
      rank: command.title.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1,
      index,
    }))
    .sort((left, right) => left.rank - right.rank || left.index - right.index)
    .map(({ command }) => command);
}
