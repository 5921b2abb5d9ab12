import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { DisputeReason } from '../../../../shared/domain/disputes/reasons.ts';
import type { Dispute } from '../../../../shared/domain/disputes/types.ts';
import type { AccountId, DisputeId } from '../../../../shared/domain/ids.ts';
import type { MinorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';
import { familiesOf, owningAccount } from '../summary/account-family.ts';

/** A dispute with its invoice and what is needed to settle it. */
export interface DisputeRow extends Dispute {
  readonly number: string;
  /** What is open of the invoice now. */
  readonly openMinor: MinorUnits;
  readonly text: string;
  readonly owner: string | null;
  readonly nextAction: string | null;
  readonly nextDate: PlainDate | null;
  readonly outcome: string | null;
  readonly openedBy: string;
  readonly papers: readonly { readonly name: string; readonly receivedOn: PlainDate | null }[];
}

/** Open disputes, the oldest first; of some accounts or of all. With `resolved` the settled ones as well. */
export function disputesOf(
  db: Connection,
  scope: { readonly accounts?: readonly AccountId[]; readonly resolved?: boolean },
): readonly DisputeRow[] {
  const only = scope.accounts === undefined ? '' : `AND account_id IN ${familiesOf('@accounts')}`;
  const rows = db
    .prepare<unknown[], Omit<DisputeRow, 'papers'> & { readonly reason: DisputeReason }>(
      `SELECT dispute.id, owned_by AS accountId, document_id AS documentId, dispute.currency, reason,
         dispute.amount_minor AS amountMinor, state, opened_on AS openedOn, resolved_on AS resolvedOn,
         document.number, document.open_minor AS openMinor, text, owner, next_action AS nextAction, next_date AS nextDate,
         outcome, opened_by AS openedBy
       FROM (SELECT *, ${owningAccount(db, 'dispute')} AS owned_by FROM dispute
             WHERE ${scope.resolved === true ? 'TRUE' : "state = 'open'"} ${only}) AS dispute
         JOIN document ON document.id = dispute.document_id
       ORDER BY opened_on, dispute.id`,
    )
    .all(scope.accounts === undefined ? {} : { accounts: JSON.stringify(scope.accounts) });
  const papers = db
    .prepare<[string], { dispute: DisputeId; name: string; receivedOn: PlainDate | null }>(
      `SELECT dispute_id AS dispute, name, received_on AS receivedOn FROM dispute_paper
       WHERE dispute_id IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
    )
    .all(JSON.stringify(rows.map((row) => row.id)));
  return rows.map((row) => ({
    ...row,
    papers: papers
      .filter(({ dispute }) => dispute === row.id)
      .map(({ name, receivedOn }) => ({ name, receivedOn })),
  }));
}
