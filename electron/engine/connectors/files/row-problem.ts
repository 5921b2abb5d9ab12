import type { FieldName } from '../../../../shared/domain/imports/mapping.ts';

export type ProblemCode =
  | 'missing_customer'
  | 'missing_number'
  | 'missing_amount'
  | 'missing_currency'
  | 'unknown_currency'
  | 'not_an_amount'
  | 'two_decimal_marks'
  | 'ambiguous_amount'
  | 'amount_too_large'
  | 'bad_date'
  | 'ambiguous_date'
  | 'shortened_number'
  | 'reversed_payment'
  | 'not_owed'
  | 'unknown_side'
  | 'invoice_differs'
  | 'invoice_unclear'
  | 'line_refused'
  | 'read_from_books'
  | 'too_long'
  | 'too_many_cells'
  | 'incomplete_row';

/** Why one row cannot be imported; the other rows go on. `field` is the field whose cell is at fault. */
export class RowProblem extends Error {
  readonly code: ProblemCode;
  readonly field: FieldName | null;
  constructor(code: ProblemCode, field: FieldName | null, message: string) {
    super(message);
    this.name = 'RowProblem';
    this.code = code;
    this.field = field;
  }
}
