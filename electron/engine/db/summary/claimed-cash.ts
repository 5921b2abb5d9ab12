/**
 * SQL for what approved matches claim of a `document` and the books do not show yet, in minor units: what was approved
 * less what its open amount has fallen since. So a claim ends by itself once the payment is posted, by whomever.
 */
export const CLAIMED = `COALESCE((SELECT SUM(MAX(0, item.amount_minor - MAX(0, item.open_minor - document.open_minor)))
  FROM cash_match_item AS item JOIN cash_match ON cash_match.id = item.match_id
  WHERE item.document_id = document.id AND cash_match.withdrawn_at IS NULL), 0)`;
