import type { SourceDocument } from '../../../../shared/domain/connections/source-records.ts';
import { addDays, type PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import { settlementRemover } from './allocations.ts';
import type { Applied, Books } from './books.ts';
import { evened, instalmentWriter } from './instalments.ts';

interface DocumentRow {
  readonly id: string;
  readonly account_id: AccountId;
  readonly number: string;
  readonly issue_date: string | null;
  readonly due_date: string | null;
  readonly due_derived: number;
  readonly currency: string;
  readonly total_minor: number;
  readonly open_minor: number;
  readonly po_number: string | null;
  readonly reference: string | null;
  readonly terms: string | null;
  readonly status: string | null;
  readonly deleted_at: string | null;
}

type DocumentValues = Omit<DocumentRow, 'id' | 'deleted_at'>;

const COLUMNS = `id, account_id, number, issue_date, due_date, due_derived, currency, total_minor, open_minor, po_number,
  reference, terms, status, deleted_at`;

/**
 * Writes an invoice or credit note as the ledger has it. The open amount is the ledger's own figure. What counts for
 * nothing, a draft or a voided document, is put away and keeps its row, since letters and notes may name it.
 */
export function documentWriter(books: Books): (record: SourceDocument) => Applied {
  const { db, connectionId } = books;
  const find = db.prepare<[string, string, string], DocumentRow>(
    `SELECT ${COLUMNS} FROM document WHERE ledger_id = ? AND kind = ? AND source_id = ?`,
  );
  const takeOver = prepareTakeOver(books);
  const insert = db.prepare(
    `INSERT INTO document (id, ledger_id, account_id, kind, number, issue_date, due_date, due_derived, currency,
       total_minor, open_minor, open_known, figure_on, told_on, paid_date, po_number, reference, terms, disputed, batch_id,
       source_id, status)
     VALUES (@id, @ledgerId, @account_id, @kind, @number, @issue_date, @due_date, @due_derived, @currency, @total_minor,
       @open_minor, 1, @today, @today, NULL, @po_number, @reference, @terms, 0, @runId, @sourceId, @status)`,
  );
  const update = db.prepare(
    `UPDATE document SET account_id = @account_id, number = @number, issue_date = @issue_date, due_date = @due_date,
       due_derived = @due_derived, currency = @currency, total_minor = @total_minor, open_minor = @open_minor,
       open_known = 1, figure_on = @today, told_on = @today, po_number = @po_number, reference = @reference,
       terms = @terms, status = @status, batch_id = @runId, deleted_at = NULL WHERE id = @id`,
  );
  const termsDays = db
    .prepare<[string], number | null>('SELECT terms_days FROM account WHERE id = ?')
    .pluck();
  const writeInstalments = instalmentWriter(db);
  const putAway = documentRemover(books);

  return (record) => {
    const account = books.accountOf(record.customerId);
    if (account === null) {
      books.waitFor(record, 'customer', record.customerId);
      return 'waiting';
    }
    const known = find.get(connectionId, record.entity, record.sourceId) ?? takeOver(account, record) ?? null;
    if (record.status === 'draft' || record.status === 'void') {
      if (known === null || known.deleted_at !== null) return 'ignored';
      putAway(known, 'voided');
      return 'changed';
    }
    const next = valuesOf(record, account, termsDays.get(account) ?? null);
    const shared = { today: books.today, runId: books.runId };
    if (known === null) {
      const id = books.newId();
      insert.run({
        ...shared,
        ...next,
        id,
        ledgerId: connectionId,
        kind: record.entity,
        sourceId: record.sourceId,
      });
      writeInstalments(id, record);
      books.touch(id);
      books.touchedAccounts.add(account);
      const kind = record.entity === 'invoice' ? 'invoice_added' : 'credit_note_added';
      books.changes.tell(account, id, { kind, number: record.number, open: record.open }, record.currency);
      return 'added';
    }
    const parts = writeInstalments(known.id, record);
    const same =
      known.deleted_at === null &&
      (Object.keys(next) as (keyof DocumentValues)[]).every((column) => next[column] === known[column]);
    if (same && !parts) return 'same';
    update.run({ ...shared, ...next, id: known.id });
    books.touch(known.id);
    books.touchedAccounts.add(account).add(known.account_id);
    tellChanges(books, known, next, record);
    return 'changed';
  };
}

/** Puts a document away: it owes nothing any more. Its row stays. */
export function documentRemover(
  books: Books,
): (
  known: Pick<DocumentRow, 'id' | 'account_id' | 'number' | 'open_minor' | 'currency'>,
  why: 'voided' | 'deleted',
) => void {
  const remove = books.db.prepare(
    "UPDATE document SET open_minor = 0, status = 'void', deleted_at = ?, batch_id = ? WHERE id = ?",
  );
  const release = settlementRemover(books);
  return (known, why) => {
    release('document', known.id);
    remove.run(books.today, books.runId, known.id);
    books.touchedAccounts.add(known.account_id);
    const { number, open_minor: open } = known;
    books.changes.tell(
      known.account_id,
      known.id,
      { kind: why, number, amount: minorUnits(open) },
      known.currency as SourceDocument['currency'],
    );
  };
}

function valuesOf(record: SourceDocument, account: AccountId, termsDays: number | null): DocumentValues {
  const derived =
    record.entity === 'invoice' && record.dueDate === null && record.issueDate !== null && termsDays !== null
      ? addDays(record.issueDate, termsDays)
      : null;
  const dueDate: PlainDate | null = nextDue(record) ?? record.dueDate ?? derived;
  return {
    account_id: account,
    number: record.number,
    issue_date: record.issueDate,
    due_date: dueDate,
    due_derived: derived === null ? 0 : 1,
    currency: record.currency,
    total_minor: record.total,
    // Written off is no receivable any more, whatever figure the ledger still shows beside it.
    open_minor: record.status === 'written_off' ? 0 : record.open,
    po_number: record.poNumber,
    reference: record.reference,
    terms: record.terms,
    status: record.status,
  };
}

/** A document in instalments is due with the first of them that is open, and with the last when none is. */
function nextDue(record: SourceDocument): PlainDate | null {
  const instalments = evened(record);
  const next = instalments.find(({ open }) => open > 0) ?? instalments.at(-1);
  return next?.dueDate ?? null;
}

/** A document of the imported files under the same customer and number becomes one of this ledger. */
function prepareTakeOver({
  db,
  connectionId,
}: Books): (account: AccountId, record: SourceDocument) => DocumentRow | undefined {
  const find = db.prepare<[string, string, string, string], DocumentRow>(
    `SELECT ${COLUMNS} FROM document
     WHERE account_id = ? AND kind = ? AND number = ? AND currency = ? AND source_id IS NULL`,
  );
  const move = db.prepare(
    'UPDATE document SET ledger_id = ?, source_id = ?, applications_checked = 1 WHERE id = ?',
  );
  return (account, { entity, number, currency, sourceId }) => {
    const row = find.get(account, entity, number, currency);
    if (row !== undefined) move.run(connectionId, sourceId, row.id);
    return row;
  };
}

function tellChanges(books: Books, before: DocumentRow, after: DocumentValues, record: SourceDocument): void {
  const { number, currency } = record;
  const tell = (change: Parameters<Books['changes']['tell']>[2]) =>
    books.changes.tell(after.account_id, before.id, change, currency);
  const amount = minorUnits(Math.abs(before.open_minor - after.open_minor));
  const open = after.open_minor as MinorUnits;
  if (before.due_date !== after.due_date && record.instalments.length === 0)
    tell({ kind: 'due_date_changed', number, from: before.due_date, to: after.due_date });
  if (before.total_minor !== after.total_minor) {
    const [from, to] = [before.total_minor as MinorUnits, after.total_minor as MinorUnits];
    tell({ kind: 'total_changed', number, from, to });
  }
  if (after.status === 'written_off' && before.status !== 'written_off') {
    tell({ kind: 'written_off', number, amount });
  } else if (after.open_minor > before.open_minor) {
    tell({ kind: 'reopened', number, amount, open });
  } else if (after.open_minor < before.open_minor) {
    if (record.entity === 'credit_note') tell({ kind: 'credit_used', number, amount });
    else if (after.open_minor === 0) tell({ kind: 'paid', number, amount });
    else tell({ kind: 'part_paid', number, amount, open });
  }
}
