import type { z } from 'zod';
import {
  SORT_KEYS,
  type WorklistFilter,
  worklistFilterSchema,
  type worklistSortSchema,
} from '../../../shared/contract/worklist.ts';
import type { Sort } from '../../ui/table/column.ts';

export type WorklistKind = 'worklist' | 'customers';
export type WorklistSort = z.infer<typeof worklistSortSchema>;

/** A filter with its order: what a saved view keeps. */
export interface WorklistQuery {
  readonly filter: WorklistFilter;
  readonly sort: WorklistSort;
}

export const SORT_NAMES: Readonly<Record<WorklistSort['key'], string>> = {
  priority: 'priority',
  overdue: 'overdue',
  open: 'open',
  oldest: 'oldest invoice',
  name: 'name',
  lastTouch: 'last touch',
  nextAction: 'next action',
};

/** What each screen shows before anything is filtered. */
export const INITIAL_QUERY: Readonly<Record<WorklistKind, WorklistQuery>> = {
  worklist: { filter: worklistFilterSchema.parse({}), sort: { key: 'priority', descending: true } },
  customers: {
    filter: worklistFilterSchema.parse({ scope: 'all', held: 'any' }),
    sort: { key: 'name', descending: false },
  },
};

export function sameQuery(left: WorklistQuery, right: WorklistQuery): boolean {
  return (
    left.sort.key === right.sort.key &&
    left.sort.descending === right.sort.descending &&
    JSON.stringify(worklistFilterSchema.parse(left.filter)) ===
      JSON.stringify(worklistFilterSchema.parse(right.filter))
  );
}

/** The sort of a pressed column head; null for a key that the engine does not sort by. */
export function sortOf(sort: Sort): WorklistSort | null {
  const key = SORT_KEYS.find((one) => one === sort.key);
  return key ? { key, descending: sort.descending } : null;
}

/** Ticks or unticks one value of a list in a filter. */
export function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}
