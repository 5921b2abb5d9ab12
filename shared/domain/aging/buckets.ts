import { daysBetween, type PlainDate } from '../dates.ts';

/** The five columns of an aging, in order. With other edges the names stay and mean the same places. */
export const AGING_BUCKETS = ['current', 'd1_30', 'd31_60', 'd61_90', 'd91_plus'] as const;
export type AgingBucket = (typeof AGING_BUCKETS)[number];

/** `due` counts from the due date (collection view, the default), `invoice` from the invoice date (age view). */
export type AgingBasis = 'due' | 'invoice';

/** Last day of the second, third and fourth bucket: ascending whole days, at least 1. */
export type AgingEdges = readonly [number, number, number];

export const DEFAULT_EDGES: AgingEdges = [30, 60, 90];

/** Thrown for edges that do not make five buckets. */
export class AgingEdgesError extends Error {
  constructor() {
    super(
      'The aging buckets need three whole numbers of days, each larger than the one before, such as 30, 60, 90.',
    );
    this.name = 'AgingEdgesError';
  }
}

/** Checks three limits that a user typed; throws `AgingEdgesError`. */
export function agingEdges(limits: readonly number[]): AgingEdges {
  const [first = 0, second = 0, third = 0] = limits;
  const ascending = first >= 1 && second > first && third > second;
  if (limits.length !== 3 || !limits.every(Number.isSafeInteger) || !ascending) throw new AgingEdgesError();
  return [first, second, third];
}

export interface DatedItem {
  readonly issueDate: PlainDate | null;
  readonly dueDate: PlainDate | null;
}

/**
 * Whole days from the due date (basis `due`) or the invoice date (basis `invoice`) to the as-of date; 0 and less is
 * not yet due. `null` when the item does not carry that date.
 */
export function daysPastDue(item: DatedItem, asOf: PlainDate, basis: AgingBasis = 'due'): number | null {
  const from = basis === 'due' ? item.dueDate : item.issueDate;
  return from === null ? null : daysBetween(from, asOf);
}

/** The bucket of a number of days past due. An item without the date (`null`) counts as current. */
export function bucketOf(days: number | null, edges: AgingEdges = DEFAULT_EDGES): AgingBucket {
  if (days === null || days <= 0) return 'current';
  if (days <= edges[0]) return 'd1_30';
  if (days <= edges[1]) return 'd31_60';
  if (days <= edges[2]) return 'd61_90';
  return 'd91_plus';
}

/** Column headings for people: `Current`, `1–30`, `31–60`, `61–90`, `91+`. */
export function bucketLabels(edges: AgingEdges = DEFAULT_EDGES): Readonly<Record<AgingBucket, string>> {
  const [first, second, third] = edges;
  return {
    current: 'Current',
    d1_30: `1–${first}`,
    d31_60: `${first + 1}–${second}`,
    d61_90: `${second + 1}–${third}`,
    d91_plus: `${third + 1}+`,
  };
}
