import type { SourceId } from '../../../../shared/domain/connections/source-records.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { type Books, sourceKey } from './books.ts';

interface Merging {
  readonly id: AccountId;
  readonly name: string;
}

/**
 * The ledger made one customer of two: documents, payments and contacts go over to the one that stays, and the other one
 * is kept as its alias. Entries in the log are never moved; an account shows those of the accounts that it took over.
 */
export function accountMerger(books: Books): (from: SourceId, into: SourceId) => boolean {
  const { db, connectionId } = books;
  const find = db.prepare<[string, string], Merging>(
    'SELECT id, name FROM account WHERE ledger_id = ? AND source_key = ? AND merged_into_id IS NULL',
  );
  const moves = ['document', 'payment'].map((table) =>
    db.prepare(`UPDATE ${table} SET account_id = ? WHERE account_id = ?`),
  );
  // An address that the other one has too stands there once.
  const contacts = db.prepare(
    `UPDATE contact SET account_id = @into WHERE account_id = @from
       AND NOT EXISTS (SELECT 1 FROM contact AS there WHERE there.account_id = @into
         AND (there.email = contact.email COLLATE NOCASE OR there.source_id = contact.source_id))`,
  );
  const retire = db.prepare('UPDATE account SET merged_into_id = ?, deleted_at = ?, active = 0 WHERE id = ?');
  const follow = db.prepare('UPDATE account SET merged_into_id = ? WHERE merged_into_id = ?');
  const alias = db.prepare(
    `INSERT OR IGNORE INTO account_alias (account_id, name, name_key, batch_id)
     SELECT ?, name, name_key, ? FROM account WHERE id = ?`,
  );
  return (fromId, intoId) => {
    const from = find.get(connectionId, sourceKey(fromId));
    const into = find.get(connectionId, sourceKey(intoId));
    if (from === undefined || into === undefined || from.id === into.id) return false;
    for (const move of moves) move.run(into.id, from.id);
    contacts.run({ into: into.id, from: from.id });
    db.prepare('DELETE FROM ledger_balance WHERE account_id = ?').run(from.id);
    retire.run(into.id, books.today, from.id);
    follow.run(into.id, from.id);
    alias.run(into.id, books.runId, from.id);
    books.touchedAccounts.add(into.id).add(from.id);
    books.changes.tell(into.id, into.id, { kind: 'customer_merged', from: from.name, into: into.name });
    return true;
  };
}
