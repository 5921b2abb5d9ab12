import type { SourceAllocation, SourceId } from '../../../../shared/domain/connections/source-records.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { type Applied, type Books, sourceKey } from './books.ts';

interface Party {
  readonly id: string;
  readonly accountId: AccountId;
}

/**
 * Writes what a payment or a credit note settled of a document, dated as the ledger dates it: how past days are worked
 * out. A credit note that is used, and a payment in another currency, has a row of its own in its own currency, since what
 * was open of it on a past day rests on that.
 */
export function allocationWriter(books: Books): (record: SourceAllocation) => Applied {
  const { db, connectionId } = books;
  const document = db.prepare<[string, string, string], Party>(
    'SELECT id, account_id AS accountId FROM document WHERE ledger_id = ? AND kind = ? AND source_id = ?',
  );
  const payment = db.prepare<[string, string], Party>(
    'SELECT id, account_id AS accountId FROM payment WHERE ledger_id = ? AND source_key = ?',
  );
  const write = prepareRow(books);

  return (record) => {
    const { from, document: settled } = record;
    const target = document.get(connectionId, settled.entity, settled.sourceId);
    if (target === undefined) {
      books.waitFor(record, settled.entity, settled.sourceId);
      return 'waiting';
    }
    const origin =
      from.entity === 'payment'
        ? payment.get(connectionId, sourceKey(from.sourceId))
        : document.get(connectionId, 'credit_note', from.sourceId);
    if (origin === undefined) {
      books.waitFor(record, from.entity, from.sourceId);
      return 'waiting';
    }
    const { sourceId, amount, fromAmount, date } = record;
    const oneRow = from.entity === 'payment' && amount.currency === fromAmount.currency;
    const main = write({
      sourceId,
      documentId: target.id,
      paymentId: oneRow ? origin.id : null,
      amount: amount.minor,
      date,
    });
    books.touch(target.id);
    books.touchedAccounts.add(target.accountId).add(origin.accountId);
    if (oneRow) return main;
    const ofCredit = from.entity === 'credit_note';
    const other = write({
      sourceId: `${sourceId}${OTHER_SIDE}`,
      documentId: ofCredit ? origin.id : null,
      paymentId: ofCredit ? null : origin.id,
      amount: fromAmount.minor,
      date,
    });
    if (ofCredit) books.touch(origin.id);
    return main === 'same' ? other : main;
  };
}

/** Ends the id of the row that stands for the side of the credit note, or of a payment in another currency. */
export const OTHER_SIDE = '#from';

interface AllocationValues {
  readonly sourceId: string;
  readonly documentId: string | null;
  readonly paymentId: string | null;
  readonly amount: number;
  readonly date: string;
}

interface AllocationRow {
  readonly id: string;
  readonly documentId: string | null;
  readonly paymentId: string | null;
  readonly amount: number;
  readonly date: string;
}

function prepareRow(books: Books): (values: AllocationValues) => Applied {
  const { db, connectionId } = books;
  const find = db.prepare<[string, string], AllocationRow>(
    `SELECT id, document_id AS documentId, payment_id AS paymentId, amount_minor AS amount, date
     FROM allocation WHERE ledger_id = ? AND source_id = ?`,
  );
  const insert = db.prepare(
    `INSERT INTO allocation (id, ledger_id, document_id, payment_id, amount_minor, date, source, batch_id, source_id)
     VALUES (?, ?, ?, ?, ?, ?, 'ledger', ?, ?)`,
  );
  const update = db.prepare(
    `UPDATE allocation SET document_id = ?, payment_id = ?, amount_minor = ?, date = ?, batch_id = ? WHERE id = ?`,
  );
  return ({ sourceId, documentId, paymentId, amount, date }) => {
    const known = find.get(connectionId, sourceId);
    if (known === undefined) {
      insert.run(books.newId(), connectionId, documentId, paymentId, amount, date, books.runId, sourceId);
      return 'added';
    }
    const same =
      known.documentId === documentId &&
      known.paymentId === paymentId &&
      known.amount === amount &&
      known.date === date;
    if (same) return 'same';
    if (known.documentId !== null) books.touch(known.documentId);
    update.run(documentId, paymentId, amount, date, books.runId, known.id);
    return 'changed';
  };
}

/** Takes back all that a document or a payment settled or was settled by, on both of its sides. */
export function settlementRemover(books: Books): (of: 'document' | 'payment', id: string) => void {
  const { db } = books;
  const settled = (column: string) =>
    db
      .prepare<[string], string>(
        `SELECT source_id FROM allocation WHERE ${column} = ? AND source_id IS NOT NULL`,
      )
      .pluck();
  const statements = { document: settled('document_id'), payment: settled('payment_id') };
  const remove = allocationRemover(books);
  return (of, id) => {
    for (const sourceId of statements[of].all(id)) remove(allocationId(sourceId));
  };
}

/** The ledger's id of an allocation, by the id of either of its rows. */
export function allocationId(rowSourceId: string): SourceId {
  return rowSourceId.endsWith(OTHER_SIDE) ? rowSourceId.slice(0, -OTHER_SIDE.length) : rowSourceId;
}

/** Takes an allocation back that the ledger no longer has, with both of its sides. Answers whether it was there. */
export function allocationRemover(books: Books): (sourceId: string) => boolean {
  const { db, connectionId } = books;
  const find = db.prepare<
    [string, string, string],
    { readonly id: string; readonly documentId: string | null }
  >(`SELECT id, document_id AS documentId FROM allocation WHERE ledger_id = ? AND source_id IN (?, ?)`);
  const remove = db.prepare('DELETE FROM allocation WHERE id = ?');
  return (sourceId) => {
    const rows = find.all(connectionId, sourceId, `${sourceId}${OTHER_SIDE}`);
    for (const { id, documentId } of rows) {
      if (documentId !== null) books.touch(documentId);
      remove.run(id);
    }
    return rows.length > 0;
  };
}
