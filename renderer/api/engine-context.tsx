import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { EngineClient } from '../../shared/contract/index.ts';
import type { ConnectionState } from './connection.ts';
import type { Engine, EngineQueries } from './engine.ts';

const Context = createContext<Engine | null>(null);

export function EngineProvider(props: { readonly engine: Engine; readonly children: ReactNode }) {
  return <Context.Provider value={props.engine}>{props.children}</Context.Provider>;
}

export function useEngine(): Engine {
  const engine = useContext(Context);
  if (!engine) throw new Error('The engine is used outside of EngineProvider.');
  return engine;
}

/** The contract's calls, for a single call inside an action. */
export function useClient(): EngineClient {
  return useEngine().client;
}

/** Options for `useQuery`, `useInfiniteQuery` and `useMutation`. */
export function useQueries(): EngineQueries {
  return useEngine().queries;
}

export function useConnectionState(): ConnectionState {
  const { connection } = useEngine();
  return useSyncExternalStore(connection.subscribe, connection.state);
}
