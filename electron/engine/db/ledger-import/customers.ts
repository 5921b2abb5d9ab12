import { accountNameKey } from '../../../../shared/domain/account-name.ts';
import type { AccountId, ImportBatchId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import type { ChangeJournal } from './change-journal.ts';
import { prepareContactMerge } from './contacts.ts';
import type { ImportCustomer } from './types.ts';

interface AccountRow {
  readonly id: AccountId;
  readonly number: string | null;
  readonly name: string;
  readonly country: string | null;
  readonly terms: string | null;
}

export interface CustomerMerge {
  readonly db: Connection;
  readonly ledgerId: string;
  readonly batchId: ImportBatchId;
  readonly journal: ChangeJournal;
  readonly newId: () => string;
}

/**
 * Finds or creates the account of each customer of a file. A customer is its number; without a number its name, in
 * any spelling seen so far. An account that was known by name only takes the number of a later file.
 * Returns the account of each customer key.
 */
export function mergeCustomers(
  merge: CustomerMerge,
  customers: readonly ImportCustomer[],
): ReadonlyMap<string, AccountId> {
  const accounts = new Map<string, AccountId>();
  const find = prepareLookups(merge.db, merge.ledgerId);
  const create = prepareCreate(merge);
  const addAliases = prepareAliases(merge);
  const mergeContact = prepareContactMerge(merge);
  for (const customer of customers) {
    const known = findAccount(find, customer);
    const { id, name } = known === null ? create(customer) : updateAccount(merge, known, customer);
    addAliases(id, name, customer.names);
    mergeContact(id, customer);
    accounts.set(customer.key, id);
  }
  return accounts;
}

interface Lookups {
  readonly byKey: (sourceKey: string) => AccountRow | null;
  readonly byName: (nameKey: string) => readonly AccountRow[];
}

/** The plus keeps SQLite from walking through the whole ledger for each name. */
function prepareLookups(db: Connection, ledgerId: string): Lookups {
  const columns = 'id, number, name, country, terms';
  const byKey = db.prepare<[string, string], AccountRow>(
    `SELECT ${columns} FROM account WHERE ledger_id = ? AND source_key = ?`,
  );
  const byName = db.prepare<[string, string, string], AccountRow>(
    `SELECT ${columns} FROM account WHERE +ledger_id = ? AND merged_into_id IS NULL AND id IN
       (SELECT id FROM account WHERE name_key = ? UNION SELECT account_id FROM account_alias WHERE name_key = ?)`,
  );
  return {
    byKey: (sourceKey) => byKey.get(ledgerId, sourceKey) ?? null,
    byName: (nameKey) => byName.all(ledgerId, nameKey, nameKey),
  };
}

function sourceKeyOf(customer: ImportCustomer): string {
  return customer.number === null ? `name:${accountNameKey(customer.key)}` : `number:${customer.number}`;
}

function findAccount(find: Lookups, customer: ImportCustomer): AccountRow | null {
  const known = find.byKey(sourceKeyOf(customer));
  if (known !== null) return known;
  const names = customer.number === null ? [customer.key, ...customer.names] : customer.names;
  const sameName = new Map<AccountId, AccountRow>();
  for (const name of names) {
    for (const row of find.byName(accountNameKey(name))) sameName.set(row.id, row);
  }
  const candidates = [...sameName.values()].filter((row) => customer.number === null || row.number === null);
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

type NamedAccount = Pick<AccountRow, 'id' | 'name'>;

function prepareCreate(merge: CustomerMerge): (customer: ImportCustomer) => NamedAccount {
  const insert = merge.db.prepare(
    `INSERT INTO account (id, ledger_id, source_key, number, name, name_key, country, terms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (customer) => {
    const id = merge.newId() as AccountId;
    const name = customer.names[0] ?? customer.key;
    const { number, country, terms } = customer;
    insert.run(id, merge.ledgerId, sourceKeyOf(customer), number, name, accountNameKey(name), country, terms);
    merge.journal.created('account', id);
    return { id, name };
  };
}

function updateAccount(merge: CustomerMerge, known: AccountRow, customer: ImportCustomer): NamedAccount {
  const firstName = customer.names[0];
  const namedByNumber = known.name === known.number && firstName !== undefined;
  const next = {
    number: known.number ?? customer.number,
    name: namedByNumber ? firstName : known.name,
    country: customer.country ?? known.country,
    terms: customer.terms ?? known.terms,
  };
  const same =
    next.number === known.number &&
    next.name === known.name &&
    next.country === known.country &&
    next.terms === known.terms;
  if (same) return known;
  merge.journal.keep('account', known.id);
  const sourceKey = known.number === null && customer.number !== null ? sourceKeyOf(customer) : null;
  merge.db
    .prepare(
      `UPDATE account SET number = ?, name = ?, name_key = ?, country = ?, terms = ?,
         source_key = COALESCE(?, source_key) WHERE id = ?`,
    )
    .run(next.number, next.name, accountNameKey(next.name), next.country, next.terms, sourceKey, known.id);
  return { id: known.id, name: next.name };
}

function prepareAliases(
  merge: CustomerMerge,
): (id: AccountId, name: string, names: readonly string[]) => void {
  const insert = merge.db.prepare(
    'INSERT OR IGNORE INTO account_alias (account_id, name, name_key, batch_id) VALUES (?, ?, ?, ?)',
  );
  return (id, name, names) => {
    for (const alias of names) {
      if (alias !== name) insert.run(id, alias, accountNameKey(alias), merge.batchId);
    }
  };
}
