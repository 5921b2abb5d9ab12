import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useSyncExternalStore } from 'react';

interface Kept<Value> {
  readonly value: Value;
}

/**
 * State of the window that outlives a screen, but not the lock: filters and the like, which may hold a customer's
 * name and therefore never become a preference. It lies beside the answers of the engine, so the lock drops both.
 *
 * A change is there at once, as with `useState`: two clicks in a row build on each other. An observer of the cache
 * would hear of it a moment later, and the second click would put back what the first had changed.
 */
export function useWindowState<Value>(
  key: string,
  initial: Value,
): readonly [Value, (value: Value | ((old: Value) => Value)) => void] {
  const queryClient = useQueryClient();
  const start = useRef(initial);
  const subscribe = useCallback(
    (listener: () => void) => {
      const { queryHash } = queryOf<Value>(queryClient, key);
      // The cache also tells of queries that begin while a screen is being drawn; only ours is listened to.
      return queryClient.getQueryCache().subscribe((event) => {
        if (event.query.queryHash === queryHash) listener();
      });
    },
    [queryClient, key],
  );
  const kept = useSyncExternalStore(subscribe, () => queryClient.getQueryData<Kept<Value>>(keyOf(key)));
  const set = useCallback(
    (next: Value | ((old: Value) => Value)) => {
      const query = queryOf<Value>(queryClient, key);
      const old = query.state.data;
      query.setData({
        value: next instanceof Function ? next(old ? old.value : start.current) : next,
      });
    },
    [queryClient, key],
  );
  return [kept ? kept.value : initial, set];
}

function keyOf(key: string) {
  return [['window', key]];
}

function queryOf<Value>(queryClient: QueryClient, key: string): Query<Kept<Value>> {
  const options = { queryKey: keyOf(key), gcTime: Number.POSITIVE_INFINITY };
  return queryClient.getQueryCache().build<Kept<Value>>(queryClient, options);
}
