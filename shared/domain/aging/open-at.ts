import type { PlainDate } from '../dates.ts';
import { addMinor, type MinorUnits, ZERO } from '../money.ts';

/**
 * Anything with an open figure: an invoice, a credit note, or a payment (`issueDate` is then its date and
 * `openMinor` what is not applied). Amounts are positive, in the item's own currency.
 */
export interface OpenItem {
  /** `null` when the source gives none: the item then counts as having been there. */
  readonly issueDate: PlainDate | null;
  /** The source's own open figure, as of today. */
  readonly openMinor: MinorUnits;
}

/** What was applied to an invoice, or from a credit note or payment, on a calendar date. Positive. */
export interface Application {
  /** `null` when the source gives none: it then counts as made. */
  readonly date: PlainDate | null;
  readonly amountMinor: MinorUnits;
}

/**
 * What was open at the end of `asOf`. From today on the source's own figure counts. For a past date only what had
 * happened by then: an item dated later is not there, what was applied after that date is added back, and what was
 * applied on it has been made.
 */
export function openAt(
  item: OpenItem,
  applications: readonly Application[],
  asOf: PlainDate,
  today: PlainDate,
): MinorUnits {
  if (asOf >= today) return item.openMinor;
  if (item.issueDate !== null && item.issueDate > asOf) return ZERO;
  const later = applications.filter((application) => application.date !== null && application.date > asOf);
  return addMinor(item.openMinor, ...later.map((application) => application.amountMinor));
}
