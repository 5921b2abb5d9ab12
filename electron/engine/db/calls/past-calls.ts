import type { PastCall } from '../../../../shared/domain/contact-rules/call-limits.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { CALL_OUTCOMES } from '../../../../shared/domain/touchpoint-kinds.ts';
import type { Connection } from '../connection.ts';
import { familiesOf, owningAccount } from '../summary/account-family.ts';

/** Calls that were logged on accounts and not taken back, oldest first; those of accounts merged into them count as theirs. */
export function pastCallsOf(
  db: Connection,
  accounts: readonly AccountId[],
): ReadonlyMap<AccountId, readonly PastCall[]> {
  const rows = db
    .prepare<unknown[], { accountId: AccountId; at: Instant; outcome: string | null }>(
      `SELECT ${owningAccount(db, 'touchpoint')} AS accountId, at, payload ->> '$.outcome' AS outcome
       FROM touchpoint JOIN touchpoint_payload USING (seq)
       WHERE kind = 'call' AND account_id IN ${familiesOf('@accounts')}
         AND id NOT IN (SELECT touchpoint_id FROM retraction) ORDER BY seq`,
    )
    .all({ accounts: JSON.stringify(accounts) });
  const calls = new Map<AccountId, PastCall[]>();
  for (const { accountId, at, outcome: written } of rows) {
    const outcome = CALL_OUTCOMES.find((known) => known === written);
    if (outcome === undefined) continue;
    calls.set(accountId, [...(calls.get(accountId) ?? []), { at, outcome }]);
  }
  return calls;
}

/** Outcomes of all calls since an instant, oldest first: what the counters count. */
export function callOutcomesSince(db: Connection, since: Instant): readonly PastCall[] {
  return db
    .prepare<unknown[], PastCall>(
      `SELECT at, payload ->> '$.outcome' AS outcome FROM touchpoint JOIN touchpoint_payload USING (seq)
       WHERE kind = 'call' AND at >= ? AND id NOT IN (SELECT touchpoint_id FROM retraction) ORDER BY seq`,
    )
    .all(since)
    .filter(({ outcome }) => CALL_OUTCOMES.includes(outcome));
}
