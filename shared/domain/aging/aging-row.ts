import type { PlainDate } from '../dates.ts';
import { addMinor, type CurrencyCode, type MinorUnits, minorUnits, negateMinor, ZERO } from '../money.ts';
import {
  AGING_BUCKETS,
  type AgingBasis,
  type AgingBucket,
  type AgingEdges,
  bucketOf,
  type DatedItem,
  DEFAULT_EDGES,
  daysPastDue,
} from './buckets.ts';

/** One open figure of the books on the as-of date. The amount is positive; the kind carries the direction. */
export interface AgingItem extends DatedItem {
  readonly kind: 'invoice' | 'credit_note' | 'payment';
  readonly currency: CurrencyCode;
  readonly openMinor: MinorUnits;
}

/** One line of an aging, in minor units of one currency. */
export interface AgingRow extends Readonly<Record<AgingBucket, MinorUnits>> {
  readonly currency: CurrencyCode;
  /** Sum of the five buckets: invoices only. */
  readonly gross: MinorUnits;
  /** Open credit notes, 0 or less. An overpaid invoice stands here too. */
  readonly credits: MinorUnits;
  /** Payments not applied, 0 or less. */
  readonly unapplied: MinorUnits;
  /** gross + credits + unapplied. */
  readonly net: MinorUnits;
  /** Number of open invoices. */
  readonly invoices: number;
  /** How many of them carry no date to count from; they stand in `current`. */
  readonly undated: number;
}

export interface AgingOptions {
  readonly asOf: PlainDate;
  readonly basis?: AgingBasis;
  readonly edges?: AgingEdges;
}

export function emptyAgingRow(currency: CurrencyCode): AgingRow {
  return {
    currency,
    current: ZERO,
    d1_30: ZERO,
    d31_60: ZERO,
    d61_90: ZERO,
    d91_plus: ZERO,
    gross: ZERO,
    credits: ZERO,
    unapplied: ZERO,
    net: ZERO,
    invoices: 0,
    undated: 0,
  };
}

/** The row with one more item in it; the item must have the row's currency. */
export function addToAgingRow(row: AgingRow, item: AgingItem, options: AgingOptions): AgingRow {
  if (item.openMinor === 0) return row;
  const minus = negateMinor(item.openMinor);
  if (item.kind === 'payment') return netted({ ...row, unapplied: addMinor(row.unapplied, minus) });
  if (item.kind === 'credit_note') return netted({ ...row, credits: addMinor(row.credits, minus) });
  if (item.openMinor < 0) return netted({ ...row, credits: addMinor(row.credits, item.openMinor) });
  const days = daysPastDue(item, options.asOf, options.basis);
  const bucket = bucketOf(days, options.edges ?? DEFAULT_EDGES);
  return netted({
    ...row,
    [bucket]: addMinor(row[bucket], item.openMinor),
    gross: addMinor(row.gross, item.openMinor),
    invoices: row.invoices + 1,
    undated: row.undated + (days === null ? 1 : 0),
  });
}

/** Ages open items: one row per currency, ordered by currency. What is open is decided before, by `openAt`. */
export function ageItems(items: Iterable<AgingItem>, options: AgingOptions): readonly AgingRow[] {
  const rows = new Map<CurrencyCode, AgingRow>();
  for (const item of items) {
    const row = rows.get(item.currency) ?? emptyAgingRow(item.currency);
    rows.set(item.currency, addToAgingRow(row, item, options));
  }
  return ordered(rows);
}

/** Adds up rows (of accounts, of pages) into one per currency, ordered by currency. Never across currencies. */
export function sumAgingRows(rows: Iterable<AgingRow>): readonly AgingRow[] {
  const sums = new Map<CurrencyCode, AgingRow>();
  for (const row of rows) {
    const sum = sums.get(row.currency);
    sums.set(row.currency, sum === undefined ? row : joined(sum, row));
  }
  return ordered(sums);
}

/** What is past due in a row that was aged by due date: gross without the current bucket. */
export function overdueOf(row: AgingRow): MinorUnits {
  return minorUnits(row.gross - row.current);
}

function joined(left: AgingRow, right: AgingRow): AgingRow {
  const buckets = Object.fromEntries(
    AGING_BUCKETS.map((bucket) => [bucket, addMinor(left[bucket], right[bucket])]),
  );
  return netted({
    ...left,
    ...buckets,
    gross: addMinor(left.gross, right.gross),
    credits: addMinor(left.credits, right.credits),
    unapplied: addMinor(left.unapplied, right.unapplied),
    invoices: left.invoices + right.invoices,
    undated: left.undated + right.undated,
  });
}

function netted(row: AgingRow): AgingRow {
  return { ...row, net: addMinor(row.gross, row.credits, row.unapplied) };
}

function ordered(rows: ReadonlyMap<CurrencyCode, AgingRow>): readonly AgingRow[] {
  return [...rows.values()].sort((left, right) => (left.currency < right.currency ? -1 : 1));
}
