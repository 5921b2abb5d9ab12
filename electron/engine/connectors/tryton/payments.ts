import { z } from 'zod';
import { minorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { SourcePayment } from '../source-records.ts';
import { INVOICES, sentInvoices } from './documents.ts';
import { LINES, linesBesideInvoices } from './ledger-lines.ts';
import { type LooseLine, readLooseLines, undoneTombstone } from './loose-lines.ts';
import { NOTHING, type PageContent, type ReadStep } from './read-steps.ts';
import { trytonId } from './tagged-values.ts';
import type { TrytonBooks } from './tryton-books.ts';
import { formed, rowsOf } from './tryton-reader.ts';

/**
 * Money received is a credit line on the receivable account that no credit note has written. Putting it down to an
 * invoice changes that invoice and not the line: with a changed invoice, the open lines of its customer are read, too.
 */
export function paymentSteps(books: TrytonBooks): readonly ReadStep[] {
  return [
    {
      model: LINES,
      condition: linesBesideInvoices(books.company, 'credit'),
      whole: true,
      read: (ids, signal) => readPayments(books, ids, signal),
    },
    {
      model: INVOICES,
      condition: sentInvoices(books.company),
      whole: false,
      async read(ids, signal) {
        const lines = await openLinesBeside(books, ids, signal);
        return lines.length === 0 ? NOTHING : readPayments(books, lines, signal);
      },
    },
  ];
}

const partyForm = z.object({ party: trytonId });
const idForm = z.object({ id: trytonId });

/** Open credit lines of the customers of these invoices. */
async function openLinesBeside(
  { reader, company }: TrytonBooks,
  invoiceIds: readonly number[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const invoices = await rowsOf(reader, INVOICES, 'id', invoiceIds, ['party'], signal);
  const parties = [...new Set(invoices.map((row) => formed(partyForm, row).party))];
  const open = [...linesBesideInvoices(company, 'credit'), ['reconciliation', '=', null]];
  const rows = await rowsOf(reader, LINES, 'party', parties, ['id'], signal, open);
  return rows.map((row) => formed(idForm, row).id);
}

async function readPayments(
  books: TrytonBooks,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<PageContent> {
  const { lines, undone, bad } = await readLooseLines(books, 'credit', ids, signal);
  return {
    records: lines.map(paymentOf),
    tombstones: undone.map(({ id }) => undoneTombstone('payment', String(id))),
    bad,
  };
}

/** Tryton settles a line as a whole: it is applied, or put down to an invoice, or it stands on the account. */
function paymentOf(line: LooseLine): SourcePayment {
  const amount = minorUnits(Math.abs(line.amount.minor));
  const applied = line.reconciliation !== null || line.paysInvoice !== null;
  return {
    entity: 'payment',
    sourceId: String(line.id),
    updatedAt: line.updatedAt,
    kind: ['cash', 'statement'].includes(line.journalType) ? 'payment' : 'journal',
    customerId: String(line.partyId),
    date: line.date,
    currency: line.amount.currency,
    amount,
    unapplied: applied ? ZERO : amount,
    method: line.journal,
    reference: line.text ?? line.moveName,
    void: false,
  };
}
