import { useQuery } from '@tanstack/react-query';
import type { Coverage } from '../../../shared/contract/takeover.ts';
import { useQueries } from '../../api/engine-context.tsx';

/** For whom this workspace is covered, and how that stands; null in a workspace of one's own, and while it is unknown. */
export function useCoverage(): Coverage | null {
  return useQuery(useQueries().takeover.coverage.queryOptions()).data?.coverage ?? null;
}
