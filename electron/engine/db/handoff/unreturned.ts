import { endOfDay, type Instant, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

/** An account that is ours again although nobody told yet what was done about it. */
export interface UnreturnedAccount {
  readonly accountId: AccountId;
  readonly recipientName: string;
  /** The last day on which they had it. */
  readonly lastDay: PlainDate;
}

/**
 * Accounts whose window was over before a date, or ended by us, and whose work did not come back: whoever had them may
 * have been in touch with the customer up to the last day. An interim return tells of the days before it alone.
 */
export function unreturnedAccounts(db: Connection, asOf: PlainDate): readonly UnreturnedAccount[] {
  return db
    .prepare<unknown[], UnreturnedAccount>(
      `SELECT accountId, recipientName, MAX(lastDay) AS lastDay FROM (
         SELECT account_id AS accountId, recipient_name AS recipientName, starts_on, closed_at, returned_at,
           MIN(ends_on, COALESCE(substr(closed_at, 1, 10), ends_on)) AS lastDay
         FROM given_account JOIN given_handoff ON given_handoff.id = handoff_id WHERE state <> 'declined')
       WHERE starts_on <= lastDay AND lastDay <= @asOf AND (closed_at IS NOT NULL OR lastDay < @asOf)
         AND (returned_at IS NULL OR (substr(returned_at, 1, 10) <= lastDay AND (closed_at IS NULL OR returned_at < closed_at)))
       GROUP BY accountId`,
    )
    .all({ asOf });
}

/** When each customer was in touch with us last, with those with whom somebody else may have been since. */
export function withUnreturned(
  db: Connection,
  lastContactAt: ReadonlyMap<AccountId, Instant>,
  { asOf, timeZone }: { readonly asOf: PlainDate; readonly timeZone: string },
): ReadonlyMap<AccountId, Instant> {
  const latest = new Map(lastContactAt);
  for (const { accountId, lastDay } of unreturnedAccounts(db, asOf)) {
    const possible = endOfDay(lastDay, timeZone);
    const known = latest.get(accountId);
    if (known === undefined || known < possible) latest.set(accountId, possible);
  }
  return latest;
}
