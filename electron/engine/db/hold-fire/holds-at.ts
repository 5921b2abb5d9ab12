import { addDays, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { ContactChannel, Hold, HoldTarget } from '../../../../shared/domain/holds/types.ts';
import type {
  AccountId,
  ContactId,
  DocumentId,
  DoNotContactId,
  HoldId,
} from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { closedWindow, handedAccounts } from '../handoff/given.ts';
import { familiesOf, owningAccount } from '../summary/account-family.ts';

interface HoldRow {
  readonly id: HoldId;
  readonly accountId: AccountId | null;
  readonly documentId: DocumentId | null;
  readonly reason: string;
  readonly until: PlainDate | null;
  readonly setOn: PlainDate;
  readonly setBy: string;
}

export interface HoldScope {
  readonly asOf: PlainDate;
  /** Absent: all of them. Those on the whole workspace always belong to it. */
  readonly accounts?: readonly AccountId[];
}

/** All that rests on a date: holds that people set, and what a handoff gives to somebody else's hands. */
export function holdsAt(db: Connection, scope: HoldScope): readonly Hold[] {
  return [...setHoldsAt(db, scope), ...handoffHolds(db, scope)];
}

/** Holds that people set and that rest on a date: those on everything, and those of some accounts or of all. */
export function setHoldsAt(db: Connection, { asOf, accounts }: HoldScope): readonly Hold[] {
  const only =
    accounts === undefined ? '' : `AND (account_id IS NULL OR account_id IN ${familiesOf('@accounts')})`;
  return db
    .prepare<unknown[], HoldRow>(
      `SELECT id, CASE WHEN account_id IS NULL THEN NULL ELSE ${owningAccount(db, 'hold')} END AS accountId,
         document_id AS documentId, reason, until, set_on AS setOn, set_by AS setBy
       FROM hold WHERE lifted_at IS NULL AND (until IS NULL OR until > @asOf) ${only} ORDER BY set_at, id`,
    )
    .all({ asOf, ...(accounts === undefined ? {} : { accounts: JSON.stringify(accounts) }) })
    .map(({ accountId, documentId, ...hold }) => ({ ...hold, target: targetOf(accountId, documentId) }));
}

/** The accounts that are handed out; in a workspace that came from a handoff, everything outside its window. */
function handoffHolds(db: Connection, { asOf, accounts }: HoldScope): readonly Hold[] {
  const window = closedWindow(db, asOf);
  const whole: readonly Hold[] =
    window === null
      ? []
      : [
          {
            id: window.handoffId as string as HoldId,
            target: { scope: 'workspace' },
            reason: window.reason,
            until: window.opensOn,
            setBy: window.sender,
            setOn: window.since,
          },
        ];
  const handed = handedAccounts(db, asOf)
    .filter(({ accountId }) => accounts === undefined || accounts.includes(accountId))
    .map(
      (account): Hold => ({
        id: account.handoffId as string as HoldId,
        target: { scope: 'account', accountId: account.accountId },
        reason: `Handed to ${account.recipientName}`,
        until: addDays(account.endsOn, 1),
        setBy: account.givenBy,
        setOn: account.startsOn,
      }),
    );
  return [...whole, ...handed];
}

export function targetOf(accountId: AccountId | null, documentId: DocumentId | null): HoldTarget {
  if (accountId === null) return { scope: 'workspace' };
  return documentId === null ? { scope: 'account', accountId } : { scope: 'invoice', accountId, documentId };
}

export interface DoNotContactRow {
  readonly id: DoNotContactId;
  readonly accountId: AccountId;
  readonly contactId: ContactId | null;
  /** Of the contact that it is about; null for the whole account or a contact without one. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly channel: ContactChannel;
  readonly reason: string;
  readonly setOn: PlainDate;
  readonly setBy: string;
}

/** Who asked not to be contacted, of some accounts or of all. A contact that was removed keeps its wish. */
export function doNotContactOf(db: Connection, accounts?: readonly AccountId[]): readonly DoNotContactRow[] {
  const only = accounts === undefined ? '' : `AND account_id IN ${familiesOf('@accounts')}`;
  return db
    .prepare<unknown[], DoNotContactRow>(
      `SELECT closed.id, owned_by AS accountId, contact_id AS contactId, email, phone, channel, reason, set_on AS setOn,
         set_by AS setBy
       FROM (SELECT *, ${owningAccount(db, 'do_not_contact')} AS owned_by FROM do_not_contact
             WHERE lifted_at IS NULL ${only}) AS closed
         LEFT JOIN contact ON contact.id = contact_id
       ORDER BY set_at, closed.id`,
    )
    .all(accounts === undefined ? {} : { accounts: JSON.stringify(accounts) });
}
