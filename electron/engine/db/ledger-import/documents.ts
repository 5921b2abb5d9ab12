import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, DocumentId, ImportBatchId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { openApplications } from './applications.ts';
import type { ChangeJournal } from './change-journal.ts';
import type { ExportAge } from './export-age.ts';
import type { StagedRecord } from './types.ts';

export type RowOutcome = 'imported' | 'updated' | 'unchanged';

export interface DocumentMerge {
  readonly db: Connection;
  readonly ledgerId: string;
  readonly batchId: ImportBatchId;
  readonly journal: ChangeJournal;
  readonly newId: () => string;
  /** The day that the figures of the file speak of. */
  readonly figureOn: PlainDate;
  readonly age: ExportAge;
  /** The file has a column with totals, and one with open amounts. */
  readonly totalKnown: boolean;
  readonly openKnown: boolean;
  /** Paid dates come from the file: their absence means something. */
  readonly paidDateKnown: boolean;
}

interface DocumentRow {
  readonly id: DocumentId;
  readonly issue_date: string | null;
  readonly due_date: string | null;
  readonly due_derived: number;
  readonly currency: string;
  readonly total_minor: number;
  readonly open_minor: number;
  readonly open_known: number;
  readonly figure_on: string;
  readonly told_on: PlainDate | null;
  readonly paid_date: PlainDate | null;
  readonly po_number: string | null;
  readonly reference: string | null;
  readonly terms: string | null;
  readonly disputed: number;
  readonly deleted_at: string | null;
}

type DocumentValues = Omit<DocumentRow, 'id' | 'deleted_at' | 'open_known' | 'figure_on' | 'told_on'>;

/** Writes one staged invoice or credit note: an invoice is its customer and number. Prepared once per import. */
export function prepareDocumentMerge(
  merge: DocumentMerge,
): (account: AccountId, record: StagedRecord) => RowOutcome {
  const { db } = merge;
  const find = db.prepare<[string, string, string], DocumentRow>(
    `SELECT id, issue_date, due_date, due_derived, currency, total_minor, open_minor, open_known,
       figure_on, told_on, paid_date, po_number, reference, terms, disputed, deleted_at
     FROM document WHERE account_id = ? AND kind = ? AND number = ? ORDER BY source_id IS NOT NULL LIMIT 1`,
  );
  const insert = db.prepare(
    `INSERT INTO document (id, ledger_id, account_id, kind, number, issue_date, due_date, due_derived, currency,
       total_minor, open_minor, open_known, figure_on, told_on, paid_date, po_number, reference, terms, disputed, batch_id)
     VALUES (@id, @ledgerId, @accountId, @kind, @number, @issue_date, @due_date, @due_derived, @currency,
       @total_minor, @open_minor, @openKnown, @figureOn, @toldOn, @paid_date, @po_number, @reference, @terms, @disputed,
       @batchId)`,
  );
  const update = db.prepare(
    `UPDATE document SET issue_date = @issue_date, due_date = @due_date, due_derived = @due_derived,
       currency = @currency, total_minor = @total_minor, open_minor = @open_minor, open_known = @openKnown,
       figure_on = @figureOn, told_on = @toldOn, paid_date = @paid_date, po_number = @po_number, reference = @reference, terms = @terms,
       disputed = @disputed, batch_id = @batchId, deleted_at = NULL
     WHERE id = @id`,
  );
  const forgetInstalments = db.prepare('DELETE FROM instalment WHERE document_id = ?');
  const applications = openApplications(merge);
  const common = { ledgerId: merge.ledgerId, batchId: merge.batchId };
  const figure = { figureOn: merge.figureOn, openKnown: merge.openKnown ? 1 : 0 };
  const { age } = merge;
  const tellsOpen = merge.openKnown || merge.paidDateKnown;
  const confirm = prepareConfirmation(merge);

  return (account, staged) => {
    const known = find.get(account, staged.kind, staged.number);
    if (known === undefined) {
      const id = merge.newId();
      insert.run({
        ...common,
        ...figure,
        id,
        accountId: account,
        kind: staged.kind,
        number: staged.number,
        toldOn: age.toldOn,
        ...valuesOf(staged),
      });
      if (staged.paidDate !== null) applications.record(id, staged.totalMinor, staged.paidDate, 'paid');
      if (staged.openMinor > 0) age.noteNewItem();
      return 'imported';
    }
    const next = mergedValues(merge, known, staged, () => applications.sum(known.id, 'known'));
    const same = known.deleted_at === null && sameValues(known, next);
    if (age.isOutdated(known.told_on)) {
      if (!same) age.noteKept(known.told_on);
      return 'unchanged';
    }
    if (same) {
      if (tellsOpen) confirm(known);
      return 'unchanged';
    }
    merge.journal.keep('document', known.id);
    const kept = merge.openKnown ? figure : { figureOn: known.figure_on, openKnown: known.open_known };
    const toldOn = tellsOpen ? age.toldOn : known.told_on;
    update.run({ ...common, ...kept, toldOn, id: known.id, ...next });
    // Files know of no instalments; those of a connection that was removed fit no longer.
    forgetInstalments.run(known.id);
    const original = known.open_minor + applications.sum(known.id) + (next.total_minor - known.total_minor);
    if (next.paid_date !== known.paid_date) applications.clearFor(known.id, next.paid_date);
    applications.record(
      known.id,
      original - applications.sum(known.id) - next.open_minor,
      next.paid_date ?? merge.figureOn,
      next.paid_date === null ? 'observed' : 'paid',
    );
    return 'updated';
  };
}

/** A newer export says the same as the books: from now on they are of its day. */
function prepareConfirmation({ db, journal, age, openKnown }: DocumentMerge): (known: DocumentRow) => void {
  const confirm = db.prepare('UPDATE document SET told_on = ?, figure_on = MAX(figure_on, ?) WHERE id = ?');
  return (known) => {
    if (age.toldOn === null || !age.isNewer(known.told_on)) return;
    journal.keep('document', known.id);
    confirm.run(age.toldOn, openKnown ? age.toldOn : '', known.id);
  };
}

function valuesOf(staged: StagedRecord): DocumentValues {
  return {
    issue_date: staged.issueDate,
    due_date: staged.dueDate,
    due_derived: staged.dueDerived ? 1 : 0,
    currency: staged.currency,
    total_minor: staged.totalMinor,
    open_minor: staged.openMinor,
    paid_date: staged.paidDate,
    po_number: staged.poNumber,
    reference: staged.reference,
    terms: staged.terms,
    disputed: staged.disputed ? 1 : 0,
  };
}

/** What the file says, and what was known where it is silent. */
function mergedValues(
  merge: DocumentMerge,
  known: DocumentRow,
  staged: StagedRecord,
  applied: () => number,
): DocumentValues {
  const told = valuesOf(staged);
  const paidDate = merge.paidDateKnown ? told.paid_date : (told.paid_date ?? known.paid_date);
  const total = merge.totalKnown ? told.total_minor : Math.max(known.total_minor, told.total_minor);
  const open =
    merge.openKnown || told.paid_date !== null
      ? told.open_minor
      : openWithoutFigure(known, paidDate, total, applied);
  return {
    ...told,
    issue_date: told.issue_date ?? known.issue_date,
    due_date: told.due_date ?? known.due_date,
    due_derived: told.due_date === null ? known.due_derived : told.due_derived,
    total_minor: total,
    open_minor: open,
    paid_date: open === 0 ? paidDate : null,
    po_number: told.po_number ?? known.po_number,
    reference: told.reference ?? known.reference,
    terms: told.terms ?? known.terms,
  };
}

/** What is open after a file that says nothing of it: what was open before, moved with the total. */
function openWithoutFigure(
  known: DocumentRow,
  paidDate: PlainDate | null,
  total: number,
  applied: () => number,
): number {
  if (known.paid_date === null) return Math.max(0, known.open_minor + total - known.total_minor);
  return paidDate === null ? Math.max(0, total - applied()) : 0;
}

function sameValues(known: DocumentRow, next: DocumentValues): boolean {
  return (Object.keys(next) as (keyof DocumentValues)[]).every((column) => known[column] === next[column]);
}
