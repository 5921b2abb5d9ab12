import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useQueries } from '../../api/engine-context.tsx';

const PAGE = 200;

/** Money in that needs an invoice, the newest first, page by page. Credit notes are netted by the proposals. */
export function useUnapplied() {
  const result = useInfiniteQuery(
    useQueries().cash.unapplied.infiniteOptions({
      input: (cursor: string | null) => ({ kinds: ['bank_line', 'payment'], limit: PAGE, cursor }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.rows) ?? null, [result.data]);
  return { ...result, rows, total: result.data?.pages[0]?.total, more: useMore(result) };
}

/** Accounts with unapplied cash or open credit notes, the longest waiting first, page by page. */
export function useWaitingAccounts() {
  const result = useInfiniteQuery(
    useQueries().cash.byAccount.infiniteOptions({
      input: (cursor: string | null) => ({ limit: PAGE, cursor }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.rows) ?? null, [result.data]);
  return { ...result, rows, total: result.data?.pages[0]?.total, more: useMore(result) };
}

/** Approved applications, the newest first; `pending` only those that wait for their export. */
export function useMatches(pending: boolean) {
  const result = useInfiniteQuery(
    useQueries().cash.matches.infiniteOptions({
      input: (cursor: string | null) => ({ pending, limit: PAGE, cursor }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.rows) ?? null, [result.data]);
  return { ...result, rows, total: result.data?.pages[0]?.total, more: useMore(result) };
}

function useMore(list: {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}): () => void {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  return useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
}
