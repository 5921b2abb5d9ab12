import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { Connection } from '../connection.ts';
import type { ChangeJournal } from './change-journal.ts';

export type ApplicationSource = 'paid' | 'observed' | 'payment';

export interface ApplicationBook {
  readonly db: Connection;
  readonly ledgerId: string;
  readonly batchId: string;
  readonly journal: ChangeJournal;
  readonly newId: () => string;
}

/**
 * What was applied to documents, by day: the `allocation` table as an import writes it. What is open on a past day is
 * today's open amount plus what was applied later, so one fact must never stand here twice: a payment that a file
 * tells of takes the place of what a paid date or a fall between two files had shown of it. A payment whose unapplied
 * amount fell between two files was applied on that day to documents that nobody named: such a row has no document.
 */
export interface Applications {
  /** Sum of all applications of a document, in its minor units; `known` leaves out what only a paid date says. */
  sum(documentId: string, scope?: 'all' | 'known'): number;
  /** Returns the id of what was recorded; null for an amount of zero. */
  record(
    documentId: string | null,
    amount: number,
    date: PlainDate,
    source: ApplicationSource,
    payment?: string,
  ): string | null;
  /** Before another paid date counts: takes back the old one, and what was only observed after the new one. */
  clearFor(documentId: string, paidDate: PlainDate | null): void;
  /** Before a payment of a day is recorded: takes it out of what was paid or observed from that day on. Returns how much. */
  explain(documentId: string, amount: number, from: PlainDate): number;
}

export function openApplications(book: ApplicationBook): Applications {
  const { db, journal } = book;
  const sumOf = db
    .prepare<[string, number], number>(
      `SELECT COALESCE(SUM(amount_minor), 0) FROM allocation WHERE document_id = ? AND (? OR source <> 'paid')`,
    )
    .pluck();
  const insert = db.prepare(
    `INSERT INTO allocation (id, ledger_id, document_id, payment_id, amount_minor, date, source, batch_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const replaced = db.prepare<[string, string], { id: string }>(
    "SELECT id FROM allocation WHERE document_id = ? AND (source = 'paid' OR (source = 'observed' AND date > ?))",
  );
  const explained = db.prepare<[string, string], { id: string; amount_minor: number }>(
    `SELECT id, amount_minor FROM allocation WHERE document_id = ? AND amount_minor > 0
       AND (source = 'paid' OR (source = 'observed' AND date >= ?)) ORDER BY date, id`,
  );
  const remove = db.prepare('DELETE FROM allocation WHERE id = ?');
  const lower = db.prepare('UPDATE allocation SET amount_minor = ? WHERE id = ?');

  return {
    sum: (documentId, scope = 'all') => sumOf.get(documentId, scope === 'all' ? 1 : 0) ?? 0,
    record(documentId, amount, date, source, payment) {
      if (amount === 0) return null;
      const id = book.newId();
      insert.run(id, book.ledgerId, documentId, payment ?? null, amount, date, source, book.batchId);
      return id;
    },
    clearFor(documentId, paidDate) {
      for (const { id } of replaced.all(documentId, paidDate ?? '9999-12-31')) {
        journal.keep('allocation', id);
        remove.run(id);
      }
    },
    explain(documentId, amount, from) {
      let left = amount;
      for (const { id, amount_minor: there } of explained.all(documentId, from)) {
        if (left <= 0) break;
        journal.keep('allocation', id);
        if (there <= left) remove.run(id);
        else lower.run(there - left, id);
        left -= Math.min(there, left);
      }
      return amount - left;
    },
  };
}
