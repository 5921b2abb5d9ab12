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

const MOST_SHOWN = 500;

/** Accounts with nothing open in another currency than that of the figure. */
const HOME_ONLY = `
  AND NOT EXISTS (SELECT 1 FROM document WHERE account_id = account.id AND currency <> ledger_balance.currency
    AND open_minor > 0 AND deleted_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM payment WHERE account_id = account.id AND currency <> ledger_balance.currency
    AND unapplied_minor > 0 AND deleted_at IS NULL)`;

/**
 * Compares each customer's open items with the ledger's own figure, in each currency that the ledger tells of. Customers
 * of whom it says nothing are not compared, nor are those with open items in other currencies where it says one figure of
 * them all.
 */
export function balanceDifferences(
  db: Connection,
  connectionId: ConnectionId,
  says: 'each_currency' | 'home_total' = 'each_currency',
): readonly BalanceDifference[] {
  return db
    .prepare<[string], BalanceDifference>(
      `SELECT account.id AS accountId, account.name AS account, account.number, ledger_balance.currency,
         ledger_balance.minor AS ledger,
         COALESCE((SELECT SUM(CASE kind WHEN 'invoice' THEN open_minor ELSE -open_minor END) FROM document
           WHERE account_id = account.id AND currency = ledger_balance.currency AND deleted_at IS NULL), 0)
         - COALESCE((SELECT SUM(unapplied_minor) FROM payment
           WHERE account_id = account.id AND currency = ledger_balance.currency AND deleted_at IS NULL), 0) AS ours
       FROM ledger_balance JOIN account ON account.id = ledger_balance.account_id
       WHERE account.ledger_id = ? AND account.deleted_at IS NULL ${says === 'home_total' ? HOME_ONLY : ''}
       GROUP BY account.id, ledger_balance.currency HAVING ours <> ledger
       ORDER BY ABS(ours - ledger) DESC, account.name LIMIT ${MOST_SHOWN}`,
    )
    .all(connectionId);
}
