import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { ReadQuery } from '../commands/command.ts';

/** Ids of the documents that are open, or of the payments that are not wholly applied, for the daily second look. */
export const openSourceIds: ReadQuery<
  { readonly connectionId: ConnectionId; readonly entity: 'invoice' | 'credit_note' | 'payment' },
  readonly string[]
> = (db, { connectionId, entity }) => {
  if (entity === 'payment') {
    return db
      .prepare<[string], string>(
        `SELECT substr(source_key, 4) FROM payment
         WHERE ledger_id = ? AND source_key LIKE 'id:%' AND unapplied_minor > 0 AND deleted_at IS NULL`,
      )
      .pluck()
      .all(connectionId);
  }
  return db
    .prepare<[string, string], string>(
      `SELECT source_id FROM document
       WHERE ledger_id = ? AND kind = ? AND source_id IS NOT NULL AND open_minor > 0 AND deleted_at IS NULL`,
    )
    .pluck()
    .all(connectionId, entity);
};

/** How many records of each entity the books have from this connection. */
export const knownRecords: ReadQuery<
  { readonly connectionId: ConnectionId },
  readonly { readonly entity: SyncEntity; readonly number: number }[]
> = (db, { connectionId }) =>
  db
    .prepare<unknown[], { entity: SyncEntity; number: number }>(
      `SELECT 'customer' AS entity, COUNT(*) AS number FROM account WHERE ledger_id = @id AND source_key LIKE 'id:%'
       UNION ALL SELECT kind, COUNT(*) FROM document WHERE ledger_id = @id AND source_id IS NOT NULL GROUP BY kind
       UNION ALL SELECT 'payment', COUNT(*) FROM payment WHERE ledger_id = @id AND source_key LIKE 'id:%'
       UNION ALL SELECT 'allocation', COUNT(*) FROM allocation
         WHERE ledger_id = @id AND source_id IS NOT NULL AND source_id NOT LIKE '%#from'
       UNION ALL SELECT 'contact', COUNT(*) FROM contact JOIN account ON account.id = contact.account_id
         WHERE account.ledger_id = @id AND contact.source = 'ledger' AND contact.source_id IS NOT NULL`,
    )
    .all({ id: connectionId });

/** Ids of all records of an entity that the books have from this connection, for the sweep. */
export const knownSourceIds: ReadQuery<
  { readonly connectionId: ConnectionId; readonly entity: SyncEntity },
  readonly string[]
> = (db, { connectionId, entity }) => {
  switch (entity) {
    case 'invoice':
    case 'credit_note':
      return db
        .prepare<[string, string], string>(
          'SELECT source_id FROM document WHERE ledger_id = ? AND kind = ? AND source_id IS NOT NULL AND deleted_at IS NULL',
        )
        .pluck()
        .all(connectionId, entity);
    case 'customer':
      return db
        .prepare<[string], string>(
          "SELECT substr(source_key, 4) FROM account WHERE ledger_id = ? AND source_key LIKE 'id:%' AND active = 1",
        )
        .pluck()
        .all(connectionId);
    case 'payment':
      return db
        .prepare<[string], string>(
          "SELECT substr(source_key, 4) FROM payment WHERE ledger_id = ? AND source_key LIKE 'id:%' AND deleted_at IS NULL",
        )
        .pluck()
        .all(connectionId);
    case 'allocation':
      return db
        .prepare<[string], string>(
          "SELECT source_id FROM allocation WHERE ledger_id = ? AND source_id IS NOT NULL AND source_id NOT LIKE '%#from'",
        )
        .pluck()
        .all(connectionId);
    case 'contact':
      return db
        .prepare<[string], string>(
          `SELECT contact.source_id FROM contact JOIN account ON account.id = contact.account_id
           WHERE account.ledger_id = ? AND contact.source_id IS NOT NULL AND removed_at IS NULL AND contact.source = 'ledger'`,
        )
        .pluck()
        .all(connectionId);
    case 'currency':
      return [];
  }
};
