import type { AccountId, ConnectionId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';

/** A customer whose open items do not add up to what the ledger itself says. */
export interface BalanceDifference {
  readonly accountId: AccountId;
  readonly account: string;
  readonly number: string | null;
  readonly currency: CurrencyCode;
  /** Open invoices less open credit notes less unapplied payments, in minor units. */
  readonly ours: MinorUnits;
  readonly ledger: MinorUnits;
}

/** What a ledger's own balances say: a figure in each currency, or one of them all in the home currency. */
export type BalanceKind = 'each_currency' | 'home_total';

export interface BalanceCheck {
  readonly differences: readonly BalanceDifference[];
  /** Customers of whom nobody can say, since their one figure holds other currencies at a rate that is not known. */
  readonly uncompared: number;
}

const MOST_SHOWN = 500;

/**
 * What is open of each account and currency by this ledger's records, and the ledger's figures beside it. What imported
 * files still know of an account is no part of it.
 */
const COMPARED = `
  WITH item AS (
    SELECT account_id, currency, IIF(kind = 'invoice', open_minor, -open_minor) AS minor FROM document
    WHERE ledger_id = @connection AND open_minor > 0 AND deleted_at IS NULL
    UNION ALL
    SELECT account_id, currency, -unapplied_minor FROM payment
    WHERE ledger_id = @connection AND unapplied_minor > 0 AND deleted_at IS NULL),
  net AS MATERIALIZED (
    SELECT account_id, currency, SUM(minor) AS minor FROM item GROUP BY account_id, currency),
  compared AS (
    SELECT account.id AS accountId, account.name AS account, account.number, ledger_balance.currency,
      ledger_balance.minor AS ledger, COALESCE(own.minor, 0) AS ours,
      (SELECT MIN(minor) FROM net WHERE account_id = account.id AND currency <> ledger_balance.currency) AS lowest,
      (SELECT MAX(minor) FROM net WHERE account_id = account.id AND currency <> ledger_balance.currency) AS highest
    FROM ledger_balance JOIN account ON account.id = ledger_balance.account_id
    LEFT JOIN net AS own ON own.account_id = account.id AND own.currency = ledger_balance.currency
    WHERE account.ledger_id = @connection AND account.deleted_at IS NULL)`;

/**
 * Whether two figures differ for certain. One figure of all currencies is more than the items in the home currency where
 * only something is owed in the others, and less where only something is to be given back: at whatever rate.
 */
const DIFFERS: Readonly<Record<BalanceKind, string>> = {
  each_currency: 'ours <> ledger',
  home_total: `CASE WHEN lowest IS NULL THEN ours <> ledger WHEN lowest > 0 THEN ledger <= ours
    WHEN highest < 0 THEN ledger >= ours ELSE FALSE END`,
};

/**
 * Compares each customer's open items with the ledger's own figure, in each currency that the ledger tells of. Customers
 * of whom it says nothing are not compared.
 */
export function checkBalances(db: Connection, connection: ConnectionId, says: BalanceKind): BalanceCheck {
  const differences = db
    .prepare<unknown[], BalanceDifference>(
      `${COMPARED} SELECT accountId, account, number, currency, ledger, ours FROM compared WHERE ${DIFFERS[says]}
       ORDER BY ABS(ours - ledger) DESC, account LIMIT ${MOST_SHOWN}`,
    )
    .all({ connection });
  if (says === 'each_currency') return { differences, uncompared: 0 };
  const uncompared = db
    .prepare<unknown[], number>(
      `${COMPARED} SELECT COUNT(*) FROM compared WHERE lowest IS NOT NULL AND NOT (${DIFFERS[says]})`,
    )
    .pluck()
    .get({ connection });
  return { differences, uncompared: uncompared ?? 0 };
}
