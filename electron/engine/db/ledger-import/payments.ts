import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, ImportBatchId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { openApplications } from './applications.ts';
import type { ChangeJournal } from './change-journal.ts';
import type { RowOutcome } from './documents.ts';
import type { ExportAge } from './export-age.ts';
import type { StagedRecord } from './types.ts';

export interface PaymentMerge {
  readonly db: Connection;
  readonly ledgerId: string;
  readonly batchId: ImportBatchId;
  readonly journal: ChangeJournal;
  readonly newId: () => string;
}

interface KnownPayment {
  readonly id: string;
  readonly unapplied_minor: number;
  readonly told_on: PlainDate | null;
}

interface PaidInvoice {
  readonly id: string;
  readonly open_minor: number;
  readonly open_known: number;
  readonly figure_on: string;
}

interface PaymentToApply {
  readonly id: string;
  readonly date: PlainDate;
  /** How much of it is for the invoice. */
  readonly amount: number;
}

const INVOICE_COLUMNS = 'id, open_minor, open_known, figure_on';

/**
 * Writes one staged payment. It is applied to the invoice that the file names, or waits for it when the books do not
 * have that invoice yet. A known one whose unapplied amount changed was used, or given back, on the day of the figures.
 */
export function preparePaymentMerge(
  merge: PaymentMerge & { readonly age: ExportAge; readonly figureOn: PlainDate },
): (account: AccountId, record: StagedRecord) => RowOutcome {
  const { db, age } = merge;
  const find = db.prepare<[string, string, string], KnownPayment>(
    'SELECT id, unapplied_minor, told_on FROM payment WHERE ledger_id = ? AND account_id = ? AND source_key = ?',
  );
  const insert = db.prepare(
    `INSERT INTO payment (id, ledger_id, account_id, source_key, date, currency, amount_minor, unapplied_minor,
       told_on, reference, applies_to, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setUnapplied = db.prepare(
    'UPDATE payment SET unapplied_minor = ?, told_on = ?, batch_id = ? WHERE id = ?',
  );
  const confirm = db.prepare('UPDATE payment SET told_on = ? WHERE id = ?');
  const invoice = db.prepare<[string, string, string], PaidInvoice>(
    `SELECT ${INVOICE_COLUMNS} FROM document
     WHERE account_id = ? AND kind = 'invoice' AND number = ? AND currency = ? AND deleted_at IS NULL`,
  );
  const apply = preparePaymentApplication(merge);
  const applications = openApplications(merge);

  return (account, staged) => {
    if (staged.issueDate === null) throw new TypeError('A staged payment has a date.');
    const known = find.get(merge.ledgerId, account, staged.number);
    if (known !== undefined) {
      if (staged.appliesTo !== null) return 'unchanged';
      const same = known.unapplied_minor === staged.openMinor;
      if (age.isOutdated(known.told_on)) {
        if (!same) age.noteKept(known.told_on);
        return 'unchanged';
      }
      if (same && !age.isNewer(known.told_on)) return 'unchanged';
      merge.journal.keep('payment', known.id);
      if (same) {
        confirm.run(age.toldOn, known.id);
        return 'unchanged';
      }
      const used = known.unapplied_minor - staged.openMinor;
      applications.record(null, used, merge.figureOn, 'observed', known.id);
      setUnapplied.run(staged.openMinor, age.toldOn, merge.batchId, known.id);
      return 'updated';
    }
    const amount = staged.appliesTo === null ? 0 : staged.totalMinor - staged.openMinor;
    const paid =
      staged.appliesTo === null ? undefined : invoice.get(account, staged.appliesTo, staged.currency);
    const id = merge.newId();
    const applied = paid === undefined ? 0 : apply({ id, date: staged.issueDate, amount }, paid);
    insert.run(
      id,
      merge.ledgerId,
      account,
      staged.number,
      staged.issueDate,
      staged.currency,
      staged.totalMinor,
      staged.openMinor + amount - applied,
      age.toldOn,
      staged.reference,
      paid === undefined && amount > 0 ? staged.appliesTo : null,
      merge.batchId,
    );
    if (staged.appliesTo === null && staged.openMinor > 0) age.noteNewItem();
    return 'imported';
  };
}

/** Applies the payments that waited for an invoice which the books have by now. */
export function applyWaitingPayments(merge: PaymentMerge): void {
  const { db } = merge;
  const waiting = db
    .prepare<[string], { payment: string; date: PlainDate; unapplied_minor: number } & PaidInvoice>(
      `SELECT payment.id AS payment, payment.date, payment.unapplied_minor, document.id, document.open_minor,
         document.open_known, document.figure_on
       FROM payment JOIN document ON document.account_id = payment.account_id AND document.kind = 'invoice'
         AND document.number = payment.applies_to AND document.currency = payment.currency
       WHERE payment.ledger_id = ? AND payment.applies_to IS NOT NULL AND payment.deleted_at IS NULL
         AND document.deleted_at IS NULL ORDER BY payment.date, payment.id`,
    )
    .all(merge.ledgerId);
  const invoice = db.prepare<[string], PaidInvoice>(`SELECT ${INVOICE_COLUMNS} FROM document WHERE id = ?`);
  const update = db.prepare(
    'UPDATE payment SET unapplied_minor = ?, applies_to = NULL, batch_id = ? WHERE id = ?',
  );
  const apply = preparePaymentApplication(merge);
  for (const { payment, date, unapplied_minor: amount, ...row } of waiting) {
    merge.journal.keep('payment', payment);
    const applied = apply({ id: payment, date, amount }, invoice.get(row.id) ?? row);
    update.run(amount - applied, merge.batchId, payment);
  }
}

/**
 * Applies a payment to an invoice and returns how much of it was. What the books had seen of it already, as a paid
 * date or a fall between two files, is dated by it. Of the rest the open amount goes down only where it does not know
 * of the payment yet: the figure is ours, or speaks of a day before the payment.
 */
function preparePaymentApplication(
  merge: PaymentMerge,
): (payment: PaymentToApply, invoice: PaidInvoice) => number {
  const lower = merge.db.prepare('UPDATE document SET open_minor = ?, batch_id = ? WHERE id = ?');
  const applications = openApplications(merge);
  return ({ id, date, amount }, invoice) => {
    const rest = amount - applications.explain(invoice.id, amount, date);
    const unaware = invoice.open_known === 0 || invoice.figure_on < date;
    const fromOpen = unaware ? Math.min(rest, invoice.open_minor) : 0;
    if (fromOpen > 0) {
      merge.journal.keep('document', invoice.id);
      lower.run(invoice.open_minor - fromOpen, merge.batchId, invoice.id);
    }
    const applied = unaware ? amount - rest + fromOpen : amount;
    applications.record(invoice.id, applied, date, 'payment', id);
    return applied;
  };
}
