import { accountNameKey } from '../../../../shared/domain/account-name.ts';
import type { SourceCustomer } from '../../../../shared/domain/connections/source-records.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Applied, Books } from './books.ts';
import { sourceKey } from './books.ts';

interface AccountRow {
  readonly id: AccountId;
  readonly number: string | null;
  readonly name: string;
  readonly country: string | null;
  readonly terms: string | null;
  readonly terms_days: number | null;
  readonly active: number;
  readonly parent_source_id: string | null;
  readonly deleted_at: string | null;
  readonly merged_into_id: AccountId | null;
}

type AccountValues = Omit<AccountRow, 'id' | 'deleted_at' | 'merged_into_id'>;

const COLUMNS =
  'id, number, name, country, terms, terms_days, active, parent_source_id, deleted_at, merged_into_id';

/**
 * Writes a customer and the ledger's own balances of it. A customer that is known from imported files is taken over
 * with all that was done with it: found by its number, or by its name where neither side has a number.
 */
export function customerWriter(books: Books): (record: SourceCustomer) => Applied {
  const { db, connectionId } = books;
  const byKey = db.prepare<[string, string], AccountRow>(
    `SELECT ${COLUMNS} FROM account WHERE ledger_id = ? AND source_key = ?`,
  );
  const insert = db.prepare(
    `INSERT INTO account (id, ledger_id, source_key, number, name, name_key, country, terms, terms_days, active,
       parent_source_id) VALUES (@id, @ledgerId, @sourceKey, @number, @name, @nameKey, @country, @terms, @terms_days,
       @active, @parent_source_id)`,
  );
  const update = db.prepare(
    `UPDATE account SET number = @number, name = @name, name_key = @nameKey, country = @country, terms = @terms,
       terms_days = @terms_days, active = @active, parent_source_id = @parent_source_id, deleted_at = NULL
     WHERE id = @id`,
  );
  const alias = db.prepare(
    'INSERT OR IGNORE INTO account_alias (account_id, name, name_key, batch_id) VALUES (?, ?, ?, ?)',
  );
  const takeOver = prepareTakeOver(books);
  const keepBalances = prepareBalances(books);

  return (record) => {
    const known = byKey.get(connectionId, sourceKey(record.sourceId)) ?? takeOver(record);
    const next = valuesOf(record);
    if (known === null) {
      const id = books.newId() as AccountId;
      insert.run({
        id,
        ledgerId: connectionId,
        sourceKey: sourceKey(record.sourceId),
        nameKey: accountNameKey(record.name),
        ...next,
      });
      keepBalances(id, record);
      books.touchedAccounts.add(id);
      books.changes.tell(id, id, { kind: 'customer_added', name: record.name });
      return 'added';
    }
    // Two customers that became one never part again.
    if (known.merged_into_id !== null) return 'ignored';
    const balances = keepBalances(known.id, record);
    const same =
      known.deleted_at === null &&
      (Object.keys(next) as (keyof AccountValues)[]).every((key) => next[key] === known[key]);
    if (same) return balances ? 'changed' : 'same';
    update.run({ id: known.id, nameKey: accountNameKey(record.name), ...next });
    if (known.name !== record.name) {
      alias.run(known.id, known.name, accountNameKey(known.name), books.runId);
      books.changes.tell(known.id, known.id, { kind: 'customer_renamed', from: known.name, to: record.name });
    }
    books.touchedAccounts.add(known.id);
    return 'changed';
  };
}

function valuesOf(record: SourceCustomer): AccountValues {
  return {
    number: record.number,
    name: record.name,
    country: record.country,
    terms: record.terms,
    terms_days: record.termsDays,
    active: record.active ? 1 : 0,
    parent_source_id: record.parentId,
  };
}

/** Finds the one account of the imported files that this customer is, and makes it an account of this ledger. */
function prepareTakeOver({
  db,
  connectionId,
  touchedAccounts,
}: Books): (record: SourceCustomer) => AccountRow | null {
  const byNumber = db.prepare<[string], AccountRow>(
    `SELECT ${COLUMNS} FROM account WHERE ledger_id = 'files' AND number = ? AND merged_into_id IS NULL`,
  );
  const byName = db.prepare<[string, string], AccountRow>(
    `SELECT ${COLUMNS} FROM account WHERE +ledger_id = 'files' AND number IS NULL AND merged_into_id IS NULL AND id IN
       (SELECT id FROM account WHERE name_key = ? UNION SELECT account_id FROM account_alias WHERE name_key = ?)`,
  );
  const move = db.prepare('UPDATE account SET ledger_id = ?, source_key = ?, from_files = 1 WHERE id = ?');
  return (record) => {
    const nameKey = accountNameKey(record.name);
    const sameNumber = record.number === null ? [] : byNumber.all(record.number);
    const found = sameNumber.length > 0 ? sameNumber : byName.all(nameKey, nameKey);
    const [row] = found;
    if (row === undefined || found.length > 1) return null;
    move.run(connectionId, sourceKey(record.sourceId), row.id);
    touchedAccounts.add(row.id);
    return row;
  };
}

/** Keeps what the ledger says is open; answers whether it changed. */
function prepareBalances({ db }: Books): (account: AccountId, record: SourceCustomer) => boolean {
  const read = db.prepare<[string], { currency: string; minor: number }>(
    'SELECT currency, minor FROM ledger_balance WHERE account_id = ? ORDER BY currency',
  );
  const clear = db.prepare('DELETE FROM ledger_balance WHERE account_id = ?');
  const insert = db.prepare('INSERT INTO ledger_balance (account_id, currency, minor) VALUES (?, ?, ?)');
  return (account, { balances }) => {
    // A currency that is told of twice counts once.
    const byCurrency = new Map(balances.map(({ currency, minor }) => [currency as string, minor as number]));
    const next = [...byCurrency]
      .map(([currency, minor]) => ({ currency, minor }))
      .sort((left, right) => (left.currency < right.currency ? -1 : 1));
    if (JSON.stringify(read.all(account)) === JSON.stringify(next)) return false;
    clear.run(account);
    for (const { currency, minor } of next) insert.run(account, currency, minor);
    return true;
  };
}
