import type { AnySourceRecord, SourceId } from '../../../../shared/domain/connections/source-records.ts';
import { allocationId, allocationRemover, OTHER_SIDE } from './allocations.ts';
import { type Books, sourceKey } from './books.ts';
import type { Gone } from './tombstones.ts';

/** All that belongs to this owner is on the page: what else is known of it is gone. */
export interface Replaced {
  readonly entity: 'contact' | 'allocation';
  readonly owner: {
    readonly entity: 'customer' | 'invoice' | 'payment' | 'credit_note';
    readonly sourceId: SourceId;
  };
}

/** Puts away what an owner no longer has; answers how many records that were. */
export function replacementWriter(
  books: Books,
  records: readonly AnySourceRecord[],
  bury: (gone: Gone) => boolean,
): (replaced: Replaced) => number {
  const { db, connectionId } = books;
  const contacts = db
    .prepare<[string], string>(
      "SELECT source_id FROM contact WHERE account_id = ? AND source_id IS NOT NULL AND source = 'ledger' AND removed_at IS NULL",
    )
    .pluck();
  const ofPayment = db
    .prepare<[string, string], string>(
      `SELECT allocation.source_id FROM allocation JOIN payment ON payment.id = allocation.payment_id
       WHERE payment.ledger_id = ? AND payment.source_key = ? AND allocation.source_id IS NOT NULL`,
    )
    .pluck();
  const ofInvoice = db
    .prepare<[string, string], string>(
      `SELECT allocation.source_id FROM allocation JOIN document ON document.id = allocation.document_id
       WHERE document.ledger_id = ? AND document.kind = 'invoice' AND document.source_id = ?
         AND allocation.source_id IS NOT NULL`,
    )
    .pluck();
  const ofCreditNote = db
    .prepare<[string, string], string>(
      `SELECT allocation.source_id FROM allocation JOIN document ON document.id = allocation.document_id
       WHERE document.ledger_id = ? AND document.kind = 'credit_note' AND document.source_id = ?
         AND allocation.source_id LIKE '%${OTHER_SIDE}'`,
    )
    .pluck();
  const removeAllocation = allocationRemover(books);
  const here = new Set(records.map(({ entity, sourceId }) => `${entity}:${sourceId}`));

  return ({ entity, owner }) => {
    if (entity === 'contact') {
      const account = books.accountOf(owner.sourceId);
      const known = account === null ? [] : contacts.all(account);
      return known
        .filter((sourceId) => !here.has(`contact:${sourceId}`))
        .filter((sourceId) => bury({ entity, sourceId, reason: 'deleted', mergedInto: null })).length;
    }
    const known =
      owner.entity === 'payment'
        ? ofPayment.all(connectionId, sourceKey(owner.sourceId))
        : owner.entity === 'invoice'
          ? ofInvoice.all(connectionId, owner.sourceId)
          : ofCreditNote.all(connectionId, owner.sourceId);
    const ids = new Set(known.map(allocationId));
    return [...ids].filter((id) => !here.has(`allocation:${id}`)).filter((id) => removeAllocation(id)).length;
  };
}
