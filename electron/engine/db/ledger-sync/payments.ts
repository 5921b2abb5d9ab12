import type { SourcePayment } from '../../../../shared/domain/connections/source-records.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import { settlementRemover } from './allocations.ts';
import { type Applied, type Books, sourceKey } from './books.ts';

interface PaymentRow {
  readonly id: string;
  readonly account_id: AccountId;
  readonly date: string;
  readonly currency: string;
  readonly amount_minor: number;
  readonly unapplied_minor: number;
  readonly reference: string | null;
  readonly kind: string;
  readonly method: string | null;
  readonly deleted_at: string | null;
}

type PaymentValues = Omit<PaymentRow, 'id' | 'deleted_at'>;

const COLUMNS =
  'id, account_id, date, currency, amount_minor, unapplied_minor, reference, kind, method, deleted_at';

/** Writes a payment as the ledger has it; what is not applied is the ledger's own figure. */
export function paymentWriter(books: Books): (record: SourcePayment) => Applied {
  const { db, connectionId } = books;
  const find = db.prepare<[string, string], PaymentRow>(
    `SELECT ${COLUMNS} FROM payment WHERE ledger_id = ? AND source_key = ?`,
  );
  const insert = db.prepare(
    `INSERT INTO payment (id, ledger_id, account_id, source_key, date, currency, amount_minor, unapplied_minor, told_on,
       reference, applies_to, batch_id, kind, method)
     VALUES (@id, @ledgerId, @account_id, @sourceKey, @date, @currency, @amount_minor, @unapplied_minor, @today,
       @reference, NULL, @runId, @kind, @method)`,
  );
  const update = db.prepare(
    `UPDATE payment SET account_id = @account_id, date = @date, currency = @currency, amount_minor = @amount_minor,
       unapplied_minor = @unapplied_minor, told_on = @today, reference = @reference, batch_id = @runId, kind = @kind,
       method = @method, deleted_at = NULL WHERE id = @id`,
  );
  const putAway = paymentRemover(books);

  return (record) => {
    const account = books.accountOf(record.customerId);
    if (account === null) {
      books.waitFor(record, 'customer', record.customerId);
      return 'waiting';
    }
    const known = find.get(connectionId, sourceKey(record.sourceId));
    if (record.void) {
      if (known === undefined || known.deleted_at !== null) return 'ignored';
      putAway(known);
      return 'changed';
    }
    const next = valuesOf(record, account);
    const shared = { today: books.today, runId: books.runId };
    if (known === undefined) {
      const id = books.newId();
      insert.run({ ...shared, ...next, id, ledgerId: connectionId, sourceKey: sourceKey(record.sourceId) });
      books.touchedAccounts.add(account);
      const { reference, amount, currency } = record;
      if (record.kind !== 'refund')
        books.changes.tell(account, id, { kind: 'payment_received', reference, amount }, currency);
      return 'added';
    }
    const same =
      known.deleted_at === null &&
      (Object.keys(next) as (keyof PaymentValues)[]).every((column) => next[column] === known[column]);
    if (same) return 'same';
    update.run({ ...shared, ...next, id: known.id });
    books.touchedAccounts.add(account).add(known.account_id);
    return 'changed';
  };
}

/** Puts a payment away that the ledger voided or deleted: nothing of it is on the account any more. */
export function paymentRemover(
  books: Books,
): (known: Pick<PaymentRow, 'id' | 'account_id' | 'amount_minor' | 'currency' | 'reference'>) => void {
  const { db } = books;
  const remove = db.prepare(
    'UPDATE payment SET unapplied_minor = 0, deleted_at = ?, batch_id = ? WHERE id = ?',
  );
  const release = settlementRemover(books);
  return (known) => {
    release('payment', known.id);
    remove.run(books.today, books.runId, known.id);
    books.touchedAccounts.add(known.account_id);
    const { reference, amount_minor: amount, currency } = known;
    books.changes.tell(
      known.account_id,
      known.id,
      { kind: 'payment_removed', reference, amount: minorUnits(amount) },
      currency as SourcePayment['currency'],
    );
  };
}

function valuesOf(record: SourcePayment, account: AccountId): PaymentValues {
  // Money given back is on nobody's account.
  const unapplied: MinorUnits | 0 = record.kind === 'refund' ? 0 : record.unapplied;
  return {
    account_id: account,
    date: record.date,
    currency: record.currency,
    amount_minor: record.amount,
    unapplied_minor: unapplied,
    reference: record.reference,
    kind: record.kind,
    method: record.method,
  };
}
