import type { SourceId } from '../../../../shared/domain/connections/source-records.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { type Books, sourceKey } from './books.ts';
import type { Gone } from './tombstones.ts';

interface Merging {
  readonly id: AccountId;
  readonly name: string;
  readonly mergedInto: AccountId | null;
}

/**
 * The ledger made one customer of two: documents, payments, contacts and plans go over to the one that stays, and the
 * other one is kept as its alias. Entries in the log are never moved; an account shows those of the accounts that it took
 * over. A merger into a customer that was not read yet waits for it; one of a customer that was never read is kept, for
 * what still names it.
 */
export function accountMerger(books: Books): (merger: Gone, into: SourceId) => boolean {
  const { db, connectionId } = books;
  const find = db.prepare<[string, string], Merging>(
    'SELECT id, name, merged_into_id AS mergedInto FROM account WHERE ledger_id = ? AND source_key = ?',
  );
  const survivor = db.prepare<[AccountId | null], Merging>(
    'SELECT id, name, merged_into_id AS mergedInto FROM account WHERE id = ?',
  );
  const moveOver = prepareMove(books);
  const retire = db.prepare('UPDATE account SET merged_into_id = ?, deleted_at = ?, active = 0 WHERE id = ?');
  const follow = db.prepare('UPDATE account SET merged_into_id = ? WHERE merged_into_id = ?');
  const alias = db.prepare(
    `INSERT OR IGNORE INTO account_alias (account_id, name, name_key, batch_id)
     SELECT ?, name, name_key, ? FROM account WHERE id = ?`,
  );
  const keepUnread = db.prepare(
    `INSERT INTO account (id, ledger_id, source_key, name, name_key, deleted_at, active, merged_into_id)
     SELECT ?, ledger_id, ?, name, name_key, ?, 0, id FROM account WHERE id = ?`,
  );
  return (merger, intoId) => {
    const from = find.get(connectionId, sourceKey(merger.sourceId));
    const into = survivor.get(books.accountOf(intoId));
    if (into === undefined) {
      books.waitForSurvivor(merger, intoId);
      return false;
    }
    if (from === undefined) {
      keepUnread.run(books.newId(), sourceKey(merger.sourceId), books.today, into.id);
      return false;
    }
    if (from.id === into.id || from.mergedInto === into.id) return false;
    moveOver(from.id, into.id);
    retire.run(into.id, books.today, from.id);
    follow.run(into.id, from.id);
    alias.run(into.id, books.runId, from.id);
    books.touchedAccounts.add(into.id).add(from.id);
    books.changes.tell(into.id, into.id, { kind: 'customer_merged', from: from.name, into: into.name });
    return true;
  };
}

/** Gives what is done and owed from now on to the account that stays. */
function prepareMove({ db, today }: Books): (from: AccountId, into: AccountId) => void {
  const moves = ['document', 'payment'].map((table) =>
    db.prepare(`UPDATE ${table} SET account_id = @into WHERE account_id = @from`),
  );
  // What a person made of a contact counts before what the ledger delivered to the survivor meanwhile.
  const preferOurs = db.prepare(
    `DELETE FROM contact WHERE account_id = @into AND source = 'ledger' AND source_id IN
       (SELECT source_id FROM contact WHERE account_id = @from AND source_id IS NOT NULL
         AND (source = 'user' OR (removed_at IS NOT NULL AND gone_from_ledger = 0)))`,
  );
  // An address that the other one has too stands there once; the survivor's own plan counts.
  const contacts = db.prepare(
    `UPDATE contact SET account_id = @into WHERE account_id = @from
       AND NOT EXISTS (SELECT 1 FROM contact AS there WHERE there.account_id = @into
         AND (there.email = contact.email COLLATE NOCASE OR there.source_id = contact.source_id))`,
  );
  const plans = ['next_action', 'snooze'].map((table) =>
    db.prepare(`UPDATE OR IGNORE ${table} SET account_id = @into WHERE account_id = @from`),
  );
  const leaveBehind = db.prepare(
    `UPDATE contact SET removed_at = ?, gone_from_ledger = 1
     WHERE account_id = ? AND source = 'ledger' AND removed_at IS NULL`,
  );
  const forget = db.prepare('DELETE FROM ledger_balance WHERE account_id = ?');
  return (from, into) => {
    for (const statement of [...moves, preferOurs, contacts, ...plans]) statement.run({ from, into });
    leaveBehind.run(today, from);
    forget.run(from);
  };
}
