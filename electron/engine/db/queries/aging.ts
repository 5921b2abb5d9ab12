import type { AgingBasis } from '../../../../shared/domain/aging/buckets.ts';
import { agingEdges, DEFAULT_EDGES } from '../../../../shared/domain/aging/buckets.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { addMinor, type CurrencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { type AccountFigures, accountFigures } from '../summary/figures.ts';
import type { AgingView } from './worklist.ts';
import { rawSettings } from './workspace.ts';

export interface AgingInput {
  readonly asOf: PlainDate;
  readonly today: PlainDate;
  readonly basis: AgingBasis;
  readonly byAccount: boolean;
}

export interface AgingReport {
  readonly totals: AgingView[];
  readonly accounts: (AgingView & {
    readonly account: { readonly id: AccountId; readonly number: string | null; readonly name: string };
  })[];
}

/** The aging of the book: one row per currency that the books have, and by account when asked for. */
export function agingReport(db: Connection, input: AgingInput): AgingReport {
  const { agingEdges: edges } = rawSettings(db);
  const figures = accountFigures(db, {
    ...input,
    edges: Array.isArray(edges) ? agingEdges(edges as number[]) : DEFAULT_EDGES,
  });
  const totals = new Map<CurrencyCode, AgingView>(
    booksCurrencies(db).map((currency) => [currency, emptyView(currency)]),
  );
  for (const row of figures) {
    totals.set(row.currency, added(totals.get(row.currency) ?? emptyView(row.currency), viewOf(row)));
  }
  return {
    totals: [...totals.values()].sort((left, right) => (left.currency < right.currency ? -1 : 1)),
    accounts: input.byAccount ? byAccount(db, figures) : [],
  };
}

function booksCurrencies(db: Connection): readonly CurrencyCode[] {
  return db
    .prepare('SELECT currency FROM document UNION SELECT currency FROM payment')
    .pluck()
    .all() as CurrencyCode[];
}

function byAccount(db: Connection, figures: readonly AccountFigures[]): AgingReport['accounts'] {
  const find = db.prepare<[string], { id: AccountId; number: string | null; name: string }>(
    'SELECT id, number, name FROM account WHERE id = ?',
  );
  return figures
    .flatMap((row) => {
      const account = find.get(row.accountId);
      return account === undefined ? [] : [{ ...viewOf(row), account }];
    })
    .sort(
      (left, right) =>
        left.account.name.localeCompare(right.account.name, 'en') ||
        (left.currency < right.currency ? -1 : 1),
    );
}

const AMOUNTS = [
  'current',
  'd1_30',
  'd31_60',
  'd61_90',
  'd91_plus',
  'gross',
  'credits',
  'unapplied',
  'net',
] as const;

function emptyView(currency: CurrencyCode): AgingView {
  const zero = minorUnits(0);
  const amounts = Object.fromEntries(AMOUNTS.map((name) => [name, zero])) as Record<
    (typeof AMOUNTS)[number],
    typeof zero
  >;
  return { currency, ...amounts, invoices: 0 };
}

function viewOf(row: AccountFigures): AgingView {
  const [credits, unapplied] = [minorUnits(-row.credits), minorUnits(-row.unapplied)];
  return {
    currency: row.currency,
    current: row.current,
    d1_30: row.d1_30,
    d31_60: row.d31_60,
    d61_90: row.d61_90,
    d91_plus: row.d91_plus,
    gross: row.gross,
    credits,
    unapplied,
    net: addMinor(row.gross, credits, unapplied),
    invoices: row.invoices,
  };
}

function added(left: AgingView, right: AgingView): AgingView {
  const amounts = Object.fromEntries(AMOUNTS.map((name) => [name, addMinor(left[name], right[name])]));
  return { ...left, ...amounts, invoices: left.invoices + right.invoices };
}
