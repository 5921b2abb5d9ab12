import type { AccountId, ImportBatchId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import type { ChangeJournal } from './change-journal.ts';
import type { RowOutcome } from './documents.ts';
import type { StagedRecord } from './types.ts';

export interface PaymentMerge {
  readonly db: Connection;
  readonly ledgerId: string;
  readonly batchId: ImportBatchId;
  readonly journal: ChangeJournal;
  readonly newId: () => string;
}

interface PaidInvoice {
  readonly id: string;
  readonly open_minor: number;
  readonly open_known: number;
  readonly figure_on: string;
}

/**
 * Writes one staged payment. It is applied to the invoice that the file names. The invoice's open amount goes down
 * only where it does not know of the payment yet: the figure is ours, or speaks of a day before the payment.
 */
export function preparePaymentMerge(
  merge: PaymentMerge,
): (account: AccountId, record: StagedRecord) => RowOutcome {
  const { db } = merge;
  const find = db.prepare<[string, string, string], { id: string; unapplied_minor: number }>(
    'SELECT id, unapplied_minor FROM payment WHERE ledger_id = ? AND account_id = ? AND source_key = ?',
  );
  const insert = db.prepare(
    `INSERT INTO payment (id, ledger_id, account_id, source_key, date, currency, amount_minor, unapplied_minor,
       reference, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setUnapplied = db.prepare('UPDATE payment SET unapplied_minor = ?, batch_id = ? WHERE id = ?');
  const invoice = db.prepare<[string, string, string], PaidInvoice>(
    `SELECT id, open_minor, open_known, figure_on FROM document
     WHERE account_id = ? AND kind = 'invoice' AND number = ? AND currency = ? AND deleted_at IS NULL`,
  );
  const lower = db.prepare('UPDATE document SET open_minor = ?, batch_id = ? WHERE id = ?');
  const allocate = db.prepare(
    `INSERT INTO allocation (id, ledger_id, document_id, payment_id, amount_minor, date, source, batch_id)
     VALUES (?, ?, ?, ?, ?, ?, 'payment', ?)`,
  );

  return (account, staged) => {
    if (staged.issueDate === null) throw new TypeError('A staged payment has a date.');
    const known = find.get(merge.ledgerId, account, staged.number);
    if (known !== undefined) {
      if (known.unapplied_minor === staged.openMinor || staged.appliesTo !== null) return 'unchanged';
      merge.journal.keep('payment', known.id);
      setUnapplied.run(staged.openMinor, merge.batchId, known.id);
      return 'updated';
    }
    const paid =
      staged.appliesTo === null ? undefined : invoice.get(account, staged.appliesTo, staged.currency);
    const unaware = paid !== undefined && (paid.open_known === 0 || paid.figure_on < staged.issueDate);
    const applied = paid === undefined ? 0 : staged.totalMinor - staged.openMinor;
    const lowered = unaware ? Math.min(applied, paid.open_minor) : applied;
    const id = merge.newId();
    insert.run(
      id,
      merge.ledgerId,
      account,
      staged.number,
      staged.issueDate,
      staged.currency,
      staged.totalMinor,
      paid === undefined && staged.appliesTo !== null
        ? staged.totalMinor
        : staged.openMinor + applied - lowered,
      staged.reference,
      merge.batchId,
    );
    if (paid === undefined || lowered === 0) return 'imported';
    if (unaware) {
      merge.journal.keep('document', paid.id);
      lower.run(paid.open_minor - lowered, merge.batchId, paid.id);
    }
    allocate.run(merge.newId(), merge.ledgerId, paid.id, id, lowered, staged.issueDate, merge.batchId);
    return 'imported';
  };
}
