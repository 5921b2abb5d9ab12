import { useEffect, useState } from 'react';
import type { useLog } from './use-log.ts';

/** Loads pages until the entry with this number is there: the table shows it as soon as it is. */
export function useSeek(list: ReturnType<typeof useLog>): (seq: number) => void {
  const [wanted, setWanted] = useState<number | null>(null);
  const { rows, hasNextPage, isFetching, fetchNextPage } = list;
  useEffect(() => {
    if (wanted === null || isFetching) return;
    const reached = rows !== null && (rows.at(-1)?.seq ?? 0) <= wanted;
    if (reached || !hasNextPage) setWanted(null);
    else void fetchNextPage();
  }, [wanted, rows, hasNextPage, isFetching, fetchNextPage]);
  return setWanted;
}
