import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { Lane } from '../../../../shared/domain/lanes/lanes.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import { searchExpression } from '../summary/search.ts';

export type WorklistBucket = 'current' | 'd1_30' | 'd31_60' | 'd61_90' | 'd91_plus';
export type WorklistSortKey =
  | 'priority'
  | 'overdue'
  | 'open'
  | 'oldest'
  | 'name'
  | 'lastTouch'
  | 'nextAction';

export interface WorklistFilterInput {
  readonly scope: 'overdue' | 'open' | 'all';
  readonly search: string;
  readonly currencies: readonly CurrencyCode[];
  readonly buckets: readonly WorklistBucket[];
  readonly stages: readonly string[];
  readonly countries: readonly string[];
  readonly minOverdue: MinorUnits | null;
  readonly minDaysPastDue: number | null;
  readonly nextAction: 'any' | 'none' | 'due' | 'planned';
  readonly held: 'any' | 'hidden' | 'only';
  readonly disputedInLedger: 'any' | 'only' | 'hidden';
  /** Only these lanes; empty: all. Absent, as `nextStep`, in views that an older version saved. */
  readonly lanes?: readonly Lane[];
  /** `none`: overdue, and nothing is going to happen by itself (see `hasNextStep`). */
  readonly nextStep?: 'any' | 'none';
}

export interface SqlCondition {
  readonly where: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const SCOPES = { overdue: 's.overdue_minor > 0', open: 's.gross_minor > 0', all: 'TRUE' } as const;
const NEXT_ACTIONS = {
  any: 'TRUE',
  none: 's.next_action_date IS NULL',
  due: 's.next_action_date <= @today',
  planned: 's.next_action_date > @today',
} as const;
const HELD = {
  any: 'TRUE',
  hidden: '(s.snoozed_until IS NULL OR s.snoozed_until <= @today) AND s.rests = 0',
  only: '(s.snoozed_until > @today OR s.rests = 1)',
} as const;
const NEXT_STEPS = { any: 'TRUE', none: '(s.overdue_minor > 0 AND s.has_step = 0)' } as const;
/** Lanes of accounts that rest and are still looked at: asked for by name, they are shown. */
const RESTING_LANES: readonly Lane[] = ['promises_due', 'waiting'];
const DISPUTED = { any: 'TRUE', only: 's.disputed_minor > 0', hidden: 's.disputed_minor = 0' } as const;

/** A filter as a condition over `account_summary s JOIN account a`; every value is a bound parameter. */
export function worklistCondition(filter: WorklistFilterInput, today: PlainDate): SqlCondition {
  const conditions: string[] = [
    SCOPES[filter.scope],
    NEXT_ACTIONS[filter.nextAction],
    heldCondition(filter),
    NEXT_STEPS[filter.nextStep ?? 'any'],
    DISPUTED[filter.disputedInLedger],
  ];
  const parameters: Record<string, unknown> = { today };
  const among = (column: string, name: string, values: readonly string[]) => {
    if (values.length === 0) return;
    conditions.push(`${column} IN (SELECT value FROM json_each(@${name}))`);
    parameters[name] = JSON.stringify(values);
  };
  among('s.currency', 'currencies', filter.currencies);
  among('s.stage', 'stages', filter.stages);
  among('a.country', 'countries', filter.countries);
  among('s.lane', 'lanes', filter.lanes ?? []);
  if (filter.buckets.length > 0) {
    conditions.push(`(${filter.buckets.map((bucket) => `s.${bucket}_minor > 0`).join(' OR ')})`);
  }
  if (filter.minOverdue !== null) {
    conditions.push('s.overdue_minor >= @minOverdue');
    parameters.minOverdue = filter.minOverdue;
  }
  if (filter.minDaysPastDue !== null) {
    conditions.push('s.oldest_days >= @minDaysPastDue');
    parameters.minDaysPastDue = filter.minDaysPastDue;
  }
  const search = searchCondition(filter.search);
  return {
    where: [...conditions, search.where].join(' AND '),
    parameters: { ...parameters, ...search.parameters },
  };
}

function heldCondition({ held, lanes = [] }: WorklistFilterInput): string {
  const wanted = RESTING_LANES.filter((lane) => lanes.includes(lane)).map((lane) => `'${lane}'`);
  return held === 'hidden' && wanted.length > 0
    ? `(${HELD.hidden} OR s.lane IN (${wanted.join(', ')}))`
    : HELD[held];
}

/** Accounts whose words or whose invoice numbers begin with what was typed. */
function searchCondition(text: string): SqlCondition {
  const expression = searchExpression(text);
  if (expression === null) return { where: 'TRUE', parameters: {} };
  return {
    where: `(a.id IN (SELECT account_id FROM account_search WHERE words MATCH @words)
      OR a.id IN (SELECT account_id FROM document WHERE number >= @number COLLATE NOCASE
        AND number < @numberEnd COLLATE NOCASE AND deleted_at IS NULL LIMIT 2000))`,
    parameters: { words: expression, number: text.trim(), numberEnd: `${text.trim()}\u{10ffff}` },
  };
}

/** What each sort key orders by; `name` and the account's id make every order total. */
export const SORT_COLUMNS: Readonly<Record<WorklistSortKey, string>> = {
  priority: 's.score',
  overdue: 's.overdue_minor',
  open: 's.gross_minor',
  oldest: 's.oldest_days',
  name: 'a.name COLLATE NOCASE',
  lastTouch: "COALESCE(s.last_touch_at, '')",
  nextAction: "COALESCE(s.next_action_date, '9999-12-31')",
};
