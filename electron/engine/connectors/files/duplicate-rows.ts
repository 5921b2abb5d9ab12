import { cellText, cleanText } from '../../../../shared/domain/imports/blank.ts';
import { withoutPointZero } from '../../../../shared/domain/imports/identifiers.ts';
import type { CanonicalRecord } from '../canonical.ts';
import type { GroupCustomer } from './group-customer.ts';
import type { ColumnPlan } from './header.ts';
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

/**
 * Holds the records of repeated keys back until their last row has come, and then hands on the last record of each
 * invoice: a later row wins over an earlier one, but a rejected row never over a good one.
 */
export class DuplicateFilter {
  readonly #left: Map<string, number>;
  readonly #held = new Map<string, Map<string, CanonicalRecord>>();
  /** Rows that gave way to a later row of the same invoice. */
  superseded = 0;

  constructor(repeated: ReadonlyMap<string, number>) {
    this.#left = new Map(repeated);
  }

  /** Takes the record of a row (null when it was rejected) and returns what can be handed on. */
  offer(key: string | null, record: CanonicalRecord | null): readonly CanonicalRecord[] {
    const left = key === null ? undefined : this.#left.get(key);
    if (key === null || left === undefined) return record === null ? [] : [record];
    const held = this.#held.get(key) ?? new Map<string, CanonicalRecord>();
    if (record !== null) this.#hold(held, record);
    if (left > 1) {
      this.#left.set(key, left - 1);
      this.#held.set(key, held);
      return [];
    }
    this.#left.delete(key);
    this.#held.delete(key);
    return [...held.values()].sort((a, b) => a.line - b.line);
  }

  #hold(held: Map<string, CanonicalRecord>, record: CanonicalRecord): void {
    const identity =
      record.kind === 'payment'
        ? `payment\0${record.line}`
        : [record.kind, record.customerKey, record.number].join('\0');
    if (held.has(identity)) this.superseded += 1;
    held.set(identity, record);
  }
}
