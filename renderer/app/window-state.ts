import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/**
 * State of the window that outlives a screen, but not the lock: filters and the like, which may hold a customer's
 * name and therefore never become a preference.
 */
export function useWindowState<Value>(
  key: string,
  initial: Value,
): readonly [Value, (value: Value | ((old: Value) => Value)) => void] {
  const queryClient = useQueryClient();
  const start = useRef(initial);
  const { data } = useQuery<{ readonly value: Value }>({
    queryKey: [['window', key]],
    queryFn: () => ({ value: initial }),
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const set = useCallback(
    (next: Value | ((old: Value) => Value)) => {
      queryClient.setQueryData<{ readonly value: Value }>([['window', key]], (old) => ({
        value: next instanceof Function ? next(old ? old.value : start.current) : next,
      }));
    },
    [queryClient, key],
  );
  return [data ? data.value : initial, set];
}
