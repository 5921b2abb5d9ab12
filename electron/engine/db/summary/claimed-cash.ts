import type { DocumentId } from '../../../../shared/domain/ids.ts';
import type { MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';

/**
 * SQL for what approved matches claim of a `document` and the books do not show yet, in minor units: what was approved
 * less what its open amount has fallen since. So a claim ends by itself once the payment is posted, by whomever.
 */
export const CLAIMED = `COALESCE((SELECT SUM(MAX(0, item.amount_minor - MAX(0, item.open_minor - document.open_minor)))
  FROM cash_match_item AS item JOIN cash_match ON cash_match.id = item.match_id
  WHERE item.document_id = document.id AND cash_match.withdrawn_at IS NULL), 0)`;

/** SQL for what payers took off the invoices of matches that the books do not show yet. */
const SHORT = `COALESCE((SELECT SUM(item.short_minor)
  FROM cash_match_item AS item JOIN cash_match ON cash_match.id = item.match_id
  WHERE item.document_id = document.id AND cash_match.withdrawn_at IS NULL
    AND item.amount_minor > item.open_minor - document.open_minor), 0)`;

export interface ClaimedDocument {
  readonly documentId: DocumentId;
  /** What approved matches pay of it and the books do not show yet. */
  readonly claimedMinor: MinorUnits;
  /** What the payer took off it in those matches: it stays open, and is not chased before the payment is posted. */
  readonly shortMinor: MinorUnits;
}

/** Documents of an account that approved matches claim something of. */
export function claimedDocuments(db: Connection, accountId: string): readonly ClaimedDocument[] {
  return db
    .prepare<[string], ClaimedDocument>(
      `SELECT id AS documentId, ${CLAIMED} AS claimedMinor, ${SHORT} AS shortMinor FROM document
       WHERE account_id = ? AND open_minor > 0 AND deleted_at IS NULL
         AND id IN (SELECT document_id FROM cash_match_item)`,
    )
    .all(accountId)
    .filter((row) => row.claimedMinor > 0);
}
