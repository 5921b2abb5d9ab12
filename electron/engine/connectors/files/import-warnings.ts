import type { ImportWarning } from '../../../../shared/domain/imports/inspection.ts';

const MESSAGES = {
  amount_rounded: 'Amounts with more decimals than their currency has were rounded half-even.',
  identifier_point_zero: 'A ".0" that a spreadsheet added to a whole number was removed from identifiers.',
  due_before_issue: 'Invoices are due before they were issued. Check the two dates in the books.',
  due_date_derived: 'Due dates were missing and were worked out from the invoice date and the terms.',
  no_due_date:
    'Invoices have neither a due date nor terms that give one. They age from nothing until they have one.',
  no_invoice_date: 'Invoices have no invoice date.',
  paid_in_future: 'Invoices are marked paid on a day that has not come yet. They are still open.',
  paid_before_issue: 'Invoices were paid before they were issued. Check the two dates in the books.',
  paid_but_open: 'Invoices have a day on which they were paid and still an open amount. They count as paid.',
  open_is_total:
    'No column says what is still open or when an invoice was paid: the whole amount counts as open.',
  overpaid: 'Invoices have more open than their total, or an open amount of the other sign.',
  duplicate_invoice: 'Rows repeat an invoice of the same customer without any difference. It counts once.',
  invoice_lines_summed:
    'Invoices stand in several rows, each a line of it. Their lines were added up. Compare a total with the books: lines may be without tax.',
  invoice_total_once: 'Invoices stand in several rows that repeat the total. It was taken once.',
  number_derived: 'Credits without a number were named after their date.',
  currency_from_amount: 'The amount itself named a currency, which was taken instead of the default.',
  currency_blank: 'The cell of the currency is blank. The default currency of the import was taken.',
  currency_differs: 'The amount names another currency than the currency column. The column was taken.',
  customer_alias: 'Customers have the same number under several names. They are one customer each.',
  unknown_rows:
    'Rows are neither data nor a title, group or total that this import knows. They were skipped.',
  file_ends_early: 'The file ends in the middle of a row. It may be half-written: export it again.',
  damaged_text: 'The file has characters that are broken; names may show "\uFFFD". Export it as UTF-8.',
  total_differs: 'A grand total of the file differs from the sum of its rows. Compare with the books.',
  unapplied_more: 'Payments have more unapplied than they paid. The payment was taken as the limit.',
} as const;

export type WarningCode = keyof typeof MESSAGES;

/** Counts warnings by their code. Those of a row count only when the row was kept. */
export class WarningCounts {
  readonly #counts = new Map<WarningCode, number>();
  #ofRow: WarningCode[] = [];

  /** A warning about the row that is being read. */
  add(code: WarningCode): void {
    this.#ofRow.push(code);
  }

  /** A warning about the file as a whole. */
  addToFile(code: WarningCode, count: number): void {
    if (count > 0) this.#counts.set(code, (this.#counts.get(code) ?? 0) + count);
  }

  /** Ends a row: its warnings count when it was kept, and are forgotten when it was rejected. */
  endRow(kept: boolean): void {
    if (this.#ofRow.length === 0) return;
    const codes = this.takeRow();
    if (kept) this.keep(codes);
  }

  /** Takes the warnings of a row of which it is not known yet whether it is kept. */
  takeRow(): readonly WarningCode[] {
    const taken = this.#ofRow;
    this.#ofRow = [];
    return taken;
  }

  /** Counts warnings that were taken, now that their row is kept. */
  keep(codes: readonly WarningCode[]): void {
    for (const code of codes) this.addToFile(code, 1);
  }

  list(): readonly ImportWarning[] {
    return [...this.#counts].map(([code, count]) => ({ code, count, message: MESSAGES[code] }));
  }
}
