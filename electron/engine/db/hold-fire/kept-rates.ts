import { aYearBefore, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import { minorUnits, ZERO } from '../../../../shared/domain/money.ts';
import {
  type KeptRate,
  keptRate,
  type SettledPromise,
} from '../../../../shared/domain/promises/kept-rate.ts';
import type { PromiseAt } from './promises-at.ts';

/** How reliably promises of one currency were kept in a period. */
export interface KeptRateOf extends KeptRate {
  readonly currency: CurrencyCode;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/**
 * Kept rates by currency over the twelve months up to and with a date: of the promises whose last day fell in that time,
 * also those that a later one took the place of, and not those that were taken back. A currency without any has no rate.
 */
export function keptRatesOf(promises: readonly PromiseAt[], to: PlainDate): readonly KeptRateOf[] {
  const from = aYearBefore(to);
  const settled = promises.filter(
    ({ state, lastDay }) => state !== 'withdrawn' && isOver(state, lastDay, to) && lastDay > from,
  );
  return [...Map.groupBy(settled, (promise) => promise.currency)].flatMap(([currency, own]) => {
    const rate = keptRate(own.map(settledOf));
    return rate === null ? [] : [{ currency, from, to, ...rate }];
  });
}

/** A promise that was kept before its day counts only once that day is over. */
function isOver(state: PromiseAt['state'], lastDay: PlainDate, on: PlainDate): boolean {
  return state !== 'open' && lastDay <= on;
}

/** What counts as received: the state decides, since a person may have corrected it and credit notes may have left less. */
function settledOf({ state, amountMinor, receivedMinor }: PromiseAt): SettledPromise {
  if (state === 'kept') return { amountMinor, receivedMinor: amountMinor };
  if (state === 'broken') return { amountMinor, receivedMinor: ZERO };
  return { amountMinor, receivedMinor: minorUnits(Math.min(receivedMinor, amountMinor - 1)) };
}
