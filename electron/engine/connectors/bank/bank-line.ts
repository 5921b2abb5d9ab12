import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';

/** One booking of a bank statement. `amountMinor` is positive for money that came in, negative for what went out. */
export interface BankLine {
  /** Line of a CSV file, row of a sheet. */
  readonly row: number;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amountMinor: MinorUnits;
  /** All that the payer and the bank wrote, one part a line. */
  readonly text: string;
  readonly payerName: string | null;
  /** Without spaces; null when the statement has none that is valid. */
  readonly payerIban: string | null;
  /** The bank's own reference of the booking. */
  readonly bankReference: string | null;
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

export interface BankStatement {
  readonly lines: readonly BankLine[];
  readonly rejected: readonly RejectedBankRow[];
  /** Rows before the header: the bank's letterhead, the account, balances. */
  readonly before: readonly (readonly string[])[];
}

/** What the file itself leaves open, and a person has to say. */
export type BankQuestion = 'date_order' | 'decimal_mark' | 'currency';
