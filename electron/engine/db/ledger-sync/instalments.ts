import type {
  SourceDocument,
  SourceInstalment,
} from '../../../../shared/domain/connections/source-records.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import type { Connection } from '../connection.ts';

interface InstalmentRow {
  readonly seq: number;
  readonly due_date: string;
  readonly amount_minor: number;
  readonly open_minor: number;
}

/**
 * The instalments, adding up to the document's total and open amount, which are what counts. Where the ledger's do not,
 * the last one carries the rest of the total, and what was settled counts for the first ones first.
 */
export function evened({
  instalments,
  total,
  open,
}: Pick<SourceDocument, 'instalments' | 'total' | 'open'>): readonly SourceInstalment[] {
  const sum = (of: 'amount' | 'open') => instalments.reduce((all, part) => all + part[of], 0);
  if (sum('amount') === total && sum('open') === open) return instalments;
  let left: number = total;
  let settled = total - open;
  return instalments.map((part, index): SourceInstalment => {
    const amount = index === instalments.length - 1 ? left : Math.min(part.amount, left);
    const paid = Math.min(amount, settled);
    left -= amount;
    settled -= paid;
    return { dueDate: part.dueDate, amount: minorUnits(amount), open: minorUnits(amount - paid) };
  });
}

/** Writes the parts of a document that fall due on days of their own; answers whether they changed. */
export function instalmentWriter(
  db: Connection,
): (documentId: string, document: Pick<SourceDocument, 'instalments' | 'total' | 'open'>) => boolean {
  const read = db.prepare<[string], InstalmentRow>(
    'SELECT seq, due_date, amount_minor, open_minor FROM instalment WHERE document_id = ? ORDER BY seq',
  );
  const clear = db.prepare('DELETE FROM instalment WHERE document_id = ?');
  const insert = db.prepare(
    'INSERT INTO instalment (document_id, seq, due_date, amount_minor, open_minor) VALUES (?, ?, ?, ?, ?)',
  );
  return (documentId, document) => {
    const next = evened(document).map(
      (part, index): InstalmentRow => ({
        seq: index + 1,
        due_date: part.dueDate,
        amount_minor: part.amount,
        open_minor: part.open,
      }),
    );
    if (JSON.stringify(read.all(documentId)) === JSON.stringify(next)) return false;
    clear.run(documentId);
    for (const row of next) insert.run(documentId, row.seq, row.due_date, row.amount_minor, row.open_minor);
    return true;
  };
}
