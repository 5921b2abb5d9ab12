import type { Instant } from '../../../../shared/domain/dates.ts';
import type { AccountId, ImportBatchId } from '../../../../shared/domain/ids.ts';
import { columnMapping, type ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import type { CanonicalRecord } from '../../connectors/canonical.ts';
import type { ContextData } from '../../db/executor.ts';
import { newId } from '../../platform/ids.ts';
import { CustomerCollector } from '../imports/collect-customers.ts';
import { stagedRecord } from '../imports/staged-record.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** One thing that happened in the life of the demo company; they are replayed in the order of `at`. */
export interface DemoEvent {
  readonly at: Instant;
  readonly actor: string;
  readonly run: (context: ContextData) => Promise<unknown>;
}

const MAPPING: ImportMapping = {
  kind: 'invoices',
  currency: null,
  dateFormat: 'yyyy-MM-dd',
  decimal: '.',
  columns: columnMapping({
    customerNumber: 'Customer no.',
    customerName: 'Customer',
    invoiceNumber: 'Invoice',
    amount: 'Amount',
    openAmount: 'Open',
    paidDate: 'Paid on',
  }),
  preset: null,
  sheet: null,
  layout: 'column',
};

/** Takes records over as the import of a file does, and notes the accounts of its customers by their keys. */
export async function importRecords(
  workspace: OpenWorkspace,
  fileName: string,
  records: readonly CanonicalRecord[],
  context: ContextData,
  accounts: Map<string, AccountId>,
): Promise<void> {
  const batchId = newId() as ImportBatchId;
  const customers = new CustomerCollector();
  for (const record of records) customers.add(record);
  const staged = records.map((record, index) => stagedRecord(record, index, context.today));
  await workspace.db.maintain('stageRecords', { batchId, records: staged }, context);
  await workspace.db.write(
    'importBatch',
    {
      batchId,
      fileName,
      sha256: batchId,
      mapping: MAPPING,
      complete: false,
      // The figures of the generator are those of today, whenever their file came in.
      asOf: workspace.today(),
      customers: customers.list(),
      rejected: [],
      columns: [],
      rowsRead: records.length,
      rowsSkipped: 0,
      warnings: [],
      dryRun: false,
    },
    context,
  );
  for (const { key } of customers.list()) {
    if (!accounts.has(key)) accounts.set(key, (await workspace.db.read('findAccount', { key })).id);
  }
}
