import type { Instant, PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';

/** An account that somebody thinks of handing over: how much of it is overdue, and whether anything was noted lately. */
export interface AccountToHand {
  readonly id: AccountId;
  readonly name: string;
  readonly number: string | null;
  /** That in which most is overdue; null where nothing is open. */
  readonly currency: CurrencyCode | null;
  /** In that currency. */
  readonly overdue: MinorUnits;
  readonly lastTouchAt: Instant | null;
  /** Whom it is handed to in a part of the window already. */
  readonly handedTo: string | null;
  readonly handedUntil: PlainDate | null;
}

/** These accounts, those that matter most first. */
export function accountsToHand(
  db: Connection,
  window: { readonly accounts: readonly AccountId[]; readonly from: PlainDate; readonly to: PlainDate },
): readonly AccountToHand[] {
  const { accounts, from, to } = window;
  return db.prepare<unknown[], AccountToHand>(SELECT).all({ accounts: JSON.stringify(accounts), from, to });
}

const SELECT = `
  WITH most AS (
    SELECT account_id, currency, overdue_minor, score,
      ROW_NUMBER() OVER (PARTITION BY account_id ORDER BY overdue_minor DESC, currency) AS place
    FROM account_summary WHERE account_id IN (SELECT value FROM json_each(@accounts))
  ), taken AS (
    SELECT account_id, MIN(recipient_name) AS handedTo, MAX(ends_on) AS handedUntil
    FROM given_account JOIN given_handoff ON given_handoff.id = handoff_id
    WHERE closed_at IS NULL AND state <> 'declined' AND starts_on <= @to AND ends_on >= @from
    GROUP BY account_id
  )
  SELECT account.id, name, number, most.currency, COALESCE(overdue_minor, 0) AS overdue,
    (SELECT MAX(last_touch_at) FROM account_summary WHERE account_id = account.id) AS lastTouchAt,
    handedTo, handedUntil
  FROM account LEFT JOIN most ON most.account_id = account.id AND place = 1
    LEFT JOIN taken ON taken.account_id = account.id
  WHERE account.id IN (SELECT value FROM json_each(@accounts))
  ORDER BY COALESCE(score, -1) DESC, overdue DESC, name COLLATE NOCASE, account.id`;
