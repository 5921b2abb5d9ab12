import { addMinor, type CurrencyCode, type MinorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';

/** How much is overdue in a currency, and by how many accounts. */
export interface OverdueOfAll {
  readonly overdueMinor: MinorUnits;
  readonly accounts: number;
}

/** What is overdue by currency, out of the figures of all accounts. */
export function overdueOf(
  figures: readonly { readonly currency: CurrencyCode; readonly overdue: MinorUnits }[],
): ReadonlyMap<CurrencyCode, OverdueOfAll> {
  const sums = new Map<CurrencyCode, OverdueOfAll>();
  for (const { currency, overdue } of figures) {
    if (overdue <= 0) continue;
    const { overdueMinor, accounts } = sums.get(currency) ?? { overdueMinor: ZERO, accounts: 0 };
    sums.set(currency, { overdueMinor: addMinor(overdueMinor, overdue), accounts: accounts + 1 });
  }
  return sums;
}

/** The same out of the kept summaries, when only some accounts are worked out. */
export function storedOverdue(db: Connection): ReadonlyMap<CurrencyCode, OverdueOfAll> {
  const rows = db
    .prepare<[], { currency: CurrencyCode } & OverdueOfAll>(
      `SELECT currency, SUM(overdue_minor) AS overdueMinor, COUNT(*) AS accounts FROM account_summary
       WHERE overdue_minor > 0 GROUP BY currency`,
    )
    .all();
  return new Map(rows.map(({ currency, ...sum }) => [currency, sum]));
}
