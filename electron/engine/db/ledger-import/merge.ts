import { endOfDay } from '../../../../shared/domain/dates.ts';
import type { AccountId, ImportBatchId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import type { CommandContext, CommandResult, NewLogEntry } from '../commands/command.ts';
import type { Connection } from '../connection.ts';
import { readWorkspace } from '../queries/workspace.ts';
import { refreshSummaries } from '../summary/refresh.ts';
import { refreshSearch } from '../summary/search.ts';
import { hasChanges, openJournal } from './change-journal.ts';
import { mergeCustomers } from './customers.ts';
import { prepareDocumentMerge } from './documents.ts';
import { exportAge } from './export-age.ts';
import { goneItems, toldGone } from './gone.ts';
import { ensureFileLedger } from './ledger.ts';
import { applyWaitingPayments, type PaymentMerge, preparePaymentMerge } from './payments.ts';
import type { MergeInput, MergeOutcome, StagedRecord } from './types.ts';

const CHUNK = 10_000;

/** What happened to the rows of one file, before the books around it are brought up to date. */
interface MergedRows {
  readonly counts: { imported: number; updated: number; unchanged: number };
  readonly totals: Map<CurrencyCode, number>;
  readonly invoices: number;
  readonly warnings: MergeOutcome['warnings'];
}

/**
 * Takes the staged rows of a batch over into the books: customers, documents, payments, then search, worklist
 * figures and the log, in one transaction. A dry run works out the same and changes nothing.
 */
export function importBatch(
  db: Connection,
  input: MergeInput,
  context: CommandContext,
): CommandResult<MergeOutcome> {
  const before = importedBefore(db, input);
  const outcome = mergeBatch(db, input, context);
  if (input.dryRun) return { output: { ...outcome, batch: null }, unchanged: true };
  const again = before.anyBatch && outcome.rows.imported === 0 && !hasChanges(db, input.batchId);
  const asks = outcome.gone.length > 0;
  if (again && (!asks || before.sameQuestions !== null)) {
    return { output: { ...outcome, batch: asks ? before.sameQuestions : null }, unchanged: true };
  }
  return { output: outcome, entries: [entryOf(input, outcome)] };
}

/**
 * Whether the same file was imported before; and the import that asked what this one asks: the newest that stands,
 * when it is of the same file as a complete list of the same day. What is gone can be closed upon that one.
 */
function importedBefore(
  db: Connection,
  { sha256, complete, asOf }: MergeInput,
): { readonly anyBatch: boolean; readonly sameQuestions: ImportBatchId | null } {
  const batches = db
    .prepare<[], { id: ImportBatchId; sha256: string; complete: number; as_of: string | null }>(
      'SELECT id, sha256, complete, as_of FROM import_batch WHERE undone_at IS NULL ORDER BY seq DESC',
    )
    .all();
  const [newest] = batches;
  const same = newest?.sha256 === sha256 && newest.complete === (complete ? 1 : 0) && newest.as_of === asOf;
  return {
    anyBatch: batches.some((batch) => batch.sha256 === sha256),
    sameQuestions: same ? newest.id : null,
  };
}

function mergeBatch(db: Connection, input: MergeInput, context: CommandContext): MergeOutcome {
  const ledger = ensureFileLedger(db);
  const journal = openJournal(db, input.batchId);
  const shared = { db, ledgerId: ledger.id, batchId: input.batchId, journal, newId: context.newId };
  const accounts = mergeCustomers(shared, input.customers);
  const merged = mergeRows(db, input, context, shared, accounts);
  const gone = input.complete ? goneItems(db, input, accounts) : [];
  const outcome: MergeOutcome = {
    batch: input.batchId,
    rows: {
      read: input.rowsRead,
      ...merged.counts,
      skipped: input.rowsSkipped,
      rejected: new Set(input.rejected.map((row) => row.row)).size,
    },
    customers: accounts.size,
    invoices: merged.invoices,
    totals: [...merged.totals]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([currency, minor]) => ({ currency, minor: minor as MinorUnits })),
    gone,
    warnings: merged.warnings,
  };
  db.prepare('DELETE FROM import_stage WHERE batch_id = ?').run(input.batchId);
  keepBatch(db, input, context, ledger, outcome);
  const touched = [...new Set(accounts.values())];
  refreshSearch(db, touched);
  refreshSummaries(db, { today: context.today });
  return outcome;
}

function mergeRows(
  db: Connection,
  input: MergeInput,
  context: CommandContext,
  shared: PaymentMerge,
  accounts: ReadonlyMap<string, AccountId>,
): MergedRows {
  const columns = input.mapping.columns;
  const { today } = context;
  const age = exportAge(db, { asOf: input.asOf, today });
  const figureOn = input.asOf ?? context.today;
  const writeDocument = prepareDocumentMerge({
    ...shared,
    age,
    figureOn,
    totalKnown: columns.amount !== null,
    openKnown: columns.openAmount !== null,
    paidDateKnown: columns.paidDate !== null,
  });
  const writePayment = preparePaymentMerge({ ...shared, age, figureOn });
  const counts = { imported: 0, updated: 0, unchanged: 0 };
  const totals = new Map<CurrencyCode, number>();
  let invoices = 0;
  for (const record of stagedRows(db, input.batchId)) {
    const account = accounts.get(record.customerKey);
    if (account === undefined)
      throw new TypeError(`Row ${record.position} names a customer that was not collected.`);
    const outcome =
      record.kind === 'payment' ? writePayment(account, record) : writeDocument(account, record);
    counts[outcome] += 1;
    if (record.kind !== 'payment') invoices += 1;
    const signed = record.kind === 'invoice' ? record.openMinor : -record.openMinor;
    totals.set(record.currency, (totals.get(record.currency) ?? 0) + signed);
  }
  applyWaitingPayments(shared);
  return { counts, totals, invoices, warnings: age.warnings() };
}

/** Reads the stage in chunks: SQLite cannot write while a statement of the same connection is open. */
function* stagedRows(db: Connection, batchId: string): Generator<StagedRecord> {
  const select = db.prepare<[string, number], Record<string, unknown>>(
    `SELECT position, kind, customer_key AS customerKey, number, issue_date AS issueDate, due_date AS dueDate,
       due_derived AS dueDerived, currency, total_minor AS totalMinor, open_minor AS openMinor, paid_date AS paidDate,
       po_number AS poNumber, reference, terms, disputed, applies_to AS appliesTo
     FROM import_stage WHERE batch_id = ? AND position > ? ORDER BY position LIMIT ${CHUNK}`,
  );
  let position = -1;
  for (;;) {
    const rows = select.all(batchId, position);
    if (rows.length === 0) return;
    for (const row of rows) {
      const record = {
        ...row,
        dueDerived: row.dueDerived === 1,
        disputed: row.disputed === 1,
      } as StagedRecord;
      position = record.position;
      yield record;
    }
  }
}

function keepBatch(
  db: Connection,
  input: MergeInput,
  context: CommandContext,
  ledger: { readonly id: string; readonly freshAt: string | null },
  outcome: MergeOutcome,
): void {
  const next = db
    .prepare<[], { seq: number }>('SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM import_batch')
    .get();
  db.prepare(
    `INSERT INTO import_batch (id, seq, ledger_id, file_name, sha256, mapping_json, complete, as_of, result_json,
       imported_at, imported_by, previous_fresh_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    input.batchId,
    next?.seq ?? 1,
    ledger.id,
    input.fileName,
    input.sha256,
    JSON.stringify(input.mapping),
    input.complete ? 1 : 0,
    input.asOf,
    JSON.stringify(storedResult(input, outcome)),
    context.now,
    context.actor,
    ledger.freshAt,
  );
  const reject = db.prepare(
    'INSERT INTO import_rejected (batch_id, row, column_name, code, message, cells_json) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const row of input.rejected) {
    reject.run(input.batchId, row.row, row.column, row.code, row.message, JSON.stringify(row.cells));
  }
  const { timeZone } = readWorkspace(db);
  const freshAt = input.asOf === null ? context.now : endOfDay(input.asOf, timeZone);
  db.prepare("UPDATE ledger SET fresh_at = MAX(COALESCE(fresh_at, ''), MIN(?, ?)) WHERE id = ?").run(
    freshAt,
    context.now,
    ledger.id,
  );
}

/** The result as screens show it later, without the rejected rows, which have a table of their own. */
function storedResult(input: MergeInput, outcome: MergeOutcome): Record<string, unknown> {
  return {
    ...outcome,
    totals: outcome.totals.map(({ currency, minor }) => ({ currency, openMinor: minor })),
    gone: outcome.gone.map(toldGone),
    warnings: [...input.warnings, ...outcome.warnings],
    columns: input.columns,
  };
}

function entryOf(input: MergeInput, outcome: MergeOutcome): NewLogEntry {
  const { imported, updated, unchanged, rejected } = outcome.rows;
  return {
    kind: 'import',
    account: null,
    payload: {
      summary: `Imported ${input.fileName}: ${imported} new, ${updated} changed, ${unchanged} unchanged, ${rejected} rejected`,
      batch: input.batchId,
      fileName: input.fileName,
      sha256: input.sha256,
      complete: input.complete,
      asOf: input.asOf,
      rows: outcome.rows,
      customers: outcome.customers,
      invoices: outcome.invoices,
      totals: outcome.totals,
      gone: outcome.gone.map((item) => item.number),
    },
  };
}
