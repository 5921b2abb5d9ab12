import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Instant, PlainDate } from '../../../shared/domain/dates.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { OUTBOX_VIEWS, type OutboxViewName } from './outbox-states.ts';

const PAGE = 200;

/**
 * The messages of one part of the outbox, newest first, page by page, and what holds mailboxes up. `known`: which part it
 * is has been found out.
 */
export function useOutbox(view: OutboxViewName, known: boolean) {
  const { today } = useFormat();
  const shown = OUTBOX_VIEWS[view];
  const since = 'today' in shown ? { settledSince: beginOf(today) } : {};
  const result = useInfiniteQuery(
    useQueries().outbox.list.infiniteOptions({
      input: (cursor: string | null) => ({ states: [...shown.states], ...since, limit: PAGE, cursor }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
      enabled: known,
    }),
  );
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.messages) ?? null, [result.data]);
  const first = result.data?.pages[0];
  return { ...result, rows, total: first?.total, pauses: first?.pauses ?? [] };
}

/** The first moment of a day on this computer. */
function beginOf(day: PlainDate): Instant {
  return new Date(`${day}T00:00:00`).toISOString() as Instant;
}
