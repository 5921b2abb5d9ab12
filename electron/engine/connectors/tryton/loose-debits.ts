import { minorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { SourceDocument } from '../source-records.ts';
import { LINES, linesBesideInvoices } from './ledger-lines.ts';
import { type LooseLine, readLooseLines, undoneTombstone } from './loose-lines.ts';
import type { ReadStep } from './read-steps.ts';
import type { TrytonBooks } from './tryton-books.ts';

/** The id of a claim that is no invoice; an invoice's own id is a bare number. */
export function looseDebitId(lineId: number): string {
  return `line:${lineId}`;
}

/**
 * What a customer owes by a line of the ledger that no invoice has written: an opening balance, a charge booked by hand,
 * money paid back. It is delivered as an invoice with the number of its move, or open claims would be missing.
 */
export function looseDebitStep(books: TrytonBooks): ReadStep {
  return {
    model: LINES,
    condition: linesBesideInvoices(books.company, 'debit'),
    whole: true,
    async read(ids, signal) {
      const { lines, undone, bad } = await readLooseLines(books, 'debit', ids, signal);
      return {
        records: lines.map(documentOf),
        tombstones: undone.map(({ id }) => undoneTombstone('invoice', looseDebitId(id))),
        bad: bad.map((one) => ({
          ...one,
          sourceId: one.sourceId === null ? null : looseDebitId(Number(one.sourceId)),
        })),
      };
    },
  };
}

function documentOf(line: LooseLine): SourceDocument {
  const total = minorUnits(Math.abs(line.amount.minor));
  const settled = line.reconciliation !== null || line.paysInvoice !== null;
  return {
    entity: 'invoice',
    sourceId: looseDebitId(line.id),
    updatedAt: line.updatedAt,
    number: line.moveName,
    customerId: String(line.partyId),
    status: settled ? 'paid' : 'open',
    sourceStatus: 'ledger line',
    issueDate: line.date,
    dueDate: line.dueDate ?? line.date,
    currency: line.amount.currency,
    total,
    open: settled ? ZERO : total,
    poNumber: null,
    reference: line.text,
    terms: null,
    instalments: [],
  };
}
