import { useQueryClient } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';

/** Asks again who there is, after this window changed it: other windows hear of it by the event. */
export function useRefreshPeople(): () => Promise<void> {
  const queryClient = useQueryClient();
  const queries = useQueries();
  return () => queryClient.invalidateQueries({ queryKey: queries.people.key() });
}
