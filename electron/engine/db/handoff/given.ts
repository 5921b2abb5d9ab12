import { addDays, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, HandoffId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

/** An account that somebody else looks after on a date. */
export interface HandedAccount {
  readonly handoffId: HandoffId;
  readonly accountId: AccountId;
  readonly recipientName: string;
  readonly givenBy: string;
  readonly givenAt: string;
  readonly startsOn: PlainDate;
  /** The last day of the window. */
  readonly endsOn: PlainDate;
}

const ON_THE_DAY = `closed_at IS NULL AND state <> 'declined' AND starts_on <= @asOf AND ends_on >= @asOf`;

/** Accounts that are handed out on a date: nothing goes out to them from here. Those that were declined are ours again. */
export function handedAccounts(db: Connection, asOf: PlainDate): readonly HandedAccount[] {
  return db
    .prepare<unknown[], HandedAccount>(
      `SELECT handoff_id AS handoffId, account_id AS accountId, recipient_name AS recipientName, given_by AS givenBy,
         given_at AS givenAt, starts_on AS startsOn, ends_on AS endsOn
       FROM given_account JOIN given_handoff ON given_handoff.id = handoff_id
       WHERE ${ON_THE_DAY}
       ORDER BY account_id`,
    )
    .all({ asOf });
}

/** A condition of SQL: whether nobody else looks after the account of a column on the day `@asOf`. */
export function isOurs(accountColumn: string): string {
  return `NOT EXISTS (SELECT 1 FROM given_account JOIN given_handoff ON given_handoff.id = handoff_id
    WHERE given_account.account_id = ${accountColumn} AND ${ON_THE_DAY})`;
}

/** The same as a query. */
export function handedAccountsOn(
  db: Connection,
  { asOf }: { readonly asOf: PlainDate },
): readonly HandedAccount[] {
  return handedAccounts(db, asOf);
}

/** Why nothing may go out from a workspace that came from a handoff, and from when on it may; null while it may. */
export interface ClosedWindow {
  readonly handoffId: HandoffId;
  readonly reason: string;
  /** The first day of the window; null when it is over. */
  readonly opensOn: PlainDate | null;
  readonly since: PlainDate;
  readonly sender: string;
}

/** Whether a workspace that came from a handoff is outside its window on a date; null for every other workspace. */
export function closedWindow(db: Connection, asOf: PlainDate): ClosedWindow | null {
  const row = db
    .prepare<
      [],
      {
        id: HandoffId;
        startsOn: PlainDate;
        endsOn: PlainDate;
        returnedAt: string | null;
        acceptedAt: string;
        sender: string;
      }
    >(
      `SELECT id, starts_on AS startsOn, ends_on AS endsOn, returned_at AS returnedAt, accepted_at AS acceptedAt,
         sender_json ->> '$.name' AS sender FROM received_handoff LIMIT 1`,
    )
    .get();
  if (row === undefined) return null;
  const closed = { handoffId: row.id, sender: row.sender };
  if (row.returnedAt !== null) {
    const since = row.returnedAt.slice(0, 10) as PlainDate;
    return { ...closed, reason: `The work was returned to ${row.sender}`, opensOn: null, since };
  }
  if (asOf < row.startsOn) {
    const since = row.acceptedAt.slice(0, 10) as PlainDate;
    return { ...closed, reason: `The window of the handoff has not begun`, opensOn: row.startsOn, since };
  }
  if (asOf > row.endsOn) {
    return {
      ...closed,
      reason: 'The window of the handoff is over',
      opensOn: null,
      since: addDays(row.endsOn, 1),
    };
  }
  return null;
}
