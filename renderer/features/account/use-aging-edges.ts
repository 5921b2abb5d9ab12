import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../api/engine-context.tsx';
import { type BucketEdges, DEFAULT_EDGES } from '../../ui/aging-segments.ts';

/** The workspace's aging buckets. */
export function useAgingEdges(): BucketEdges {
  return useQuery(useQueries().settings.get.queryOptions()).data?.agingEdges ?? DEFAULT_EDGES;
}
