import { cellText, cleanText } from '../../../../shared/domain/imports/blank.ts';
import { withoutPointZero } from '../../../../shared/domain/imports/identifiers.ts';
import type { GroupCustomer } from './group-customer.ts';
import type { ColumnPlan } from './header.ts';
import type { ClassifiedRow } from './scan-rows.ts';
import type { SourceRow } from './table.ts';

/** Rows that may be the same invoice have the same key; null for a row without a number. */
export type RowKey = (row: SourceRow, group: GroupCustomer | null) => string | null;

/** Makes keys of the raw cells, so that they can be counted before the rows can be read. */
export function rowKeys(plan: ColumnPlan): RowKey {
  return (row, group) => {
    const number =
      cellText(row.cells[plan.invoiceNumber] ?? '') || cellText(row.cells[plan.transactionNumber] ?? '');
    if (number === '') return null;
    const customer =
      withoutPointZero(cleanText(row.cells[plan.customerNumber] ?? '')) ||
      (group?.number ?? '') ||
      cleanText(row.cells[plan.customerName] ?? '') ||
      (group?.name ?? '');
    return `${customer}\0${withoutPointZero(number)}`;
  };
}

/** Counts keys in one pass; only those that come more than once are kept. */
export class KeyCounts {
  readonly #seen = new Set<string>();
  readonly #repeated = new Map<string, number>();

  add(key: string): void {
    if (!this.#seen.has(key)) this.#seen.add(key);
    else this.#repeated.set(key, (this.#repeated.get(key) ?? 1) + 1);
  }

  get repeated(): ReadonlyMap<string, number> {
    return this.#repeated;
  }
}

/** Holds the rows of repeated keys back until the last one has come, so that they can be read together. */
export class HeldRows {
  readonly #left: Map<string, number>;
  readonly #held = new Map<string, ClassifiedRow[]>();

  constructor(repeated: ReadonlyMap<string, number>) {
    this.#left = new Map(repeated);
  }

  /** Takes a data row and returns the rows that can be read now: one, all of its key, or none yet. */
  offer(key: string | null, row: ClassifiedRow): readonly ClassifiedRow[] {
    const left = key === null ? undefined : this.#left.get(key);
    if (key === null || left === undefined) return [row];
    const held = this.#held.get(key) ?? [];
    held.push(row);
    if (left > 1) {
      this.#left.set(key, left - 1);
      this.#held.set(key, held);
      return [];
    }
    this.#left.delete(key);
    this.#held.delete(key);
    return held;
  }
}

const OF_THE_CUSTOMER = ['customerName', 'email', 'phone', 'contactName', 'country'] as const;

/** True when two rows have the same cells, whatever they call the customer and however a spreadsheet wrote numbers. */
export function sameRow(one: SourceRow, other: SourceRow, plan: ColumnPlan): boolean {
  const ignored = new Set(OF_THE_CUSTOMER.map((field) => plan[field]));
  const cell = (row: SourceRow, index: number) => withoutPointZero(cellText(row.cells[index] ?? ''));
  for (let index = 0; index < Math.max(one.cells.length, other.cells.length); index += 1) {
    if (!ignored.has(index) && cell(one, index) !== cell(other, index)) return false;
  }
  return true;
}
