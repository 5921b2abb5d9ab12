import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';

/** The customer as a row of a ledger names it. */
export interface CanonicalCustomer {
  /** What identifies the customer in the ledger: its number, or its name when there is no number. */
  readonly customerKey: string;
  readonly customerNumber: string | null;
  readonly customerName: string | null;
  /** As the file writes it: an ISO code, a number or a name. */
  readonly country: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly contactName: string | null;
}

/**
 * An invoice or a credit note as every source delivers it. Amounts are minor units of `currency`, never negative:
 * `kind` carries the direction. Its identity is (kind, customerKey, number).
 */
export interface CanonicalInvoice extends CanonicalCustomer {
  readonly kind: 'invoice' | 'credit_note';
  /** Line of the file that it was read from. */
  readonly line: number;
  readonly number: string;
  /** True when the file gives no number and one was made from the date. */
  readonly numberDerived: boolean;
  readonly issueDate: PlainDate | null;
  readonly dueDate: PlainDate | null;
  /** True when the due date is the issue date plus the days of the terms. */
  readonly dueDerived: boolean;
  readonly currency: CurrencyCode;
  readonly totalMinor: MinorUnits;
  readonly openMinor: MinorUnits;
  /** The day on which it was paid in full; `openMinor` is 0 then. */
  readonly paidDate: PlainDate | null;
  readonly poNumber: string | null;
  readonly terms: string | null;
  readonly reference: string | null;
  readonly disputed: boolean;
}

/**
 * A payment as every source delivers it. Amounts are minor units of `currency`, never negative. Its identity is
 * (customerKey, number, date, currency, amountMinor, appliesTo, occurrence).
 */
export interface CanonicalPayment extends CanonicalCustomer {
  readonly kind: 'payment';
  readonly line: number;
  readonly number: string | null;
  readonly reference: string | null;
  readonly date: PlainDate | null;
  readonly currency: CurrencyCode;
  readonly amountMinor: MinorUnits;
  readonly unappliedMinor: MinorUnits;
  /** Number of the customer's invoice that it pays; null when it stands on the account. */
  readonly appliesTo: string | null;
  /** 1 for the first payment of this identity in the file, 2 for the next: two equal payments are two payments. */
  readonly occurrence: number;
}

export type CanonicalRecord = CanonicalInvoice | CanonicalPayment;
