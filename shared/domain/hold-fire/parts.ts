import { type MinorUnits, minorUnits, ZERO } from '../money.ts';

/** What stands against asking for an open invoice. Amounts 0 or more, in the invoice's currency. */
export interface OpenInvoice {
  readonly openMinor: MinorUnits;
  /** Approved as paid, and not in the books yet. */
  readonly claimedMinor: MinorUnits;
  /** The open disputes together; may be more than what is open. */
  readonly disputedMinor: MinorUnits;
  /** On hold: the invoice, its account or the whole workspace. */
  readonly held: boolean;
  /** What open promises cover of it; may be more than what is open. */
  readonly promisedMinor: MinorUnits;
}

/** The open amount of an invoice, parted without rest: the five add up to it. */
export interface InvoiceParts {
  readonly claimed: MinorUnits;
  readonly disputed: MinorUnits;
  readonly held: MinorUnits;
  readonly promised: MinorUnits;
  /** What may be asked for now. */
  readonly free: MinorUnits;
}

/**
 * Parts what is open of an invoice. What is paid counts first, then what is disputed, then a hold on all the rest, then
 * promises; what remains may be asked for. No part is negative, and none takes what one before it has taken.
 */
export function partsOf(invoice: OpenInvoice): InvoiceParts {
  let rest: number = Math.max(0, invoice.openMinor);
  const take = (amount: number): MinorUnits => {
    const part = Math.min(rest, Math.max(0, amount));
    rest -= part;
    return minorUnits(part);
  };
  return {
    claimed: take(invoice.claimedMinor),
    disputed: take(invoice.disputedMinor),
    held: invoice.held ? take(rest) : ZERO,
    promised: take(invoice.promisedMinor),
    free: take(rest),
  };
}
