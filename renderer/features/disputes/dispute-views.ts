import type { DisputeRow } from '../../../shared/contract/disputes.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import { ageBand, type DisputeAgeBand } from '../../../shared/domain/disputes/cycle-time.ts';
import { DISPUTE_REASON_LABELS, type DisputeReason } from '../../../shared/domain/disputes/reasons.ts';
import { addMinor, type CurrencyCode, type MinorUnits } from '../../../shared/domain/money.ts';
import { ageInDays, disputedNow, isStuck } from './dispute-words.ts';

export interface DisputeFilter {
  readonly search: string;
  readonly reasons: readonly DisputeReason[];
  readonly bands: readonly DisputeAgeBand[];
  readonly stuckOnly: boolean;
}

export const NO_DISPUTE_FILTER: DisputeFilter = { search: '', reasons: [], bands: [], stuckOnly: false };

export function isFiltered({ search, reasons, bands, stuckOnly }: DisputeFilter): boolean {
  return search.trim() !== '' || reasons.length > 0 || bands.length > 0 || stuckOnly;
}

/** The disputes that a filter lets through, those that nobody moves first, then the oldest. */
export function shownDisputes(
  disputes: readonly DisputeRow[],
  filter: DisputeFilter,
  today: PlainDate,
): readonly DisputeRow[] {
  const wanted = filter.search.trim().toLowerCase();
  const stuckFirst = (dispute: DisputeRow) => (isStuck(dispute, today) ? 0 : 1);
  return disputes
    .filter((dispute) => filter.reasons.length === 0 || filter.reasons.includes(dispute.reason))
    .filter(({ openedOn }) => filter.bands.length === 0 || filter.bands.includes(ageBand(openedOn, today)))
    .filter((dispute) => !filter.stuckOnly || isStuck(dispute, today))
    .filter((dispute) => wanted === '' || wordsIn(dispute).includes(wanted))
    .toSorted((a, b) => stuckFirst(a) - stuckFirst(b) || ageInDays(b, today) - ageInDays(a, today));
}

/** Everything of a dispute that a search looks at. */
function wordsIn({
  accountName,
  accountNumber,
  number,
  owner,
  reason,
  text,
  nextAction,
}: DisputeRow): string {
  return [accountName, accountNumber, number, owner, DISPUTE_REASON_LABELS[reason], text, nextAction]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();
}

/** What is disputed in the rows, by currency. */
export function disputedIn(
  disputes: readonly DisputeRow[],
): readonly { readonly currency: CurrencyCode; readonly minor: MinorUnits }[] {
  return [...Map.groupBy(disputes, ({ currency }) => currency)].map(([currency, own]) => ({
    currency,
    minor: addMinor(...own.map(disputedNow)),
  }));
}

/** A value put in or taken out of the chosen ones. */
export function toggled<Value>(chosen: readonly Value[], value: Value): readonly Value[] {
  return chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
}
