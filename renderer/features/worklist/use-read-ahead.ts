import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { useAccountQueries } from '../account/use-account-queries.ts';

/** Long enough that holding `j` reads nothing ahead, short enough for a person who reads a line and goes on. */
const REST_MS = 60;

/**
 * Reads the accounts above and below the cursor while the person looks at this one, so that `j` and `k` show them at once.
 * Where one account is worked after the other (`far`), the one after the next is read as well.
 */
export function useReadAhead(
  rows: readonly WorklistItem[] | null,
  item: WorklistItem | null,
  far = false,
): void {
  const client = useQueryClient();
  const queries = useAccountQueries();
  const index = item && rows ? rows.indexOf(item) : -1;
  const next = rows?.[index + 1]?.accountId;
  const previous = rows?.[index - 1]?.accountId;
  const afterNext = far ? rows?.[index + 2]?.accountId : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the queries are the same for the same accounts
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const id of [next, afterNext, previous]) {
        if (id === undefined) continue;
        void client.prefetchQuery(queries.account(id));
        void client.prefetchInfiniteQuery(queries.timeline(id, 'all'));
      }
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [client, next, afterNext, previous]);
}
