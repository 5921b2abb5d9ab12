import { useQueryClient } from '@tanstack/react-query';
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
    (listener: () => void) => queryClient.getQueryCache().subscribe(listener),
    [queryClient],
  );
  const kept = useSyncExternalStore(subscribe, () =>
    queryClient.getQueryData<Kept<Value>>([['window', key]]),
  );
  const set = useCallback(
    (next: Value | ((old: Value) => Value)) => {
      const queryKey = [['window', key]];
      const old = queryClient.getQueryData<Kept<Value>>(queryKey);
      const value = next instanceof Function ? next(old ? old.value : start.current) : next;
      queryClient
        .getQueryCache()
        .build<Kept<Value>>(queryClient, { queryKey, gcTime: Number.POSITIVE_INFINITY })
        .setData({ value });
    },
    [queryClient, key],
  );
  return [kept ? kept.value : initial, set];
}
