import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { familiesOf, owningAccount } from './account-family.ts';
import { balanceKey } from './work-facts.ts';

/**
 * The next date of the open disputes by account and currency (`balanceKey`), where every one of them has a date that did
 * not go by: the earliest. A dispute without one leaves its balance out, since nothing is set for it.
 */
export function disputeDates(
  db: Connection,
  scope: { readonly asOf: PlainDate; readonly accounts?: readonly AccountId[] },
): ReadonlyMap<string, PlainDate> {
  const only = scope.accounts === undefined ? '' : `AND account_id IN ${familiesOf('@accounts')}`;
  const rows = db
    .prepare<unknown[], { accountId: AccountId; currency: CurrencyCode; date: PlainDate; stuck: number }>(
      `SELECT ${owningAccount(db, 'dispute')} AS accountId, currency, MIN(next_date) AS date,
         SUM(next_date IS NULL OR next_date < @asOf) AS stuck
       FROM dispute WHERE state = 'open' ${only} GROUP BY accountId, currency`,
    )
    .all({
      asOf: scope.asOf,
      ...(scope.accounts === undefined ? {} : { accounts: JSON.stringify(scope.accounts) }),
    });
  return new Map(
    rows
      .filter(({ stuck }) => stuck === 0)
      .map(({ accountId, currency, date }) => [balanceKey(accountId, currency), date]),
  );
}
