import type { PromiseState } from './types.ts';

/** The promise before a new one on the same invoices or account, as it stands when the new one is made. */
export interface EarlierPromise {
  readonly level: number;
  readonly state: PromiseState;
}

/**
 * The level of a new promise. One that takes the place of an open or a broken one is a level higher; one for the rest
 * of a partly kept one stays at its level; after a kept one, or without any, it is the first.
 */
export function levelAfter(earlier: EarlierPromise | null): number {
  if (earlier === null) return 1;
  switch (earlier.state) {
    case 'open':
    case 'replaced':
    case 'broken':
      return earlier.level + 1;
    case 'partly_kept':
      return earlier.level;
    case 'kept':
    case 'withdrawn':
      return 1;
  }
}
