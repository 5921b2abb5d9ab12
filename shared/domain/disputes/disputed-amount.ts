import { type MinorUnits, minorUnits } from '../money.ts';

/** What is disputed of an invoice: its open disputes together, at most what is open of it. */
export function disputedAmount(
  openMinor: MinorUnits,
  disputes: readonly { readonly amountMinor: MinorUnits | null }[],
): MinorUnits {
  let disputed = 0;
  for (const { amountMinor } of disputes) {
    if (amountMinor === null) return minorUnits(Math.max(0, openMinor));
    disputed = Math.min(openMinor, disputed + amountMinor);
  }
  return minorUnits(Math.max(0, disputed));
}

/**
 * Whether the mark of the books counts. A person who settled a dispute about the invoice knows better than a mark that
 * stands there since before; a mark that was taken off and set again is a new one.
 */
export function booksDispute(invoice: {
  readonly markedInBooks: boolean;
  /** A dispute about the invoice was settled here and the books have shown the mark ever since. */
  readonly settledHere: boolean;
}): boolean {
  return invoice.markedInBooks && !invoice.settledHere;
}
