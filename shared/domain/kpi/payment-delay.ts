import { daysBetween, type PlainDate } from '../dates.ts';
import type { MinorUnits } from '../money.ts';

/** An invoice amount in minor units of one currency; `paidOn` is null while it is open. */
export interface InvoiceSettlement {
  readonly amountMinor: MinorUnits;
  readonly dueDate: PlainDate;
  readonly paidOn: PlainDate | null;
}

/** Days late, weighted by amount. An amount that came before its due date counts as no day late. */
export interface PaymentDelay {
  /** Over what was paid; `null` when nothing was. */
  readonly paid: number | null;
  /** Over what is open as well, which is late by now as far as it is past due; `null` without any invoice. */
  readonly withOpen: number | null;
}

/** Average payment delay: Σ(amount × days late) ÷ Σ amount. `asOf` is the date to which open invoices are counted. */
export function averagePaymentDelay(
  settlements: readonly InvoiceSettlement[],
  asOf: PlainDate,
): PaymentDelay {
  const paid = settlements.filter(({ paidOn }) => paidOn !== null);
  return { paid: weighted(paid, asOf), withOpen: weighted(settlements, asOf) };
}

function weighted(settlements: readonly InvoiceSettlement[], asOf: PlainDate): number | null {
  const amount = settlements.reduce((sum, one) => sum + one.amountMinor, 0);
  if (amount <= 0) return null;
  const late = settlements.reduce((sum, one) => sum + one.amountMinor * daysLate(one, asOf), 0);
  return late / amount;
}

function daysLate({ dueDate, paidOn }: InvoiceSettlement, asOf: PlainDate): number {
  return Math.max(0, daysBetween(dueDate, paidOn ?? asOf));
}
