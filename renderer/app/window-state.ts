import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/**
 * State of the window that outlives a screen, but not the lock: filters and the like, which may hold a customer's
 * name and therefore never become a preference.
 */
export function useWindowState<Value>(key: string, initial: Value): readonly [Value, (value: Value) => void] {
  const queryClient = useQueryClient();
  const { data } = useQuery<{ readonly value: Value }>({
    queryKey: [['window', key]],
    queryFn: () => ({ value: initial }),
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const set = useCallback(
    (value: Value) => {
      queryClient.setQueryData([['window', key]], { value });
    },
    [queryClient, key],
  );
  return [data ? data.value : initial, set];
}
