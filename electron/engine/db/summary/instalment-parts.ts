/**
 * SQL for the instalments of invoices with what is open of each on a date: `document_id seq account_id currency
 * disputed document_due due_date amount_minor open_at first_open`, where `first_open` is the due date of the document's first open
 * one. Today the ledger's own figures count; on a past date (`past`, bound as `@on`) what was applied to the document since
 * then is taken back from its last instalments first, since the first ones are settled first.
 *
 * @param accounts SQL condition on `account_id`; null: all accounts, by way of the instalments, of which there are few.
 */
export function instalmentParts(past: boolean, accounts: string | null): string {
  const from =
    accounts === null
      ? 'instalment CROSS JOIN document ON document.id = instalment.document_id'
      : 'document CROSS JOIN instalment ON instalment.document_id = document.id';
  const there = past ? '(issue_date IS NULL OR issue_date <= @on)' : 'document.open_minor > 0';
  return `
    SELECT *, MIN(CASE WHEN open_at > 0 THEN due_date END) OVER (PARTITION BY document_id) AS first_open
    FROM (SELECT instalment.document_id, seq, account_id, currency, disputed, document.due_date AS document_due,
            instalment.due_date, amount_minor, instalment.open_minor ${past ? TAKEN_BACK : ''} AS open_at
          FROM ${from}
          WHERE kind = 'invoice' AND deleted_at IS NULL AND ${there} ${accounts ?? ''})`;
}

const SETTLED = '(amount_minor - instalment.open_minor)';
const TAKEN_BACK = `
  + MIN(${SETTLED}, MAX(0,
      COALESCE((SELECT SUM(allocation.amount_minor) FROM allocation
        WHERE allocation.document_id = instalment.document_id AND date > @on), 0)
      - COALESCE(SUM(${SETTLED}) OVER (PARTITION BY instalment.document_id ORDER BY seq DESC
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)))`;
