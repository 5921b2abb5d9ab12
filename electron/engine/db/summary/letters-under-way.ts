import { dateInZone, type Instant, timeInZone } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../../shared/domain/money.ts';
import type { LetterPlace, LetterUnderWay } from '../../../../shared/domain/next-action/facts.ts';
import type { Connection } from '../connection.ts';
import { familiesOf, owningAccount } from './account-family.ts';
import { balanceKey } from './work-facts.ts';

interface LetterRow {
  readonly accountId: AccountId;
  readonly currency: CurrencyCode;
  readonly place: LetterPlace;
  readonly approvedAt: Instant | null;
}

/**
 * Letters that were approved, or handed over for the drafts folder, and are not out, by account and currency
 * (`balanceKey`): of several the one that needs a person, else the newest. `until` hides what was begun later.
 */
export function lettersUnderWay(
  db: Connection,
  scope: { readonly until: Instant; readonly timeZone: string; readonly accounts?: readonly AccountId[] },
): ReadonlyMap<string, LetterUnderWay> {
  const only = scope.accounts === undefined ? '' : `AND account_id IN ${familiesOf('@accounts')}`;
  const rows = db
    .prepare<unknown[], LetterRow & { weight: number }>(
      `SELECT ${owningAccount(db, 'outbox_message')} AS accountId, currency, approved_at AS approvedAt,
         CASE state WHEN 'unknown' THEN 'unknown' WHEN 'review' THEN 'review' WHEN 'rejected' THEN 'review'
           ELSE 'outbox' END AS place,
         CASE state WHEN 'unknown' THEN 3 WHEN 'review' THEN 2 WHEN 'rejected' THEN 2 ELSE 1 END AS weight
       FROM outbox_message
       WHERE state IN ('approved', 'queued', 'checking', 'dispatching', 'review', 'rejected', 'unknown')
         AND approved_at <= @until ${only}
       UNION ALL
       SELECT ${owningAccount(db, 'draft')}, currency, NULL, 'drafts_folder', 0 FROM draft
       WHERE state IN ('queued', 'appending', 'failed') AND created_at <= @until ${only}
       ORDER BY weight, approvedAt`,
    )
    .all({
      until: scope.until,
      ...(scope.accounts === undefined ? {} : { accounts: JSON.stringify(scope.accounts) }),
    });
  return new Map(
    rows.map(({ accountId, currency, place, approvedAt: at }) => [
      balanceKey(accountId, currency),
      {
        place,
        approved:
          at === null ? null : { on: dateInZone(at, scope.timeZone), time: timeInZone(at, scope.timeZone) },
      },
    ]),
  );
}
