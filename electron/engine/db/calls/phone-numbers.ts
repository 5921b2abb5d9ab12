import { closes } from '../../../../shared/domain/holds/active.ts';
import type { AccountId, ContactId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { doNotContactOf } from '../hold-fire/holds-at.ts';
import { contactsOf } from '../queries/accounts.ts';

/** Somebody of an account who has a telephone. */
export interface PhoneContact {
  readonly id: ContactId;
  readonly name: string | null;
  readonly role: string | null;
  readonly phone: string;
  /** Why this person is not to be called; null: nothing was asked. */
  readonly closed: string | null;
}

/** Who of an account can be called, and why nobody may be. */
export interface Phones {
  readonly contacts: readonly PhoneContact[];
  /** The wish of the whole account, or of all who have a telephone; null: somebody may be called. */
  readonly closed: string | null;
}

/** The telephones of accounts, with the wishes not to be called. */
export function phonesOf(db: Connection, accounts: readonly AccountId[]): ReadonlyMap<AccountId, Phones> {
  const wishes = doNotContactOf(db, accounts).filter(({ channel }) => closes(channel, 'call'));
  return new Map(
    accounts.map((account) => {
      const own = wishes.filter(({ accountId }) => accountId === account);
      const contacts = contactsOf(db, account).flatMap(({ id, name, role, phone }): PhoneContact[] => {
        if (phone === null || phone.trim() === '') return [];
        const wish = own.find(({ contactId }) => contactId === id);
        return [{ id, name, role, phone: phone.trim(), closed: wish?.reason ?? null }];
      });
      const whole = own.find(({ contactId }) => contactId === null);
      const [first] = contacts;
      const all = first !== undefined && contacts.every(({ closed }) => closed !== null);
      return [account, { contacts, closed: whole?.reason ?? (all ? first.closed : null) }] as const;
    }),
  );
}
