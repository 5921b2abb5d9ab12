import type { PromiseRow } from '../../../shared/contract/promises.ts';
import { addDays, type PlainDate } from '../../../shared/domain/dates.ts';
import { addMinor, type CurrencyCode, type MinorUnits } from '../../../shared/domain/money.ts';

export const PROMISE_VIEWS = [
  { value: 'open', label: 'Open' },
  { value: 'due', label: 'Due today' },
  { value: 'week', label: 'This week' },
  { value: 'broken', label: 'Not kept' },
  { value: 'all', label: 'All' },
] as const;
export type PromiseView = (typeof PROMISE_VIEWS)[number]['value'];

const WEEK_DAYS = 7;

/** Whether a promise stands in a view. `due`: its day is here, or over and still in its days of grace. */
export function isIn(view: PromiseView, promise: PromiseRow, today: PlainDate): boolean {
  const open = promise.state === 'open';
  switch (view) {
    case 'open':
      return open;
    case 'due':
      return open && promise.date <= today;
    case 'week':
      return open && promise.date < addDays(today, WEEK_DAYS);
    case 'broken':
      return wasNotKept(promise) && promise.openMinor > 0 && !promise.followed;
    case 'all':
      return true;
  }
}

export function wasNotKept({ state }: PromiseRow): boolean {
  return state === 'broken' || state === 'partly_kept';
}

/** What a promise still lacks: what was promised less what arrived. */
export function lacking({ amountMinor, receivedMinor }: PromiseRow): MinorUnits {
  return addMinor(amountMinor, -receivedMinor as MinorUnits);
}

/** The promises of a view that a search finds, in the order of the engine: what waits by its last day, then the newest. */
export function shownPromises(
  promises: readonly PromiseRow[],
  { view, search, today }: { readonly view: PromiseView; readonly search: string; readonly today: PlainDate },
): readonly PromiseRow[] {
  const wanted = search.trim().toLowerCase();
  return promises
    .filter((promise) => isIn(view, promise, today))
    .filter((promise) => wanted === '' || wordsIn(promise).includes(wanted));
}

function wordsIn({ accountName, accountNumber, numbers, promisedBy, note }: PromiseRow): string {
  return [accountName, accountNumber, ...numbers, promisedBy, note].filter(Boolean).join(' ').toLowerCase();
}

/** What the rows promise, by currency. */
export function promisedIn(
  promises: readonly PromiseRow[],
): readonly { readonly currency: CurrencyCode; readonly minor: MinorUnits }[] {
  return [...Map.groupBy(promises, ({ currency }) => currency)].map(([currency, own]) => ({
    currency,
    minor: addMinor(...own.map(({ amountMinor }) => amountMinor)),
  }));
}
