import type { KeyBinding } from './keys.ts';

export const COMMAND_GROUPS = ['Go to', 'List', 'Account', 'Edit', 'Window'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** One thing a person can do, however it is started: key, button, tooltip, palette, or the list of shortcuts. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  readonly keys?: readonly KeyBinding[];
  /** Whether it makes sense now; a command that does not is neither run nor offered. */
  readonly when?: () => boolean;
  /** Why it cannot be done now. It is then neither run nor offered; its buttons stay and say why. */
  readonly off?: string;
  readonly run: () => void;
  /** Moving and the like: has a key, but is not worth a line in the palette. */
  readonly inPalette?: boolean;
  /** Works also while a dialog is open: in any, or only while the focus is in the one that the function names. */
  readonly inDialog?: true | (() => Element | null);
}

export interface CommandRegistry {
  /** Adds commands until the returned function is called. A later one hides an earlier one with the same id. */
  register(commands: readonly Command[]): () => void;
  /** The commands of now, the latest first. */
  list(): readonly Command[];
  find(id: string): Command | undefined;
  /** Runs a command if it makes sense now; says whether it did. */
  run(id: string): boolean;
  subscribe(listener: () => void): () => void;
}

export function createCommandRegistry(): CommandRegistry {
  let layers: readonly (readonly Command[])[] = [];
  let flat: readonly Command[] = [];
  const listeners = new Set<() => void>();

  const change = (next: readonly (readonly Command[])[]) => {
    layers = next;
    const seen = new Set<string>();
    flat = [...layers]
      .reverse()
      .flat()
      .filter((command) => !seen.has(command.id) && seen.add(command.id));
    for (const listener of listeners) listener();
  };
  const find = (id: string) => flat.find((command) => command.id === id);

  return {
    register(commands) {
      change([...layers, commands]);
      return () => change(layers.filter((layer) => layer !== commands));
    },
    list: () => flat,
    find,
    run(id) {
      const command = find(id);
      if (!command || !isPossible(command)) return false;
      command.run();
      return true;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Commands that make sense now. */
export function available(registry: CommandRegistry): readonly Command[] {
  return registry.list().filter(isPossible);
}

export function isPossible(command: Command): boolean {
  return command.off === undefined && command.when?.() !== false;
}
