import type { Instant, PlainDate } from '../dates.ts';
import type { AccountId, DocumentId, PromiseId } from '../ids.ts';
import type { CurrencyCode, MinorUnits } from '../money.ts';

/**
 * What became of a promise to pay. `replaced`: a newer promise took its place while it was open. `withdrawn`: it was
 * entered by mistake, or nothing is left open that it could be kept on; it counts in no rate.
 */
export const PROMISE_STATES = ['open', 'kept', 'partly_kept', 'broken', 'replaced', 'withdrawn'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

/** How a promise reached us. */
export const PROMISE_CHANNELS = ['call', 'mail', 'letter', 'meeting', 'other'] as const;
export type PromiseChannel = (typeof PROMISE_CHANNELS)[number];

/** A promise to pay an amount, more than zero in its currency, by the end of a calendar date. */
export interface PaymentPromise {
  readonly id: PromiseId;
  readonly accountId: AccountId;
  readonly currency: CurrencyCode;
  readonly amountMinor: MinorUnits;
  readonly date: PlainDate;
  /** The invoices that it was made on; empty: it stands on the account. */
  readonly documentIds: readonly DocumentId[];
  /** 1 for the first; one more for each promise that took the place of one that was not kept. */
  readonly level: number;
  readonly madeOn: PlainDate;
  readonly madeAt: Instant;
}
