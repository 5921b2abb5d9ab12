import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { Figures } from '../../../../shared/domain/figures.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Lane } from '../../../../shared/domain/lanes/lanes.ts';
import type { TemplateStage } from '../../../../shared/domain/letters/stages.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { NextBestAction } from '../../../../shared/domain/next-action/types.ts';
import type { PriorityReason } from '../../../../shared/domain/priority/priority.ts';
import type { Connection } from '../connection.ts';
import { keptFigures } from '../summary/summary-columns.ts';
import { type AgingView, agingView } from './aging-view.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { figuresOfAll } from './figures.ts';
import { figuresStopMail } from './figures-stop-mail.ts';
import { type ProposedAction, proposalToday } from './proposal-today.ts';
import { withSummaries } from './summaries-at.ts';
import {
  SORT_COLUMNS,
  type WorklistFilterInput,
  type WorklistSortKey,
  worklistCondition,
} from './worklist-filter.ts';
import { accountsWithoutStep, type LaneTotals, laneTotals } from './worklist-lanes.ts';

export interface WorklistPageInput {
  readonly filter: WorklistFilterInput;
  readonly sort: { readonly key: WorklistSortKey; readonly descending: boolean };
  readonly limit: number;
  readonly cursor: string | null;
  readonly asOf: PlainDate;
  readonly today: PlainDate;
}

/** A worklist row as the contract has it; amounts in minor units, credits and unapplied cash ≤ 0. */
export interface WorklistItemRow {
  readonly rank: number;
  readonly accountId: AccountId;
  readonly number: string | null;
  readonly name: string;
  readonly country: string | null;
  readonly currency: CurrencyCode;
  readonly aging: AgingView;
  readonly overdue: MinorUnits;
  readonly open: MinorUnits;
  /** What of it may be asked for today. */
  readonly free: MinorUnits;
  readonly brokenLevel: number;
  readonly promiseDue: PlainDate | null;
  readonly rests: boolean;
  readonly owner: string | null;
  readonly lane: Lane | null;
  readonly proposal: ProposedAction | null;
  readonly hasStep: boolean;
  readonly overdueInvoices: number;
  readonly oldestDaysPastDue: number;
  readonly score: number;
  readonly reasons: PriorityReason[];
  readonly nextAction: {
    readonly kind: string;
    readonly date: PlainDate;
    readonly note: string | null;
  } | null;
  readonly holds: {
    readonly code: string;
    readonly until: PlainDate | null;
    readonly reason: string | null;
  }[];
  readonly stage: TemplateStage;
  readonly lastTouch: { readonly at: Instant; readonly kind: string; readonly summary: string } | null;
  readonly disputedInLedger: boolean;
}

export interface WorklistTotals {
  readonly currency: CurrencyCode;
  readonly overdue: MinorUnits;
  readonly open: MinorUnits;
  readonly rows: number;
}

export interface WorklistPage {
  readonly items: WorklistItemRow[];
  readonly total: number;
  readonly totals: WorklistTotals[];
  /** With the first page only. */
  readonly lanes: LaneTotals[];
  readonly withoutStep: number;
  readonly next: string | null;
  readonly asOf: PlainDate;
  readonly figures: Figures;
  readonly facets: { readonly currencies: CurrencyCode[]; readonly countries: string[] };
}

type SummaryRow = Record<string, unknown> & {
  readonly sortValue: string | number;
  readonly accountId: AccountId;
  readonly currency: CurrencyCode;
  readonly position: number;
};

/** One page of the worklist, keyset-paged in the given order. */
export function worklistPage(db: Connection, input: WorklistPageInput): WorklistPage {
  return withSummaries(db, input, (table) => readPage(db, input, table));
}

function readPage(db: Connection, input: WorklistPageInput, table: string): WorklistPage {
  const { where, parameters } = worklistCondition(input.filter, input.asOf);
  const from = `${table} s JOIN account a ON a.id = s.account_id`;
  const totals = db
    .prepare<unknown[], WorklistTotals>(
      `SELECT s.currency, SUM(s.overdue_minor) AS overdue, SUM(s.gross_minor) AS open, COUNT(*) AS rows
       FROM ${from} WHERE ${where} GROUP BY s.currency ORDER BY s.currency`,
    )
    .all(parameters);
  const after = input.cursor === null ? null : decodeCursor(input.cursor, isPosition);
  const column = SORT_COLUMNS[input.sort.key];
  const [direction, comparison] = input.sort.descending ? ['DESC', '<'] : ['ASC', '>'];
  const seek =
    after === null
      ? 'TRUE'
      : `(${column} ${comparison} @value OR (${column} = @value AND (a.name, a.id, s.currency) > (@name, @id, @currency)))`;
  const rows = db
    .prepare<unknown[], SummaryRow>(
      `SELECT s.*, a.number, a.name, a.country, a.id AS accountId, ${column} AS sortValue,
         n.kind AS actionKind, n.date AS actionDate, n.note AS actionNote, z.reason AS snoozeReason
       FROM ${from} LEFT JOIN next_action n ON n.account_id = a.id LEFT JOIN snooze z ON z.account_id = a.id
       WHERE ${where} AND ${seek}
       ORDER BY ${column} ${direction}, a.name, a.id, s.currency LIMIT @limit`,
    )
    .all({ ...parameters, ...(after ?? {}), limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const offset = after?.rank ?? 0;
  const first = input.cursor === null;
  const tooOld = figuresStopMail(db, input.asOf);
  return {
    items: page.map((row, index) => itemOf(row, { rank: offset + index + 1, asOf: input.asOf, tooOld })),
    total: totals.reduce((sum, row) => sum + row.rows, 0),
    totals,
    lanes: first ? laneTotals(db, { ...input, table }) : [],
    withoutStep: first ? accountsWithoutStep(db, table) : 0,
    next:
      rows.length > input.limit && last !== undefined
        ? encodeCursor(positionOf(last, offset + page.length))
        : null,
    asOf: input.asOf,
    figures: figuresOfAll(db),
    facets: {
      currencies: column1(db, `SELECT DISTINCT currency FROM ${table} ORDER BY currency`) as CurrencyCode[],
      countries: column1(
        db,
        'SELECT DISTINCT country FROM account WHERE country IS NOT NULL ORDER BY country',
      ),
    },
  };
}

function column1(db: Connection, sql: string): string[] {
  return db.prepare(sql).pluck().all() as string[];
}

interface Position {
  readonly value: string | number;
  readonly name: string;
  readonly id: string;
  readonly currency: string;
  readonly rank: number;
}

function positionOf(row: SummaryRow, rank: number): Position {
  return { value: row.sortValue, name: row.name as string, id: row.accountId, currency: row.currency, rank };
}

function isPosition(value: unknown): value is Position {
  if (typeof value !== 'object' || value === null) return false;
  const { value: sorted, name, id, currency, rank } = value as Record<string, unknown>;
  return (
    (typeof sorted === 'string' || typeof sorted === 'number') &&
    [name, id, currency].every((text) => typeof text === 'string') &&
    Number.isSafeInteger(rank)
  );
}

interface OnPage {
  readonly rank: number;
  readonly asOf: PlainDate;
  /** The figures are too old to write to anybody. */
  readonly tooOld: boolean;
}

function itemOf(row: SummaryRow, { rank, asOf, tooOld }: OnPage): WorklistItemRow {
  const text = (name: string) => row[name] as string | null;
  const count = (name: string) => row[name] as number;
  const actionKind = text('actionKind');
  const snoozedUntil = row.snoozed_until as PlainDate | null;
  const touchedAt = row.last_touch_at as Instant | null;
  const aging = agingView(keptFigures(row));
  return {
    rank,
    accountId: row.accountId,
    number: text('number'),
    name: text('name') ?? '',
    country: text('country'),
    currency: row.currency,
    aging,
    overdue: count('overdue_minor') as MinorUnits,
    open: aging.gross,
    overdueInvoices: count('overdue_invoices'),
    oldestDaysPastDue: count('oldest_days'),
    score: count('score'),
    reasons: JSON.parse(text('reasons_json') ?? '[]') as PriorityReason[],
    nextAction:
      actionKind === null
        ? null
        : { kind: actionKind, date: row.actionDate as PlainDate, note: text('actionNote') },
    free: count('free_minor') as MinorUnits,
    holds: [
      ...(JSON.parse(text('holds_json') ?? '[]') as WorklistItemRow['holds']),
      ...(snoozedUntil !== null && snoozedUntil > asOf
        ? [{ code: 'snoozed', until: snoozedUntil, reason: text('snoozeReason') }]
        : []),
    ],
    brokenLevel: count('broken_level'),
    rests: count('rests') === 1 || (snoozedUntil !== null && snoozedUntil > asOf),
    promiseDue: text('promise_due') as PlainDate | null,
    owner: text('owner'),
    lane: text('lane') as Lane | null,
    proposal: proposalToday(proposalOf(text('proposal_json')), { today: asOf, tooOld }),
    hasStep: count('has_step') === 1,
    stage: text('stage') as TemplateStage,
    lastTouch:
      touchedAt === null
        ? null
        : { at: touchedAt, kind: text('last_touch_kind') ?? '', summary: text('last_touch_summary') ?? '' },
    disputedInLedger: count('disputed_minor') > 0,
  };
}

function proposalOf(json: string | null): NextBestAction | null {
  return json === null ? null : (JSON.parse(json) as NextBestAction);
}
