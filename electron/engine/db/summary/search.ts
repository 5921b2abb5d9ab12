import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';

/** Writes the words by which accounts are found: number, name, other spellings, contacts and their addresses. */
export function refreshSearch(db: Connection, accounts: readonly AccountId[]): void {
  const ids = JSON.stringify(accounts);
  db.prepare('DELETE FROM account_search WHERE account_id IN (SELECT value FROM json_each(?))').run(ids);
  db.prepare(
    `INSERT INTO account_search (account_id, words)
     SELECT account.id, concat_ws(' ', account.number, account.name,
       (SELECT group_concat(name, ' ') FROM account_alias WHERE account_id = account.id),
       (SELECT group_concat(concat_ws(' ', name, email, phone), ' ') FROM contact
        WHERE account_id = account.id AND removed_at IS NULL))
     FROM account WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL`,
  ).run(ids);
}

/** Turns what a person typed into an FTS5 query: every word must begin a word of the account. Null when there is no word. */
export function searchExpression(text: string): string | null {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ');
}
