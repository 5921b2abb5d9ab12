import type {
  ImportWarning,
  RejectedRow,
  RowClassCounts,
} from '../../../../shared/domain/imports/inspection.ts';

/** A rejected row with the cells as they stand in the file, for the export of rejected rows. */
export interface RejectedSourceRow extends RejectedRow {
  readonly cells: readonly string[];
}

/** What the rows of a file came to. Every row below the header is read: a record, skipped, or rejected. */
export interface ImportSummary {
  readonly headerLine: number;
  readonly columns: readonly string[];
  readonly classes: RowClassCounts;
  readonly rows: {
    /** Rows below the header that hold anything; headers that come again aside. */
    readonly read: number;
    readonly records: number;
    /** Groups, totals, footers, unknown rows, and rows that went into a later row of the same invoice. */
    readonly skipped: number;
    readonly rejected: number;
  };
  readonly superseded: number;
  /** Distinct ones in the file. */
  readonly customers: number;
  readonly invoices: number;
  readonly creditNotes: number;
  readonly payments: number;
  /** Customers that stand in the file under several names, in the order in which the names came. */
  readonly aliases: readonly { readonly customerKey: string; readonly names: readonly string[] }[];
  readonly rejected: readonly RejectedSourceRow[];
  readonly warnings: readonly ImportWarning[];
}
