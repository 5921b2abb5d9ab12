import { useQuery } from '@tanstack/react-query';
import type { GivenHandoff } from '../../../shared/contract/handoffs.ts';
import { worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import type { Figures } from '../../../shared/domain/figures.ts';
import { useQueries } from '../../api/engine-context.tsx';
import type { ScreenName } from '../location/location.ts';
import { useOpenMessages } from '../sending/use-open-messages.ts';

const SORT = { key: 'priority', descending: true } as const;
const WORKLIST = worklistFilterSchema.parse({});
const CUSTOMERS = worklistFilterSchema.parse({ scope: 'all', held: 'any' });

/** The numbers beside the entries of the rail. */
export function useRailCounts(): Readonly<Partial<Record<ScreenName, number>>> {
  const queries = useQueries();
  const worklist = useQuery(
    queries.worklist.page.queryOptions({ input: { filter: WORKLIST, sort: SORT, limit: 1 } }),
  );
  const customers = useQuery(
    queries.worklist.page.queryOptions({ input: { filter: CUSTOMERS, sort: SORT, limit: 1 } }),
  );
  const connectivity = useQuery(queries.app.connectivity.queryOptions());
  const outbox = useOpenMessages();
  const cash = useQuery(
    queries.cash.unapplied.queryOptions({ input: { kinds: ['bank_line', 'payment'], limit: 1 } }),
  );
  const calls = useQuery(queries.calls.count.queryOptions());
  const disputes = useQuery(queries.disputes.list.queryOptions({ input: {} }));
  const holds = useQuery(queries.holds.list.queryOptions());
  const handoffs = useQuery(queries.handoffs.overview.queryOptions());
  return {
    worklist: worklist.data?.total,
    customers: customers.data?.total,
    drafts: connectivity.data?.draftsWaiting,
    outbox: outbox.needsYou,
    cash: cash.data?.total,
    calls: calls.data?.total,
    disputes: disputes.data?.total,
    holds: holds.data?.holds.length,
    handoffs: waitingIn(handoffs.data?.handoffs),
  };
}

/** Handoffs that run or wait for a decision; nothing beside the entry while there is none. */
function waitingIn(handoffs: readonly GivenHandoff[] | undefined): number | undefined {
  const waiting = handoffs?.filter(({ state, conflicts }) => state === 'running' || conflicts > 0).length;
  return waiting === 0 ? undefined : waiting;
}

/** How old the figures of the workspace are; undefined while unknown. */
export function useFigures(): Figures | undefined {
  const queries = useQueries();
  const input = { filter: WORKLIST, sort: SORT, limit: 1 };
  return useQuery(queries.worklist.page.queryOptions({ input })).data?.figures;
}
