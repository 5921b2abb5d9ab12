import type { AgingBasis } from '../../../../shared/domain/aging/buckets.ts';
import { agingEdges, DEFAULT_EDGES } from '../../../../shared/domain/aging/buckets.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { Figures } from '../../../../shared/domain/figures.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { accountFigures } from '../summary/figures.ts';
import { agedOn } from '../summary/refresh.ts';
import { keptFigures } from '../summary/summary-columns.ts';
import { type AgingView, addAging, agingView, emptyAging } from './aging-view.ts';
import { figuresOfAll } from './figures.ts';
import { rawSettings } from './workspace.ts';

export interface AgingInput {
  readonly asOf: PlainDate;
  readonly today: PlainDate;
  readonly basis: AgingBasis;
  readonly byAccount: boolean;
}

export interface AgingReport {
  readonly figures: Figures;
  readonly totals: AgingView[];
  readonly accounts: (AgingView & {
    readonly account: { readonly id: AccountId; readonly number: string | null; readonly name: string };
  })[];
}

/** The aging of the book: one row per currency that the books have, and by account when asked for. */
export function agingReport(db: Connection, input: AgingInput): AgingReport {
  const rows = isKept(db, input) ? keptRows(db) : workedOut(db, input);
  const totals = new Map<CurrencyCode, AgingView>(
    booksCurrencies(db).map((currency) => [currency, emptyAging(currency)]),
  );
  for (const { aging } of rows) {
    totals.set(aging.currency, addAging(totals.get(aging.currency) ?? emptyAging(aging.currency), aging));
  }
  return {
    figures: figuresOfAll(db),
    totals: [...totals.values()].sort((left, right) => (left.currency < right.currency ? -1 : 1)),
    accounts: input.byAccount ? byAccount(db, rows) : [],
  };
}

interface AgedAccount {
  readonly accountId: AccountId;
  readonly aging: AgingView;
}

/** The worklist keeps today's aging by due date: the same figures, without going through every invoice. */
function isKept(db: Connection, { asOf, today, basis }: AgingInput): boolean {
  return basis === 'due' && asOf >= today && agedOn(db) === asOf;
}

function keptRows(db: Connection): readonly AgedAccount[] {
  return db
    .prepare<[], Record<string, unknown> & { account_id: AccountId }>('SELECT * FROM account_summary')
    .all()
    .map((row) => ({ accountId: row.account_id, aging: agingView(keptFigures(row)) }));
}

function workedOut(db: Connection, input: AgingInput): readonly AgedAccount[] {
  const { agingEdges: edges } = rawSettings(db);
  return accountFigures(db, {
    ...input,
    edges: Array.isArray(edges) ? agingEdges(edges as number[]) : DEFAULT_EDGES,
  }).map((row) => ({ accountId: row.accountId, aging: agingView(row) }));
}

function booksCurrencies(db: Connection): readonly CurrencyCode[] {
  return [...distinctCurrencies(db, 'document'), ...distinctCurrencies(db, 'payment')];
}

/** Goes from one currency to the next by their index, instead of through all rows. */
function distinctCurrencies(db: Connection, table: 'document' | 'payment'): readonly CurrencyCode[] {
  return db
    .prepare<[], CurrencyCode>(
      `WITH RECURSIVE found (currency) AS (
         SELECT MIN(currency) FROM ${table}
         UNION ALL
         SELECT (SELECT MIN(currency) FROM ${table} WHERE currency > found.currency) FROM found
         WHERE found.currency IS NOT NULL)
       SELECT currency FROM found WHERE currency IS NOT NULL`,
    )
    .pluck()
    .all();
}

function byAccount(db: Connection, rows: readonly AgedAccount[]): AgingReport['accounts'] {
  const find = db.prepare<[string], { id: AccountId; number: string | null; name: string }>(
    'SELECT id, number, name FROM account WHERE id = ?',
  );
  return rows
    .flatMap(({ accountId, aging }) => {
      const account = find.get(accountId);
      return account === undefined ? [] : [{ ...aging, account }];
    })
    .sort(
      (left, right) =>
        left.account.name.localeCompare(right.account.name, 'en') ||
        (left.currency < right.currency ? -1 : 1),
    );
}
