import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, DocumentId, ImportBatchId, PaymentId } from '../../../../shared/domain/ids.ts';
import type { ImportWarning } from '../../../../shared/domain/imports/inspection.ts';
import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';

/** A customer as one file names it, with every spelling that the file used. */
export interface ImportCustomer {
  readonly key: string;
  readonly number: string | null;
  readonly names: readonly string[];
  readonly country: string | null;
  readonly terms: string | null;
  /** Each one is a contact; the name and the phone of the file belong to the first. */
  readonly emails: readonly string[];
  readonly phone: string | null;
  readonly contactName: string | null;
}

/** A staged row; the merge reads them in the order of `position`. Amounts ≥ 0 in the currency's minor units. */
export interface StagedRecord {
  readonly position: number;
  readonly kind: 'invoice' | 'credit_note' | 'payment';
  readonly customerKey: string;
  readonly number: string;
  readonly issueDate: PlainDate | null;
  readonly dueDate: PlainDate | null;
  readonly dueDerived: boolean;
  readonly currency: CurrencyCode;
  readonly totalMinor: MinorUnits;
  /** For a payment: what is not applied. */
  readonly openMinor: MinorUnits;
  readonly paidDate: PlainDate | null;
  readonly poNumber: string | null;
  readonly reference: string | null;
  readonly terms: string | null;
  readonly disputed: boolean;
  /** Payments: the number of the invoice that was paid. */
  readonly appliesTo: string | null;
}

export interface RejectedInput {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
  readonly cells: readonly string[];
}

export interface MergeInput {
  readonly batchId: ImportBatchId;
  readonly fileName: string;
  readonly sha256: string;
  readonly mapping: ImportMapping;
  /** The file lists everything that is open: what is missing from it is asked about. */
  readonly complete: boolean;
  /** The day the figures speak of; null: the day of the import. */
  readonly asOf: PlainDate | null;
  readonly customers: readonly ImportCustomer[];
  readonly rejected: readonly RejectedInput[];
  /** Header texts of the file, to name the cells of rejected rows. */
  readonly columns: readonly string[];
  /** Rows that the parser read, and those it skipped because they are no data. */
  readonly rowsRead: number;
  readonly rowsSkipped: number;
  readonly warnings: readonly ImportWarning[];
  /** Works everything out and rolls it back. */
  readonly dryRun: boolean;
}

/** An item that is open in the books and missing from a complete export. */
export interface GoneItem {
  readonly id: DocumentId | PaymentId;
  readonly kind: 'invoice' | 'credit_note' | 'payment';
  readonly accountId: AccountId;
  readonly account: string;
  readonly accountNumber: string | null;
  /** Of a payment: its reference, else its date. */
  readonly number: string;
  readonly currency: CurrencyCode;
  /** Of a payment: what is not applied. */
  readonly openMinor: MinorUnits;
}

export interface MergeOutcome {
  /** The batch to look at, and to close upon what is gone; null for a dry run and where nothing came of the file. */
  readonly batch: ImportBatchId | null;
  readonly rows: {
    readonly read: number;
    readonly imported: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly skipped: number;
    readonly rejected: number;
  };
  /** Distinct customers and invoices (with credit notes) in the file. */
  readonly customers: number;
  readonly invoices: number;
  /** Open invoices less open credit notes and unapplied payments of the file, by currency. */
  readonly totals: readonly { readonly currency: CurrencyCode; readonly minor: MinorUnits }[];
  readonly gone: readonly GoneItem[];
  /** What was found out against the books; what the file itself shows is in the input's warnings. */
  readonly warnings: readonly ImportWarning[];
}
