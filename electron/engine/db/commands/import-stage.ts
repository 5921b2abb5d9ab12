import type { ImportBatchId } from '../../../../shared/domain/ids.ts';
import type { StagedRecord } from '../ledger-import/types.ts';
import type { MaintenanceCommand } from './command.ts';

/** Puts a chunk of read rows into the (encrypted) stage. */
export const stageRecords: MaintenanceCommand<
  { readonly batchId: ImportBatchId; readonly records: readonly StagedRecord[] },
  null
> = (db, { batchId, records }) => {
  const insert = db.prepare(
    `INSERT INTO import_stage (batch_id, position, kind, customer_key, number, issue_date, due_date, due_derived, currency,
       total_minor, open_minor, paid_date, po_number, reference, terms, disputed, applies_to)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const record of records) {
    insert.run(
      batchId,
      record.position,
      record.kind,
      record.customerKey,
      record.number,
      record.issueDate,
      record.dueDate,
      record.dueDerived ? 1 : 0,
      record.currency,
      record.totalMinor,
      record.openMinor,
      record.paidDate,
      record.poNumber,
      record.reference,
      record.terms,
      record.disputed ? 1 : 0,
      record.appliesTo,
    );
  }
  return null;
};

export const dropStage: MaintenanceCommand<{ readonly batchId: ImportBatchId }, null> = (db, { batchId }) => {
  db.prepare('DELETE FROM import_stage WHERE batch_id = ?').run(batchId);
  return null;
};

/** What a killed import left behind. Runs when the workspace opens. */
export const dropStaleStages: MaintenanceCommand<null, { readonly dropped: number }> = (db) => {
  // A delete without conditions rewrites pages of an empty table too: opening the books would change the file.
  if (db.prepare('SELECT 1 FROM import_stage LIMIT 1').get() === undefined) return { dropped: 0 };
  return { dropped: db.prepare('DELETE FROM import_stage').run().changes };
};
