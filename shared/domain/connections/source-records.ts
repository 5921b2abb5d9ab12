import type { PlainDate } from '../dates.ts';
import type { CurrencyCode, MinorUnits, Money } from '../money.ts';

/** The id that a record has in the accounting system; unique within one entity of one connection. */
export type SourceId = string;

/**
 * When the accounting system last changed a record, in the digits that it gave: a `Date` would lose the microseconds
 * that tell two changes apart. Only compared with other times of the same source.
 */
export type SourceTime = string;

interface SourceRecord {
  readonly sourceId: SourceId;
  readonly updatedAt: SourceTime | null;
}

/** How many decimals a currency has in the accounting system. */
export interface SourceCurrency extends SourceRecord {
  readonly entity: 'currency';
  readonly code: CurrencyCode;
  readonly digits: number;
}

export interface SourceCustomer extends SourceRecord {
  readonly entity: 'customer';
  readonly number: string | null;
  readonly name: string;
  readonly parentId: SourceId | null;
  readonly active: boolean;
  /** ISO 3166 code, or whatever the system writes. */
  readonly country: string | null;
  readonly terms: string | null;
  readonly termsDays: number | null;
  readonly creditLimit: Money | null;
  /** What the system itself says is open, in each currency that it tells of; checked against the records after a run. */
  readonly balances: readonly Money[];
}

export interface SourceContact extends SourceRecord {
  readonly entity: 'contact';
  readonly customerId: SourceId;
  readonly name: string | null;
  readonly role: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly billing: boolean;
}

export type SourceDocumentStatus = 'draft' | 'open' | 'paid' | 'void' | 'written_off';

/** One part of an invoice with a due date of its own. */
export interface SourceInstalment {
  readonly dueDate: PlainDate;
  readonly amount: MinorUnits;
  readonly open: MinorUnits;
}

/** Amounts are minor units of `currency`, never negative: `entity` carries the direction. */
export interface SourceDocument extends SourceRecord {
  readonly entity: 'invoice' | 'credit_note';
  readonly number: string;
  readonly customerId: SourceId;
  readonly status: SourceDocumentStatus;
  /** The word that the system uses for the status. */
  readonly sourceStatus: string;
  readonly issueDate: PlainDate | null;
  readonly dueDate: PlainDate | null;
  readonly currency: CurrencyCode;
  readonly total: MinorUnits;
  /** The source's own figure; never worked out by us. */
  readonly open: MinorUnits;
  readonly poNumber: string | null;
  readonly reference: string | null;
  readonly terms: string | null;
  /** Empty for a document that is due at once; otherwise in the order of their due dates. */
  readonly instalments: readonly SourceInstalment[];
}

/** Money received. What is not applied stands on the account. */
export interface SourcePayment extends SourceRecord {
  readonly entity: 'payment';
  readonly kind: 'payment' | 'overpayment' | 'prepayment' | 'deposit' | 'refund' | 'journal';
  readonly customerId: SourceId;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: MinorUnits;
  readonly unapplied: MinorUnits;
  readonly method: string | null;
  readonly reference: string | null;
  readonly void: boolean;
}

/** Part of a payment or a credit note that settles a document. It may cross currencies: both amounts are kept. */
export interface SourceAllocation extends SourceRecord {
  readonly entity: 'allocation';
  readonly from: { readonly entity: 'payment' | 'credit_note'; readonly sourceId: SourceId };
  readonly document: { readonly entity: 'invoice' | 'credit_note'; readonly sourceId: SourceId };
  /** In the document's currency. */
  readonly amount: Money;
  /** In the currency of the payment or credit note. */
  readonly fromAmount: Money;
  readonly date: PlainDate;
}

/** A record of an accounting system in the form in which every connector delivers it. */
export type AnySourceRecord =
  | SourceCurrency
  | SourceCustomer
  | SourceContact
  | SourceDocument
  | SourcePayment
  | SourceAllocation;
