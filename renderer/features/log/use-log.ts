import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { filterInput, type LogFilter } from './log-filter.ts';

const PAGE = 200;

/** The entries of a filter, newest first, page by page. */
export function useLog(filter: LogFilter) {
  const result = useInfiniteQuery(
    useQueries().log.page.infiniteOptions({
      input: (cursor: string | null) => ({ filter: filterInput(filter), limit: PAGE, cursor }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.entries) ?? null, [result.data]);
  const first = result.data?.pages[0];
  return { ...result, rows, total: first?.total, actors: first?.actors ?? [] };
}
