import type { AccountId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';
import { CLAIMED } from '../summary/claimed-cash.ts';
import type { CashApproval } from './cash-application.ts';

/** The money that a match applies. */
export interface CashSource {
  readonly date: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly payerAccount: string | null;
}

/** The bank line or payment of an approval. Throws `validation`, `not_found`, or `conflict` when it is matched already. */
export function requireSource(db: Connection, { bankLineId, paymentId }: CashApproval): CashSource {
  if ((bankLineId === null) === (paymentId === null)) {
    throw new EngineError('validation', 'A match needs one bank line or one payment.');
  }
  const source = db
    .prepare<unknown[], CashSource>(
      `SELECT date, currency, amount_minor AS amountMinor, payer_account AS payerAccount FROM bank_line WHERE id = @bankLineId
       UNION ALL SELECT date, currency, unapplied_minor, NULL FROM payment WHERE id = @paymentId AND deleted_at IS NULL`,
    )
    .get({ bankLineId, paymentId });
  if (source === undefined) throw new EngineError('not_found', 'The payment is not there any more.');
  if (source.amountMinor <= 0) throw new EngineError('validation', 'Only money that came in can be applied.');
  const taken = db
    .prepare(
      `SELECT 1 FROM cash_match WHERE withdrawn_at IS NULL
         AND (bank_line_id = @bankLineId OR (payment_id = @paymentId AND amount_minor = @amount))`,
    )
    .get({ bankLineId, paymentId, amount: source.amountMinor });
  if (taken !== undefined) {
    throw new EngineError('conflict', 'This payment is matched already. Withdraw that match first.');
  }
  return source;
}

/** Throws `validation` unless invoices less credit notes plus the rest are the payment, without a negative part. */
export function requirePartition(approval: CashApproval, amountMinor: number): void {
  const { allocations, restMinor } = approval;
  const sum = allocations.reduce(
    (total, part) => total + (part.kind === 'invoice' ? part.amountMinor : -part.amountMinor),
    restMinor,
  );
  const items = new Set(allocations.map((part) => part.itemId));
  const negative = allocations.some((part) => part.amountMinor < 0 || part.shortMinor < 0) || restMinor < 0;
  if (items.size === 0 || items.size < allocations.length || negative || sum !== amountMinor) {
    throw new EngineError(
      'validation',
      'The parts of the match do not add up to the payment. Choose them again.',
    );
  }
}

/** The document of a part as the books have it now. Throws `conflict` when it is not open for that much any more. */
export function requireOpen(
  db: Connection,
  account: AccountId,
  currency: string,
  part: CashApproval['allocations'][number],
): { readonly number: string; readonly openMinor: number } {
  const row = db
    .prepare<unknown[], { number: string; openMinor: number; claimed: number }>(
      `SELECT number, open_minor AS openMinor, ${CLAIMED} AS claimed FROM document
       WHERE id = @id AND account_id = @account AND currency = @currency AND kind = @kind AND deleted_at IS NULL`,
    )
    .get({ id: part.itemId, account, currency, kind: part.kind });
  if (row === undefined) {
    throw new EngineError('not_found', 'An invoice of the match is not open on this account any more.');
  }
  if (part.amountMinor + part.shortMinor > row.openMinor - row.claimed) {
    throw new EngineError(
      'conflict',
      `${row.number} is not open for that much any more. Look at the proposals again.`,
      {
        number: row.number,
      },
    );
  }
  return row;
}
