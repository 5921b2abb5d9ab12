import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';

/** Ids of the fake ledger: `C1`, `P1`, `I1`, `N1`, `R1`, `A1`, `F1`. Each dialect makes its vendor's own of them. */
export type LedgerId = string;

interface Changing {
  readonly id: LedgerId;
  /** Milliseconds since 1970 by the ledger's clock; several records may share them. */
  readonly changedAt: number;
}

export interface LedgerCustomer extends Changing {
  readonly number: string | null;
  readonly name: string;
  readonly parentId: LedgerId | null;
  readonly active: boolean;
  /** ISO 3166 code. */
  readonly country: string | null;
  readonly termsDays: number | null;
  readonly currency: CurrencyCode;
  readonly mergedInto: LedgerId | null;
  /** True for one that sends bills and gets none: no customer of ours. */
  readonly supplierOnly: boolean;
}

export interface LedgerContact extends Changing {
  readonly customerId: LedgerId;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** The first contact of a customer gets the invoices. */
  readonly billing: boolean;
}

export interface LedgerInstalment {
  readonly dueDate: PlainDate;
  readonly amount: MinorUnits;
}

export type LedgerState = 'draft' | 'posted' | 'void' | 'deleted';

export interface LedgerDocument extends Changing {
  readonly kind: 'invoice' | 'credit_note';
  readonly number: string;
  readonly customerId: LedgerId;
  readonly state: LedgerState;
  readonly issueDate: PlainDate;
  readonly dueDate: PlainDate | null;
  readonly currency: CurrencyCode;
  readonly total: MinorUnits;
  readonly poNumber: string | null;
  readonly reference: string | null;
  readonly instalments: readonly LedgerInstalment[];
}

export interface LedgerPayment extends Changing {
  readonly kind: 'payment' | 'overpayment' | 'prepayment';
  readonly customerId: LedgerId;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: MinorUnits;
  readonly reference: string | null;
  readonly state: 'posted' | 'void';
}

/** A file that somebody attached to a document. */
export interface LedgerFile {
  readonly id: LedgerId;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
}

/** Part of a payment or a credit note that settles an invoice; both have the same currency. */
export interface LedgerAllocation extends Changing {
  readonly from: { readonly entity: 'payment' | 'credit_note'; readonly id: LedgerId };
  readonly invoiceId: LedgerId;
  readonly amount: MinorUnits;
  readonly date: PlainDate;
  readonly deleted: boolean;
}
