import { z } from 'zod';
import { daysBetween, type PlainDate } from '../../../../shared/domain/dates.ts';
import { addMinor, type MinorUnits, type Money, minorUnits } from '../../../../shared/domain/money.ts';
import type { BadRecord } from '../connector.ts';
import { type ReadRecords, readRecords } from '../http/read-records.ts';
import type { SourceAllocation } from '../source-records.ts';
import { INVOICES, invoiceLines, invoicesOfLines, sentInvoices } from './documents.ts';
import { type LedgerLine, LINE_FIELDS, LINES, ledgerLine, linesBesideInvoices } from './ledger-lines.ts';
import { looseDebitId } from './loose-debits.ts';
import { type InvoiceOnAccount, onAccountOf } from './on-account.ts';
import type { PageContent, ReadStep } from './read-steps.ts';
import { idOf } from './record-id.ts';
import { type Settlement, settleLines, withoutCancelled } from './settle-lines.ts';
import { trytonId } from './tagged-values.ts';
import type { TrytonBooks } from './tryton-books.ts';
import { formed, rowsOf } from './tryton-reader.ts';

/**
 * What settled a document is read with the document: by the reconciliations of its lines, and by the payments that were
 * put down to it while something is still open.
 */
export function allocationSteps(books: TrytonBooks): readonly ReadStep[] {
  const { company } = books;
  return [
    {
      model: INVOICES,
      condition: sentInvoices(company),
      whole: true,
      read: (ids, signal) => ofInvoices(books, ids, signal),
    },
    {
      model: LINES,
      condition: invoiceLines(company),
      whole: false,
      read: async (ids, signal) => ofInvoices(books, await invoicesOfLines(books, ids, signal), signal),
    },
    {
      model: LINES,
      condition: linesBesideInvoices(company, 'debit'),
      whole: true,
      async read(ids, signal) {
        const rows = await rowsOf(books.reader, LINES, 'id', ids, ['reconciliation'], signal);
        const claims = ids.map(looseDebitId);
        const done = await settled(books, reconciliationsIn(rows), new Set(claims), signal);
        return contentOf(claims, done.records, done.bad);
      },
    },
  ];
}

const INVOICE_FIELDS = ['state', 'currency', 'lines_to_pay', 'payment_lines'];
const invoiceForm = z.object({
  id: trytonId,
  state: z.enum(['posted', 'paid']),
  currency: trytonId,
  lines_to_pay: z.array(trytonId),
  payment_lines: z.array(trytonId),
});

async function ofInvoices(
  books: TrytonBooks,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<PageContent> {
  const { reader } = books;
  const counted = [['state', 'in', ['posted', 'paid']]];
  const rows = await rowsOf(reader, INVOICES, 'id', ids, INVOICE_FIELDS, signal, counted);
  const invoices = rows.map((row) => formed(invoiceForm, row));
  const lineIds = invoices.flatMap(({ lines_to_pay }) => lines_to_pay);
  const own = await rowsOf(reader, LINES, 'id', lineIds, ['reconciliation'], signal);
  const wanted = new Set(invoices.map(({ id }) => String(id)));
  const done = await settled(books, reconciliationsIn(own), wanted, signal);
  const open = await onAccount(books, invoices, signal);
  return contentOf(ids.map(String), [...done.records, ...open.records], [...done.bad, ...open.bad]);
}

/** All that settles these documents; what settled them before and is not among it is gone. */
function contentOf(
  documents: readonly string[],
  settlements: readonly SourceAllocation[],
  bad: readonly BadRecord[],
): PageContent {
  const sums = new Map<string, SourceAllocation>();
  for (const one of settlements) {
    const before = sums.get(one.sourceId);
    sums.set(one.sourceId, before === undefined ? one : added(before, one));
  }
  const replaces = documents.map((sourceId) => ({
    entity: 'allocation' as const,
    owner: { entity: 'invoice' as const, sourceId },
  }));
  return { records: [...sums.values()], tombstones: [], bad, replaces };
}

/** Settlements of these documents by the reconciliations with these numbers. */
async function settled(
  books: TrytonBooks,
  reconciliations: readonly number[],
  documents: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadRecords<SourceAllocation>> {
  const rows = await rowsOf(books.reader, LINES, 'reconciliation', reconciliations, LINE_FIELDS, signal);
  const { records: lines, bad } = readLines(books, rows);
  const invoices = await invoicesOfMoves(books, lines, signal);
  const groups = Map.groupBy(lines, ({ reconciliation }) => reconciliation).values();
  const records = [...groups]
    .flatMap((group) => settleLines(withoutCancelled(group)))
    .map((settlement) => allocationOf(settlement, invoices))
    .filter(({ document }) => documents.has(document.sourceId));
  return { records, bad };
}

/** What was put down to open invoices without settling a line of theirs. */
async function onAccount(
  books: TrytonBooks,
  invoices: readonly z.infer<typeof invoiceForm>[],
  signal: AbortSignal,
): Promise<ReadRecords<SourceAllocation>> {
  const posted = invoices.filter(
    ({ state, payment_lines }) => state === 'posted' && payment_lines.length > 0,
  );
  const ids = posted.flatMap(({ payment_lines }) => payment_lines);
  const unsettled = [['reconciliation', '=', null]];
  const rows = await rowsOf(books.reader, LINES, 'id', ids, LINE_FIELDS, signal, unsettled);
  const { records: lines, bad } = readLines(books, rows);
  const invoicesOf = await invoicesOfMoves(books, lines, signal);
  const byId = new Map(lines.map((line) => [line.id, line]));
  const known = posted.map(
    (invoice): InvoiceOnAccount => ({
      id: invoice.id,
      currency: books.currencies.codeOf(invoice.currency),
      payments: invoice.payment_lines.flatMap((id) => byId.get(id) ?? []).filter(({ base }) => base < 0),
    }),
  );
  const found = await onAccountOf(books, known, signal);
  const records = found.map(
    ({ invoiceId, credit, amount }): SourceAllocation => ({
      ...between(fromOf(credit, invoicesOf), { entity: 'invoice', sourceId: String(invoiceId) }),
      amount,
      fromAmount: positive(credit.amount),
      date: credit.date,
      updatedAt: credit.updatedAt,
    }),
  );
  return { records, bad };
}

function readLines(books: TrytonBooks, rows: readonly unknown[]) {
  return readRecords('allocation', rows, idOf, (row) =>
    ledgerLine(row, books.currencies, books.baseCurrency),
  );
}

const reconciliationForm = z.object({ reconciliation: trytonId.nullable() });

function reconciliationsIn(rows: readonly unknown[]): readonly number[] {
  const numbers = rows.flatMap((row) => formed(reconciliationForm, row).reconciliation ?? []);
  return [...new Set(numbers)];
}

const moveForm = z.object({ id: trytonId, move: trytonId });

/** The invoice or credit note that wrote a move, by the move. */
async function invoicesOfMoves(
  { reader }: TrytonBooks,
  lines: readonly LedgerLine[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  const moves = [...new Set(lines.map(({ moveId }) => moveId))];
  const rows = await rowsOf(reader, INVOICES, 'move', moves, ['move'], signal, [['type', '=', 'out']]);
  return new Map(
    rows.map((row) => {
      const { id, move } = formed(moveForm, row);
      return [move, id];
    }),
  );
}

function allocationOf(
  { claim, credit, amount, fromAmount }: Settlement,
  invoices: ReadonlyMap<number, number>,
): SourceAllocation {
  const invoice = invoices.get(claim.moveId);
  const document = {
    entity: 'invoice' as const,
    sourceId: invoice === undefined ? looseDebitId(claim.id) : String(invoice),
  };
  return {
    ...between(fromOf(credit, invoices), document),
    amount: { minor: amount, currency: claim.amount.currency },
    fromAmount: { minor: fromAmount, currency: credit.amount.currency },
    date: later(claim.date, credit.date),
    updatedAt: credit.updatedAt,
  };
}

function fromOf(credit: LedgerLine, invoices: ReadonlyMap<number, number>): SourceAllocation['from'] {
  const note = invoices.get(credit.moveId);
  return note === undefined
    ? { entity: 'payment', sourceId: String(credit.id) }
    : { entity: 'credit_note', sourceId: String(note) };
}

/** The id stays the same when a payment that was put down to an invoice settles it later. */
function between(from: SourceAllocation['from'], document: SourceAllocation['document']) {
  return {
    entity: 'allocation' as const,
    sourceId: `${from.entity}:${from.sourceId}>${document.sourceId}`,
    from,
    document,
  };
}

function added(one: SourceAllocation, other: SourceAllocation): SourceAllocation {
  const sum = (a: Money, b: Money): Money => ({ ...a, minor: addMinor(a.minor, b.minor) });
  return {
    ...one,
    amount: sum(one.amount, other.amount),
    fromAmount: sum(one.fromAmount, other.fromAmount),
    date: later(one.date, other.date),
  };
}

function later(one: PlainDate, other: PlainDate): PlainDate {
  return daysBetween(one, other) > 0 ? other : one;
}

function positive({ minor, currency }: Money): Money {
  const size: MinorUnits = minorUnits(Math.abs(minor));
  return { minor: size, currency };
}
