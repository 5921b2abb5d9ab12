import type { Connection } from '../connection.ts';
import { searchExpression } from '../summary/search.ts';
import type { AccountMatch } from './accounts.ts';

/** Accounts by the beginnings of words (name, number, other spellings, contacts), then by invoice number. */
export function searchAccounts(
  db: Connection,
  { text, limit }: { readonly text: string; readonly limit: number },
): AccountMatch[] {
  const expression = searchExpression(text);
  if (expression === null) return [];
  const found = db
    .prepare<[string, number], AccountMatch>(
      `SELECT a.id, a.number, a.name, a.name AS match FROM account_search s JOIN account a ON a.id = s.account_id
       WHERE words MATCH ? ORDER BY rank LIMIT ?`,
    )
    .all(expression, limit);
  const known = new Set(found.map((row) => row.id));
  const byInvoice = db
    .prepare<[string, string, number], AccountMatch>(
      `SELECT a.id, a.number, a.name, d.number AS match FROM document d JOIN account a ON a.id = d.account_id
       WHERE d.number >= ? COLLATE NOCASE AND d.number < ? COLLATE NOCASE AND d.deleted_at IS NULL LIMIT ?`,
    )
    .all(text.trim(), `${text.trim()}\u{10ffff}`, limit);
  return [...found, ...byInvoice.filter((row) => !known.has(row.id))].slice(0, limit);
}
