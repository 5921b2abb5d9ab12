import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { SourceId } from '../../../../shared/domain/connections/source-records.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { allocationRemover } from './allocations.ts';
import { type Books, sourceKey } from './books.ts';
import { documentRemover } from './documents.ts';
import { accountMerger } from './merged-accounts.ts';
import { paymentRemover } from './payments.ts';

/** A record that is no longer in the ledger, or counts for nothing any more. */
export interface Gone {
  readonly entity: SyncEntity;
  readonly sourceId: SourceId;
  readonly reason: 'deleted' | 'voided' | 'merged';
  readonly mergedInto: SourceId | null;
}

/** Puts away what the ledger no longer has. Rows stay, with their notes and letters; answers whether anything changed. */
export function tombstoneWriter(books: Books): (gone: Gone) => boolean {
  const { db, connectionId } = books;
  const document = db.prepare<
    [string, string, string],
    { id: string; account_id: AccountId; number: string; open_minor: number; currency: string }
  >(
    `SELECT id, account_id, number, open_minor, currency FROM document
     WHERE ledger_id = ? AND kind = ? AND source_id = ? AND deleted_at IS NULL`,
  );
  const payment = db.prepare<
    [string, string],
    { id: string; account_id: AccountId; amount_minor: number; currency: string; reference: string | null }
  >(
    `SELECT id, account_id, amount_minor, currency, reference FROM payment
     WHERE ledger_id = ? AND source_key = ? AND deleted_at IS NULL`,
  );
  const deactivate = db.prepare(
    'UPDATE account SET active = 0 WHERE ledger_id = ? AND source_key = ? AND active = 1',
  );
  const removeContact = db.prepare(
    `UPDATE contact SET removed_at = ?, gone_from_ledger = 1 WHERE source = 'ledger' AND source_id = ? AND removed_at IS NULL
       AND account_id IN (SELECT id FROM account WHERE ledger_id = ?)`,
  );
  const forgetWaiting = db.prepare(
    'DELETE FROM sync_waiting WHERE connection_id = ? AND entity = ? AND source_id = ?',
  );
  const releaseAllocations = db.prepare(
    "DELETE FROM sync_waiting WHERE connection_id = ? AND waits_for = ? AND entity = 'allocation'",
  );
  const removeDocument = documentRemover(books);
  const removePayment = paymentRemover(books);
  const removeAllocation = allocationRemover(books);
  const mergeAccounts = accountMerger(books);

  return (gone) => {
    const { entity, sourceId, reason, mergedInto } = gone;
    forgetWaiting.run(connectionId, entity, sourceId);
    releaseAllocations.run(connectionId, `${entity}:${sourceId}`);
    switch (entity) {
      case 'invoice':
      case 'credit_note': {
        const known = document.get(connectionId, entity, sourceId);
        if (known === undefined) return false;
        removeDocument(known, reason === 'deleted' ? 'deleted' : 'voided');
        return true;
      }
      case 'payment': {
        const known = payment.get(connectionId, sourceKey(sourceId));
        if (known === undefined) return false;
        removePayment(known);
        return true;
      }
      case 'allocation':
        return removeAllocation(sourceId);
      case 'customer':
        if (mergedInto !== null) return mergeAccounts(gone, mergedInto);
        return deactivate.run(connectionId, sourceKey(sourceId)).changes > 0;
      case 'contact':
        return removeContact.run(books.today, sourceId, connectionId).changes > 0;
      case 'currency':
        return false;
    }
  };
}
