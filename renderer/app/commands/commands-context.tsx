import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { createKeyHandler, placeOf } from './key-handler.ts';
import { type Command, type CommandRegistry, createCommandRegistry } from './registry.ts';

const Context = createContext<CommandRegistry | null>(null);

/** Gives the window its one registry, and listens to the keyboard. */
export function CommandsProvider(props: {
  readonly registry?: CommandRegistry;
  readonly children: ReactNode;
}) {
  const [registry] = useState(() => props.registry ?? createCommandRegistry());
  useEffect(() => {
    const handle = createKeyHandler(registry);
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (handle(event, placeOf(event.target, document))) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [registry]);
  return <Context.Provider value={registry}>{props.children}</Context.Provider>;
}

export function useCommandRegistry(): CommandRegistry {
  const registry = useContext(Context);
  if (!registry) throw new Error('Commands are used outside of CommandsProvider.');
  return registry;
}

/**
 * Offers commands while the component is mounted. The list may be made anew on each render: `when` and `run` of the
 * latest render are used, and only a change of ids, titles, keys or reasons registers again.
 */
export function useCommands(commands: readonly Command[]): void {
  const registry = useCommandRegistry();
  const latest = useRef(commands);
  latest.current = commands;
  const shape = JSON.stringify(
    commands.map(({ id, title, group, keys, off }) => [id, title, group, keys, off]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the commands
  useEffect(() => {
    const current = (id: string) => latest.current.find((command) => command.id === id);
    return registry.register(
      latest.current.map((command) => ({
        ...command,
        when: () => current(command.id)?.when?.() ?? true,
        run: () => current(command.id)?.run(),
      })),
    );
  }, [registry, shape]);
}

/** All registered commands, the latest first; renders again when they change. */
export function useCommandList(): readonly Command[] {
  const registry = useCommandRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
}

export function useCommand(id: string): Command | undefined {
  return useCommandList().find((command) => command.id === id);
}
