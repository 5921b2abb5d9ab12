import type { SourceInstalment } from '../../../../shared/domain/connections/source-records.ts';
import type { Connection } from '../connection.ts';

interface InstalmentRow {
  readonly seq: number;
  readonly due_date: string;
  readonly amount_minor: number;
  readonly open_minor: number;
}

/** Writes the parts of a document that fall due on days of their own; answers whether they changed. */
export function instalmentWriter(
  db: Connection,
): (documentId: string, parts: readonly SourceInstalment[]) => boolean {
  const read = db.prepare<[string], InstalmentRow>(
    'SELECT seq, due_date, amount_minor, open_minor FROM instalment WHERE document_id = ? ORDER BY seq',
  );
  const clear = db.prepare('DELETE FROM instalment WHERE document_id = ?');
  const insert = db.prepare(
    'INSERT INTO instalment (document_id, seq, due_date, amount_minor, open_minor) VALUES (?, ?, ?, ?, ?)',
  );
  return (documentId, parts) => {
    const next = parts.map(
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
