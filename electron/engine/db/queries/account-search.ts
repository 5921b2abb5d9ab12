import type { Connection } from '../connection.ts';
import { searchExpression } from '../summary/search.ts';
import type { AccountMatch } from './accounts.ts';

/** So many invoice numbers with the asked beginning are looked through: one digit begins half a million of them. */
const READ_NUMBERS = 2000;

/**
 * Accounts by the beginnings of words (name, number, other spellings, contacts), then by invoice number; each once,
 * with the first of its invoices that match.
 */
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
      `SELECT a.id, a.number, a.name, d.number AS match
       FROM (SELECT account_id, MIN(number) AS number FROM (
               SELECT account_id, number FROM document
               WHERE number >= ? COLLATE NOCASE AND number < ? COLLATE NOCASE AND deleted_at IS NULL
               ORDER BY number COLLATE NOCASE LIMIT ${READ_NUMBERS})
             GROUP BY account_id) d JOIN account a ON a.id = d.account_id
       ORDER BY d.number COLLATE NOCASE, a.id LIMIT ?`,
    )
    .all(text.trim(), `${text.trim()}\u{10ffff}`, limit + found.length);
  return [...found, ...byInvoice.filter((row) => !known.has(row.id))].slice(0, limit);
}
