import { useEffect, useRef } from 'react';
import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { isCurrencyCode } from '../../../shared/domain/currencies.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { type CurrencyCode, currencyCode } from '../../../shared/domain/money.ts';
import type { Location } from '../../app/location/location.ts';
import { replaceLocation } from '../../app/location/use-location.ts';
import { worklistKey } from './use-worklist.ts';

/** The row to go to when a row is gone: the one now in its place, else the last. */
export function rowAfterLoss<Row>(rows: readonly Row[], lostIndex: number): Row | undefined {
  return rows[Math.min(Math.max(lostIndex, 0), rows.length - 1)];
}

/** Which row the person is on, kept in the location; when it leaves the list, the next one takes its place. */
export function useCursor(rows: readonly WorklistItem[] | null, location: Location) {
  const currency = currencyIn(location.params.currency);
  const index =
    rows?.findIndex(
      (row) => row.accountId === location.id && (currency === null || row.currency === currency),
    ) ?? -1;
  const item = rows?.[index] ?? null;
  const lastIndex = useRef(0);
  const go = (row: WorklistItem) =>
    replaceLocation({ id: row.accountId, params: { ...location.params, currency: row.currency } });
  const wasHere = useRef(false);
  if (index >= 0) {
    lastIndex.current = index;
    wasHere.current = true;
  }
  const lost = rows !== null && rows.length > 0 && index < 0 && (location.id === null || wasHere.current);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a lost row moves the cursor
  useEffect(() => {
    const row = lost && rows ? rowAfterLoss(rows, lastIndex.current) : undefined;
    if (row) go(row);
  }, [lost, rows]);
  return {
    item,
    key: item ? worklistKey(item) : null,
    accountId: (location.id as AccountId | null) ?? null,
    currency,
    goTo: go,
    /** On to the next row, after the account was dealt with. */
    next() {
      const row = rows?.[index + 1];
      if (row) go(row);
    },
    previous() {
      const row = rows?.[index - 1];
      if (row) go(row);
    },
  };
}

function currencyIn(text: string | undefined): CurrencyCode | null {
  return text !== undefined && isCurrencyCode(text) ? currencyCode(text) : null;
}
