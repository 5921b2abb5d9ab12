import { placeOf } from '../../../../shared/domain/contact-rules/place.ts';
import type { ContactSubject, DebtorType } from '../../../../shared/domain/contact-rules/types.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

interface DebtorRow {
  readonly id: AccountId;
  readonly debtorType: DebtorType;
  readonly country: string | null;
  readonly booksCountry: string | null;
  readonly region: string | null;
  readonly timeZone: string | null;
}

/** What kind of debtor each account is and where. Without a profile: a company in the country of the books. */
export function debtorsOf(
  db: Connection,
  accounts: readonly AccountId[],
): ReadonlyMap<AccountId, ContactSubject> {
  const rows = db
    .prepare<unknown[], DebtorRow>(
      `SELECT account.id, COALESCE(debtor_type, 'company') AS debtorType, debtor_profile.country,
         account.country AS booksCountry, region, time_zone AS timeZone
       FROM account LEFT JOIN debtor_profile ON account_id = account.id
       WHERE account.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(accounts));
  return new Map(rows.map(({ id, debtorType, ...known }) => [id, { debtorType, place: placeOf(known) }]));
}

/** The same for one account; an account that is not there is a company at an unknown place. */
export function debtorOf(db: Connection, account: AccountId): ContactSubject {
  return debtorsOf(db, [account]).get(account) ?? UNKNOWN;
}

const UNKNOWN: ContactSubject = {
  debtorType: 'company',
  place: { country: null, countryName: null, region: null, timeZone: null },
};
