import { z } from 'zod';
import { type CurrencyCode, minorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import { exactMinor } from '../http/json.ts';
import { readRecords } from '../http/read-records.ts';
import { dueDateOf, instalmentsOf, type PartToPay } from '../instalments.ts';
import type { SourceDocument } from '../source-records.ts';
import { LINES, receivableLines } from './ledger-lines.ts';
import { looseDebitStep } from './loose-debits.ts';
import type { PageContent, ReadStep } from './read-steps.ts';
import { idOf } from './record-id.ts';
import {
  changedAt,
  decimalTag,
  stamps,
  trytonDate,
  trytonDecimal,
  trytonId,
  trytonText,
} from './tagged-values.ts';
import type { TrytonBooks } from './tryton-books.ts';
import { type Condition, formed, rowsOf } from './tryton-reader.ts';

export const INVOICES = 'account.invoice';

type DocumentKind = SourceDocument['entity'];

const FIELDS = [
  'number',
  'state',
  'party',
  'currency',
  'invoice_date',
  'reference',
  'description',
  'total_amount',
  'amount_to_pay',
  'lines_to_pay',
  'payment_term.rec_name',
  'create_date',
  'write_date',
];

const form = z.object({
  id: trytonId,
  number: trytonText,
  state: z.enum(['posted', 'paid', 'cancelled']),
  party: trytonId,
  currency: trytonId,
  invoice_date: trytonDate.nullable(),
  reference: trytonText,
  description: trytonText,
  total_amount: trytonDecimal,
  amount_to_pay: trytonDecimal,
  lines_to_pay: z.array(trytonId),
  'payment_term.': z.object({ rec_name: z.string() }).nullable(),
  ...stamps,
});
type InvoiceRow = z.infer<typeof form>;

const LINE_FIELDS = [
  'debit',
  'credit',
  'second_currency',
  'amount_second_currency',
  'maturity_date',
  'reconciliation',
];
const lineForm = z.object({
  id: trytonId,
  debit: trytonDecimal,
  credit: trytonDecimal,
  second_currency: trytonId.nullable(),
  amount_second_currency: trytonDecimal.nullable(),
  maturity_date: trytonDate.nullable(),
  reconciliation: trytonId.nullable(),
});
type LineRow = z.infer<typeof lineForm>;

/** What the company sent out. A draft owes nothing, has no number and may vanish: it is no document yet. */
export function sentInvoices(company: number): Condition {
  return [
    ['type', '=', 'out'],
    ['company', '=', company],
    ['state', 'in', ['posted', 'paid', 'cancelled']],
  ];
}

/** Lines of invoices' own moves: they change when one of them is settled, which may leave the invoice as it was. */
export function invoiceLines(company: number): Condition {
  return [
    ...receivableLines(company),
    ['move.origin', 'like', 'account.invoice,%'],
    ['move.journal.type', '=', 'revenue'],
  ];
}

/** How invoices, or credit notes, are found. Tryton keeps both in one model: the sign of the total tells them apart. */
export function documentSteps(books: TrytonBooks, kind: DocumentKind): readonly ReadStep[] {
  const credit = ['total_amount', '<', decimalTag('0')];
  const own: ReadStep = {
    model: INVOICES,
    condition:
      kind === 'credit_note' ? [...sentInvoices(books.company), credit] : sentInvoices(books.company),
    whole: true,
    read: (ids, signal) => readDocuments(books, kind, ids, signal),
  };
  const settled: ReadStep = {
    model: LINES,
    condition: invoiceLines(books.company),
    whole: false,
    read: async (ids, signal) =>
      readDocuments(books, kind, await invoicesOfLines(books, ids, signal), signal),
  };
  return kind === 'invoice' ? [own, settled, looseDebitStep(books)] : [own, settled];
}

const originForm = z.object({ 'move.': z.object({ origin: z.string() }) });

/** The invoices whose moves these lines belong to. */
export async function invoicesOfLines(
  { reader }: TrytonBooks,
  lineIds: readonly number[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const rows = await rowsOf(reader, LINES, 'id', lineIds, ['move.origin'], signal);
  const ids = rows.map((row) => Number(formed(originForm, row)['move.'].origin.split(',')[1]));
  return [...new Set(ids)].filter((id) => Number.isSafeInteger(id) && id > 0);
}

async function readDocuments(
  books: TrytonBooks,
  kind: DocumentKind,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<PageContent> {
  const { reader } = books;
  const all = await rowsOf(reader, INVOICES, 'id', ids, FIELDS, signal, sentInvoices(books.company));
  const rows = all.filter((row) => kindOf(row) === kind);
  const lineIds = rows.flatMap((row) => form.safeParse(row).data?.lines_to_pay ?? []);
  const lines = new Map<number, LineRow>();
  for (const row of await rowsOf(reader, LINES, 'id', lineIds, LINE_FIELDS, signal)) {
    const line = lineForm.safeParse(row);
    if (line.success) lines.set(line.data.id, line.data);
  }
  const tombstones: Tombstone[] = [];
  const read = readRecords(kind, rows, idOf, (row) => {
    const invoice = form.parse(row);
    if (invoice.state !== 'cancelled') return documentOf(books, kind, invoice, lines);
    tombstones.push({ entity: kind, sourceId: String(invoice.id), reason: 'voided', mergedInto: null });
    return null;
  });
  return { ...read, tombstones };
}

/** A total that cannot be read counts as an invoice, so that somebody is told of it. */
function kindOf(row: unknown): DocumentKind {
  const total = form.shape.total_amount.safeParse((row as { readonly total_amount?: unknown }).total_amount);
  return total.success && total.data.startsWith('-') ? 'credit_note' : 'invoice';
}

function documentOf(
  books: TrytonBooks,
  kind: DocumentKind,
  row: InvoiceRow,
  lines: ReadonlyMap<number, LineRow>,
): SourceDocument {
  const sign = kind === 'credit_note' ? -1 : 1;
  const currency = books.currencies.codeOf(row.currency);
  const total = minorUnits(sign * exactMinor(row.total_amount, currency));
  // Below zero when more was applied than it is worth: nothing is open of it, and the check of balances shows the rest.
  const open = minorUnits(Math.max(0, sign * exactMinor(row.amount_to_pay, currency)));
  const parts = row.lines_to_pay.flatMap((id) => {
    const line = lines.get(id);
    return line === undefined ? [] : [partOf(books, line, currency, sign)];
  });
  const instalments = instalmentsOf(parts, open);
  return {
    entity: kind,
    sourceId: String(row.id),
    updatedAt: changedAt(row),
    number: row.number ?? `#${row.id}`,
    customerId: String(row.party),
    status: row.state === 'paid' ? 'paid' : 'open',
    sourceStatus: row.state,
    issueDate: row.invoice_date,
    dueDate: dueDateOf(parts, instalments),
    currency,
    total,
    open,
    poNumber: row.reference,
    reference: row.description,
    terms: row['payment_term.']?.rec_name ?? null,
    instalments,
  };
}

function partOf(books: TrytonBooks, line: LineRow, currency: CurrencyCode, sign: number): PartToPay {
  const foreign = line.second_currency !== null && books.currencies.codeOf(line.second_currency) === currency;
  const signed = foreign
    ? exactMinor(line.amount_second_currency ?? '0', currency)
    : currency === books.baseCurrency
      ? exactMinor(line.debit, currency) - exactMinor(line.credit, currency)
      : ZERO;
  return {
    dueDate: line.maturity_date,
    amount: minorUnits(sign * signed),
    settled: line.reconciliation !== null,
  };
}
