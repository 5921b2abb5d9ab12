import type { WorklistFilter } from '../../../shared/contract/worklist.ts';
import { LANE_LABELS } from '../../../shared/domain/lanes/lanes.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { type BucketEdges, bucketLabels } from '../../ui/aging-segments.ts';
import { moneyText } from '../../ui/format/money-format.ts';
import { STAGE_NAMES } from './action-words.ts';
import { SORT_NAMES, type WorklistQuery } from './worklist-filter.ts';

const SCOPES: Readonly<Record<WorklistFilter['scope'], string>> = {
  overdue: 'Accounts with something overdue',
  open: 'Accounts with something open',
  all: 'All accounts',
};
const HELD: Readonly<Record<WorklistFilter['held'], string | null>> = {
  any: null,
  hidden: 'Without snoozed accounts',
  only: 'Snoozed accounts only',
};
const NEXT: Readonly<Record<WorklistFilter['nextAction'], string | null>> = {
  any: null,
  none: 'Without a next action',
  due: 'With a next action that is due',
  planned: 'With a next action planned',
};
const DISPUTED: Readonly<Record<WorklistFilter['disputedInLedger'], string | null>> = {
  any: null,
  only: 'Disputed in the ledger only',
  hidden: 'Without what is disputed in the ledger',
};

export interface QueryWordsOptions {
  readonly edges: BucketEdges;
  readonly locale: string;
  /** The currency in which a least amount is typed; null while there is none. */
  readonly currency: CurrencyCode | null;
}

/** A filter and its order in words, one line each, nothing shortened: what exactly is about to leave the house. */
export function queryLines(
  { filter, sort }: WorklistQuery,
  { edges, locale, currency }: QueryWordsOptions,
): readonly string[] {
  const ages = bucketLabels(edges);
  return [
    SCOPES[filter.scope],
    filter.search === '' ? null : `Found by “${filter.search}”`,
    listed('Currency', filter.currencies),
    listed(
      'Age',
      filter.buckets.map((bucket) => ages[bucket]),
    ),
    listed(
      'Stage',
      filter.stages.map((stage) => STAGE_NAMES[stage]),
    ),
    listed('Country', filter.countries),
    filter.minOverdue === null || currency === null
      ? null
      : `Overdue at least ${moneyText(filter.minOverdue, currency, locale)}`,
    filter.minDaysPastDue === null ? null : `At least ${filter.minDaysPastDue} days late`,
    NEXT[filter.nextAction],
    HELD[filter.held],
    DISPUTED[filter.disputedInLedger],
    listed(
      'Lane',
      filter.lanes.map((lane) => LANE_LABELS[lane].toLowerCase()),
    ),
    filter.nextStep === 'none' ? 'Overdue and without a next step' : null,
    `Sorted by ${SORT_NAMES[sort.key]}, ${sort.descending ? 'descending' : 'ascending'}`,
  ].filter((line) => line !== null);
}

function listed(label: string, values: readonly string[]): string | null {
  return values.length === 0 ? null : `${label}: ${values.join(', ')}`;
}
