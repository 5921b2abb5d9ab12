import { z } from 'zod';
import type { BadRecord, Tombstone } from '../connector.ts';
import { readRecords } from '../http/read-records.ts';
import { type LedgerLine, LINE_FIELDS, LINES, ledgerLine, linesBesideInvoices } from './ledger-lines.ts';
import { idOf } from './record-id.ts';
import { trytonId } from './tagged-values.ts';
import type { TrytonBooks } from './tryton-books.ts';
import { formed, rowsOf } from './tryton-reader.ts';

/** A line beside the invoices, and the invoice that it is put down to without being settled yet. */
export interface LooseLine extends LedgerLine {
  readonly paysInvoice: number | null;
}

/** Lines that were read, those that a cancellation has undone, and those that could not be read. */
export interface LooseLines {
  readonly lines: readonly LooseLine[];
  readonly undone: readonly LooseLine[];
  readonly bad: readonly BadRecord[];
}

const CANCELLED = 'account.move,';
const linkForm = z.object({ invoice_payment: trytonId.nullable() });

/** Reads the lines with these ids that are no invoice's own. */
export async function readLooseLines(
  books: TrytonBooks,
  side: 'debit' | 'credit',
  ids: readonly number[],
  signal: AbortSignal,
): Promise<LooseLines> {
  const entity = side === 'credit' ? 'payment' : 'invoice';
  const fields = [...LINE_FIELDS, 'invoice_payment'];
  const also = linesBesideInvoices(books.company, side);
  const rows = await rowsOf(books.reader, LINES, 'id', ids, fields, signal, also);
  const { records, bad } = readRecords(entity, rows, idOf, (row): LooseLine => {
    const paysInvoice = linkForm.parse(row).invoice_payment;
    return { ...ledgerLine(row, books.currencies, books.baseCurrency), paysInvoice };
  });
  const undoing = await cancellations(books, records, signal);
  const isUndone = ({ reconciliation, origin, moveId }: LooseLine) =>
    reconciliation !== null && (origin?.startsWith(CANCELLED) === true || undoing.has(moveId));
  return {
    lines: records.filter((line) => !isUndone(line)),
    undone: records.filter(isUndone),
    bad,
  };
}

/** Moves of these lines that another move cancels, where the two have settled each other. */
async function cancellations(
  { reader }: TrytonBooks,
  lines: readonly LedgerLine[],
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const settled = lines.filter(({ reconciliation }) => reconciliation !== null);
  if (settled.length === 0) return new Set();
  const numbers = [...new Set(settled.map(({ reconciliation }) => reconciliation))];
  const origins = [...new Set(settled.map(({ moveId }) => `${CANCELLED}${moveId}`))];
  const rows = await reader.rows(
    LINES,
    [
      ['reconciliation', 'in', numbers],
      ['move.origin', 'in', origins],
    ],
    ['move.origin'],
    signal,
  );
  const form = z.object({ 'move.': z.object({ origin: z.string() }) });
  return new Set(rows.map((row) => Number(formed(form, row)['move.'].origin.slice(CANCELLED.length))));
}

export function undoneTombstone(entity: Tombstone['entity'], sourceId: string): Tombstone {
  return { entity, sourceId, reason: 'voided', mergedInto: null };
}
