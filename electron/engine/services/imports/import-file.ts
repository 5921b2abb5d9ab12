import { createHash } from 'node:crypto';
import type { ImportOutcome } from '../../../../shared/contract/import-procedures.ts';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { ImportBatchId } from '../../../../shared/domain/ids.ts';
import type { ImportMapping } from '../../../../shared/domain/imports/mapping.ts';
import { applyMapping } from '../../connectors/files/apply-mapping.ts';
import type { ImportSummary } from '../../connectors/files/import-summary.ts';
import { readTable } from '../../connectors/files/read-table.ts';
import { toldGone } from '../../db/ledger-import/gone.ts';
import type { MergeInput, MergeOutcome } from '../../db/ledger-import/types.ts';
import type { JobProgress } from '../../jobs/job-board.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { newId } from '../../platform/ids.ts';
import { decidePromises } from '../promises/decide-promises.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { CustomerCollector } from './collect-customers.ts';
import { connectedCustomers } from './connected-customers.ts';
import { stagedRecord } from './staged-record.ts';

export interface ImportRequest {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly mapping: ImportMapping;
  /** The file lists everything that is open on `asOf`. */
  readonly complete: boolean;
  /** The day that the figures are of; null: the day that the file states, else today. */
  readonly asOf: PlainDate | null;
  /** Works everything out and changes nothing. */
  readonly dryRun: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: JobProgress) => void;
}

export interface ImportReport {
  readonly outcome: ImportOutcome;
  /** With the original cells, for the export of what was rejected. */
  readonly rejected: ImportSummary['rejected'];
  readonly columns: readonly string[];
}

/**
 * Imports one file: reads and checks every row, stages the good ones, and takes them over in one transaction. A
 * cancel or a crash before that leaves the books as they were. Errors: `bad_file`, `bad_mapping`, `validation`,
 * `cancelled`, `disk_full`, `locked`.
 */
export async function importFile(workspace: OpenWorkspace, request: ImportRequest): Promise<ImportReport> {
  const { signal } = request;
  if (request.complete && request.asOf === null) {
    throw new EngineError('validation', 'A complete export needs the date it is of (--as-of).', {
      field: 'asOf',
    });
  }
  const batchId = newId() as ImportBatchId;
  const table = await readTable(request.bytes, request.fileName, { sheet: request.mapping.sheet, signal });
  const file = await applyMapping(table, request.mapping, {
    today: workspace.today(),
    baseCurrency: workspace.currency,
    signal,
    refuse: await connectedCustomers(workspace),
    onProgress: ({ fraction }) =>
      request.onProgress?.({ phase: 'Reading the file', done: Math.round(fraction * 1000), total: 1000 }),
  });
  const asOf = request.asOf ?? file.statedAsOf;
  const figureOn = asOf ?? workspace.today();
  try {
    const customers = new CustomerCollector();
    let position = 0;
    for await (const batch of file.batches) {
      stopIfCancelled(signal);
      const records = batch.map((record) => {
        customers.add(record);
        position += 1;
        return stagedRecord(record, position - 1, figureOn);
      });
      await workspace.db.maintain('stageRecords', { batchId, records }, workspace.context());
    }
    stopIfCancelled(signal);
    const read = file.summary();
    const summary = { ...read, warnings: [...read.warnings, ...customers.warnings()] };
    if (position === 0 && (summary.rejected.length > 0 || !request.complete))
      throw nothingUsable(request, summary);
    request.onProgress?.({ phase: 'Taking the rows over', done: 1000, total: null });
    stopIfCancelled(signal);
    const { output } = await workspace.db.write(
      'importBatch',
      mergeInput({ ...request, asOf }, batchId, summary, customers),
      workspace.context(),
    );
    if (!request.dryRun) await decidePromises(workspace);
    return {
      outcome: outcomeOf(output, summary),
      rejected: summary.rejected,
      columns: summary.columns,
    };
  } finally {
    await workspace.db.maintain('dropStage', { batchId }, workspace.context());
  }
}

function mergeInput(
  request: ImportRequest,
  batchId: ImportBatchId,
  summary: ImportSummary,
  customers: CustomerCollector,
): MergeInput {
  return {
    batchId,
    fileName: request.fileName,
    sha256: createHash('sha256').update(request.bytes).digest('hex'),
    mapping: request.mapping,
    complete: request.complete,
    asOf: request.asOf,
    customers: customers.list(),
    rejected: summary.rejected,
    columns: summary.columns,
    rowsRead: summary.rows.read,
    rowsSkipped: summary.rows.skipped,
    warnings: summary.warnings,
    dryRun: request.dryRun,
  };
}

function outcomeOf(merged: MergeOutcome, summary: ImportSummary): ImportOutcome {
  return {
    batch: merged.batch,
    rows: { ...merged.rows },
    customers: merged.customers,
    invoices: merged.invoices,
    totals: merged.totals.map(({ currency, minor }) => ({ currency, openMinor: minor })),
    rejected: summary.rejected.map(({ row, column, code, message }) => ({ row, column, code, message })),
    warnings: [...summary.warnings, ...merged.warnings],
    gone: merged.gone.map(toldGone),
  };
}

/**
 * Not one row was taken: that is a wrong mapping or file, not an import with some bad rows. Only an export that
 * is said to be complete may have no rows: then nothing is open.
 */
function nothingUsable({ fileName }: ImportRequest, { rejected }: ImportSummary): EngineError {
  const [first] = rejected;
  if (first === undefined) {
    return new EngineError(
      'bad_file',
      `${fileName}: there are no rows to import below the header. Export it again, or check the mapping of columns.`,
      { rejected: [] },
    );
  }
  if (rejected.every(({ code }) => code === 'read_from_books')) {
    return new EngineError('conflict', `${fileName}: nothing was imported. ${first.message}`, {
      rejected: told(rejected),
    });
  }
  const example = ` Row ${first.row}: ${first.message}`;
  return new EngineError(
    'bad_file',
    `${fileName}: not one of ${rejected.length} rows could be read, so nothing was imported. Check the mapping of columns, dates and amounts.${example}`,
    { rejected: told(rejected) },
  );
}

function told(rejected: ImportSummary['rejected']) {
  return rejected.slice(0, 50).map(({ row, column, code, message }) => ({ row, column, code, message }));
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new EngineError('cancelled', 'The import was cancelled. Nothing was imported.');
  }
}
