import { keepPreviousData } from '@tanstack/react-query';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { useAsOf } from '../looking-back/use-as-of.ts';

export type TimelineGroup = 'all' | 'conversation' | 'ledger';

const TIMELINE_PAGE = 50;

/** What the page of an account reads, on the day that is shown: the same for the page and for whoever reads ahead. */
export function useAccountQueries() {
  const queries = useQueries();
  const { asOf } = useAsOf();
  return {
    account: (id: AccountId) =>
      queries.accounts.get.queryOptions({
        input: { id, ...(asOf === null ? {} : { asOf }) },
        placeholderData: keepPreviousData,
      }),
    timeline: (id: AccountId, group: TimelineGroup) =>
      queries.accounts.timeline.infiniteOptions({
        input: (cursor: string | null) => ({ id, group, limit: TIMELINE_PAGE, cursor }),
        initialPageParam: null,
        getNextPageParam: (page) => page.next,
      }),
  };
}
