import { z } from 'zod';
import {
  type CurrencyCode,
  currencyCode,
  type MinorUnits,
  minorUnits,
} from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import { floatMinor } from '../http/float-money.ts';
import { RecordProblem, readRecords } from '../http/read-records.ts';
import type { SourceDocument, SourceInstalment } from '../source-records.ts';
import type { Domain, OdooBooks } from './odoo-books.ts';
import {
  idOf,
  odooAmount,
  odooDate,
  odooId,
  odooLink,
  odooText,
  odooTime,
  optionalLink,
} from './odoo-values.ts';
import { readCustomers, unrankedCustomers } from './partners.ts';
import { NOTHING, type PageContent, type ReadStep, together } from './read-steps.ts';
import {
  CREDIT_NOTE_TYPES,
  INVOICE_TYPES,
  linesOfPartials,
  movesOfLines,
  PARTIALS,
  type ReceivableLine,
  readLines,
  receivable,
} from './receivable-lines.ts';
import { ofReceivables, readSettlements } from './settlements.ts';

export const MOVES = 'account.move';
export type DocumentKind = SourceDocument['entity'];

const FIELDS = [
  'name',
  'state',
  'payment_state',
  'commercial_partner_id',
  'currency_id',
  'invoice_date',
  'invoice_date_due',
  'amount_total',
  'amount_residual',
  'ref',
  'invoice_payment_term_id',
  'write_date',
];

const form = z.object({
  id: odooId,
  name: odooText,
  state: z.enum(['draft', 'posted', 'cancel']),
  payment_state: odooText,
  commercial_partner_id: odooLink,
  currency_id: odooLink,
  invoice_date: odooDate,
  invoice_date_due: odooDate,
  amount_total: odooAmount,
  amount_residual: odooAmount,
  ref: odooText,
  invoice_payment_term_id: optionalLink,
  write_date: odooTime,
});
type MoveRow = z.infer<typeof form>;
const owned = z.object({ commercial_partner_id: odooLink });

export function typesOf(kind: DocumentKind): readonly string[] {
  return kind === 'invoice' ? INVOICE_TYPES : CREDIT_NOTE_TYPES;
}

export function documentsOf(books: OdooBooks, kind: DocumentKind): Domain {
  return [
    ['move_type', 'in', typesOf(kind)],
    ['company_id', '=', books.company.id],
  ];
}

/** How invoices, or credit notes, are found: by their own time, by that of their lines, and by what settles them. */
export function documentSteps(books: OdooBooks, kind: DocumentKind): readonly ReadStep[] {
  return [
    {
      model: MOVES,
      domain: documentsOf(books, kind),
      times: ['write_date', 'line_ids.write_date'],
      whole: true,
      read: (ids, changes, signal) => readDocuments(books, kind, ids, changes, signal),
    },
    {
      model: PARTIALS,
      domain: ofReceivables(books.company.id),
      times: ['write_date'],
      whole: false,
      async read(ids, changes, signal) {
        const side = kind === 'invoice' ? 'debit' : 'credit';
        const lines = await linesOfPartials(books, ids, side, signal);
        const moves = await movesOfLines(books, lines, typesOf(kind), signal);
        return readDocuments(books, kind, moves, changes, signal);
      },
    },
  ];
}

/** Documents as they are now; with changes, their customers' balances and what credit notes settled come along. */
export async function readDocuments(
  books: OdooBooks,
  kind: DocumentKind,
  ids: readonly number[],
  changes: boolean,
  signal: AbortSignal,
): Promise<PageContent> {
  if (ids.length === 0) return NOTHING;
  const rows = await books.all(MOVES, [...documentsOf(books, kind), ['id', 'in', ids]], FIELDS, signal);
  const lines = await readLines(books, [...receivable(books.company.id), ['move_id', 'in', ids]], signal);
  const linesOf = Map.groupBy(lines, ({ move_id }) => move_id.id);
  const owners = new Set<number>();
  const tombstones: Tombstone[] = [];
  const { records, bad } = readRecords(kind, rows, idOf, (row) => {
    // Also of one that is set aside: what its customer owes then shows that something is missing.
    const owner = owned.safeParse(row).data;
    if (owner !== undefined) owners.add(owner.commercial_partner_id.id);
    const move = form.parse(row);
    if (move.state !== 'cancel') return documentOf(kind, move, linesOf.get(move.id) ?? []);
    tombstones.push({ entity: kind, sourceId: String(move.id), reason: 'voided', mergedInto: null });
    return null;
  });
  const customers = await customersOf(books, [...owners], changes, signal);
  const own = { ...NOTHING, records, tombstones, bad };
  const settled = kind === 'credit_note' && changes ? await settledBy(books, records, signal) : NOTHING;
  return together(customers, own, settled);
}

/** Customers that a page needs: all of them with changes, for their balances; else those that were not read before. */
export async function customersOf(
  books: OdooBooks,
  owners: readonly number[],
  changes: boolean,
  signal: AbortSignal,
): Promise<PageContent> {
  if (owners.length === 0) return NOTHING;
  const wanted = changes ? owners : await unrankedCustomers(books, owners, signal);
  return readCustomers(books, wanted, true, signal);
}

async function settledBy(
  books: OdooBooks,
  notes: readonly SourceDocument[],
  signal: AbortSignal,
): Promise<PageContent> {
  const moves = notes.map(({ sourceId }) => Number(sourceId));
  if (moves.length === 0) return NOTHING;
  const settled = await readSettlements(books, [['credit_move_id.move_id', 'in', moves]], signal);
  const replaces = notes.map(({ sourceId }) => ({
    entity: 'allocation' as const,
    owner: { entity: 'credit_note' as const, sourceId },
  }));
  return { ...settled, replaces };
}

function documentOf(kind: DocumentKind, move: MoveRow, lines: readonly ReceivableLine[]): SourceDocument {
  const currency = currencyCode(move.currency_id.name);
  const open = positive(move.amount_residual, currency, 'amount_residual');
  const isDraft = move.state === 'draft';
  return {
    entity: kind,
    sourceId: String(move.id),
    updatedAt: move.write_date,
    number: move.name === null || move.name === '/' ? `#${move.id}` : move.name,
    customerId: String(move.commercial_partner_id.id),
    status: isDraft ? 'draft' : open === 0 ? 'paid' : 'open',
    sourceStatus: isDraft ? 'draft' : (move.payment_state ?? move.state),
    issueDate: move.invoice_date,
    dueDate: move.invoice_date_due,
    currency,
    total: positive(move.amount_total, currency, 'amount_total'),
    open,
    poNumber: null,
    reference: move.ref,
    terms: move.invoice_payment_term_id?.name ?? null,
    instalments: instalmentsOf(lines, currency),
  };
}

/** Odoo posts no document with a negative total: one would be set aside. */
function positive(text: string, currency: CurrencyCode, field: string): MinorUnits {
  const minor = floatMinor(text, currency);
  if (minor < 0) throw new RecordProblem(`${field} is negative.`);
  return minor;
}

/** The receivable lines of a document, each due on a day of its own; none for a single one. */
function instalmentsOf(
  lines: readonly ReceivableLine[],
  currency: CurrencyCode,
): readonly SourceInstalment[] {
  if (lines.length < 2) return [];
  const size = (text: string) => minorUnits(Math.abs(floatMinor(text, currency)));
  const parts = lines.flatMap(({ date_maturity, amount_currency, amount_residual_currency }) =>
    date_maturity === null
      ? []
      : [{ dueDate: date_maturity, amount: size(amount_currency), open: size(amount_residual_currency) }],
  );
  if (parts.length < lines.length) return [];
  return parts.toSorted((one, other) =>
    one.dueDate < other.dueDate ? -1 : one.dueDate > other.dueDate ? 1 : 0,
  );
}
