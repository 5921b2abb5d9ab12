import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { useAsOf } from '../looking-back/use-as-of.ts';
import type { WorklistQuery } from './worklist-filter.ts';

const PAGE = 200;

/** The rows of a filter on the day that is shown, page by page; the rows of the filter before stay until the new ones are there. */
export function useWorklist(query: WorklistQuery) {
  const queries = useQueries();
  const { asOf } = useAsOf();
  const result = useInfiniteQuery(
    queries.worklist.page.infiniteOptions({
      input: (cursor: string | null) => ({
        ...query,
        limit: PAGE,
        cursor,
        ...(asOf === null ? {} : { asOf }),
      }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? null, [result.data]);
  return { ...result, rows, first: result.data?.pages[0] ?? null };
}

/** A row is an account in one currency. */
export function worklistKey(item: Pick<WorklistItem, 'accountId' | 'currency'>): string {
  return `${item.accountId} ${item.currency}`;
}
