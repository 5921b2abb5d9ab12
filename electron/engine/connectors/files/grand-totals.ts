import { parseDecimal } from '../../../../shared/domain/money.ts';
import type { CanonicalRecord } from '../canonical.ts';
import type { CellReader } from './cell-reader.ts';
import { RowProblem } from './row-problem.ts';
import type { SourceRow } from './table.ts';

/**
 * Compares the grand totals that a report prints with the sum of its rows. Reports are known to print wrong totals, so
 * a difference is only told, never held against the rows. Rows of several currencies are not added up.
 */
export class GrandTotals {
  readonly #cells: CellReader;
  readonly #sums = new Map<CanonicalRecord['currency'], number>();
  differences = 0;

  constructor(cells: CellReader) {
    this.#cells = cells;
  }

  add(record: CanonicalRecord): void {
    const open = record.kind === 'payment' ? -record.unappliedMinor : record.openMinor;
    const signed = record.kind === 'credit_note' ? -open : open;
    this.#sums.set(record.currency, (this.#sums.get(record.currency) ?? 0) + signed);
  }

  /** Looks at a grand-total row; one without a readable open amount says nothing. */
  compare(row: SourceRow): void {
    const [only, second] = [...this.#sums];
    const printed = this.#printed(row);
    if (only === undefined || second !== undefined || printed === null) return;
    const [currency, sum] = only;
    if (parseDecimal(printed, currency).minor !== sum) this.differences += 1;
  }

  #printed(row: SourceRow): string | null {
    try {
      return this.#cells.amount(row, 'openAmount')?.decimal ?? null;
    } catch (error) {
      if (error instanceof RowProblem) return null;
      throw error;
    }
  }
}
