import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { Money } from '../../../../shared/domain/money.ts';

/**
 * One column of an exported table. `value` reads it from a row; `null` leaves the cell empty. The kind decides how
 * it is written: only `text` and `phone` may carry what somebody typed, everything else is written as a number or a date.
 * A `phone` that is nothing but a number keeps its leading `+`; anything else in it is treated as text.
 * Put the currency of a `money` column into a text column beside it.
 */
export type ExportColumn<Row> =
  | { readonly kind: 'phone'; readonly header: string; readonly value: (row: Row) => string | null }
  | { readonly kind: 'text'; readonly header: string; readonly value: (row: Row) => string | null }
  | { readonly kind: 'money'; readonly header: string; readonly value: (row: Row) => Money | null }
  | { readonly kind: 'integer'; readonly header: string; readonly value: (row: Row) => number | null }
  | { readonly kind: 'date'; readonly header: string; readonly value: (row: Row) => PlainDate | null }
  | { readonly kind: 'instant'; readonly header: string; readonly value: (row: Row) => Instant | null };
