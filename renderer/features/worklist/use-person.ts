import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';

/** The name of the person at this window, as the log has it; null while no workspace is open. */
export function usePerson(): string | null {
  const status = useQuery(useQueries().app.status.queryOptions()).data;
  return status?.state === 'ready' ? status.actor : null;
}
