import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useQueries } from '../../api/engine-context.tsx';
import { DRAFT_VIEWS, type DraftViewName } from './draft-states.ts';

const PAGE = 200;

/** The drafts of one part of the list, newest first, page by page. */
export function useDrafts(view: DraftViewName) {
  const result = useInfiniteQuery(
    useQueries().drafts.list.infiniteOptions({
      input: (cursor: string | null) => ({ states: [...DRAFT_VIEWS[view].states], limit: PAGE, cursor }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.drafts) ?? null, [result.data]);
  return { ...result, rows, total: result.data?.pages[0]?.total };
}
