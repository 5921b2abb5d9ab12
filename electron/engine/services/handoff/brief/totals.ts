import { addMinor, type CurrencyCode, type MinorUnits } from '../../../../../shared/domain/money.ts';
import { type AgingView, addAging } from '../../../db/queries/aging-view.ts';
import type { AccountBrief } from './brief.ts';

/** What is open with the accounts of a brief in one currency; credits and unapplied cash are negative. */
export interface BriefTotal {
  readonly currency: CurrencyCode;
  readonly accounts: number;
  readonly aging: AgingView;
  readonly overdue: MinorUnits;
  /** What of the overdue may be asked for: neither claimed, disputed, held nor promised. */
  readonly free: MinorUnits;
}

/** Totals by currency, in the order of their codes. */
export function totalsOf(accounts: readonly AccountBrief[]): readonly BriefTotal[] {
  const totals = new Map<CurrencyCode, BriefTotal>();
  for (const { aging, overdue, free } of accounts.flatMap(({ balances }) => balances)) {
    const before = totals.get(aging.currency);
    totals.set(
      aging.currency,
      before === undefined
        ? { currency: aging.currency, accounts: 1, aging, overdue, free }
        : {
            currency: aging.currency,
            accounts: before.accounts + 1,
            aging: addAging(before.aging, aging),
            overdue: addMinor(before.overdue, overdue),
            free: addMinor(before.free, free),
          },
    );
  }
  return [...totals.values()].sort((left, right) => (left.currency < right.currency ? -1 : 1));
}
