import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';

/** One booking of a bank statement. `amountMinor` is positive for money that came in, negative for what went out. */
export interface BankLine {
  /** Line of a text file, row of a sheet. */
  readonly row: number;
  /** The day of booking. */
  readonly date: PlainDate;
  readonly valueDate: PlainDate | null;
  readonly currency: CurrencyCode;
  readonly amountMinor: MinorUnits;
  /** All that the payer and the bank wrote, one part a line. */
  readonly text: string;
  readonly payerName: string | null;
  /** An IBAN without spaces, or the number as the bank writes it; null when the statement has none. */
  readonly payerAccount: string | null;
  /** The bank's own reference of the booking. */
  readonly bankReference: string | null;
  /** The account that the statement is of; null when the file does not say. */
  readonly ownAccount: string | null;
}

export type BankRowProblem =
  | 'bad_date'
  | 'ambiguous_date'
  | 'bad_amount'
  | 'no_amount'
  | 'two_amounts'
  | 'unknown_side'
  | 'unknown_currency';

/** A row that could not be read, with its cells, so that nothing is lost. */
export interface RejectedBankRow {
  readonly row: number;
  readonly code: BankRowProblem;
  readonly message: string;
  readonly cells: readonly string[];
}

/** Why a booking is told and not taken: it takes another one back, or the bank has not booked it yet. */
export type AsideKind = 'reversal' | 'not_booked';

/** A booking that is told and not taken. `amountMinor` is negative for money that went out. */
export interface AsideEntry {
  readonly row: number;
  readonly kind: AsideKind;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amountMinor: MinorUnits;
  readonly text: string;
}

/** What a person should know of a file that was read all the same. */
export interface BankWarning {
  readonly row: number;
  readonly message: string;
}

export type BankFileFormat = 'csv' | 'xlsx' | 'mt940' | 'camt053';

export interface BankStatement {
  readonly format: BankFileFormat;
  readonly lines: readonly BankLine[];
  readonly rejected: readonly RejectedBankRow[];
  readonly aside: readonly AsideEntry[];
  readonly warnings: readonly BankWarning[];
  /** Statements in the file, and those whose entries lead from the opening to the closing balance. A table has none. */
  readonly statements: number;
  readonly balanced: number;
  /** Balances that the file states: they are checked, and are no bookings. */
  readonly balances: number;
}

export type BankReading =
  | { readonly state: 'read'; readonly statement: BankStatement }
  | { readonly state: 'questions'; readonly questions: readonly BankQuestion[] };

/** What the file itself leaves open, and a person has to say. */
export type BankQuestion = 'date_order' | 'decimal_mark' | 'currency';
