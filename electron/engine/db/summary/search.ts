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

/** So many words of a search count: nobody types more, and a pasted page would take seconds to look for. */
const MOST_WORDS = 20;

/** Turns what a person typed into an FTS5 query: every word must begin a word of the account. Null when there is no word. */
export function searchExpression(text: string): string | null {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  const counted = [...new Set(words)].slice(0, MOST_WORDS);
  return counted.length === 0 ? null : counted.map((word) => `"${word}"*`).join(' ');
}
