import { z } from 'zod';
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

export const LINES = 'account.move.line';
export const PARTIALS = 'account.partial.reconcile';

/** Kinds of moves that are documents for a customer. */
export const INVOICE_TYPES = ['out_invoice', 'out_receipt'] as const;
export const CREDIT_NOTE_TYPES = ['out_refund'] as const;

export const LINE_FIELDS = [
  'move_id',
  'move_type',
  'parent_state',
  'partner_id',
  'date',
  'date_maturity',
  'ref',
  'currency_id',
  'amount_currency',
  'amount_residual_currency',
  'payment_id',
  'write_date',
];

/** A line on a receivable account: positive is owed to us, negative is what we were given. */
export const lineForm = z.object({
  id: odooId,
  move_id: odooLink,
  move_type: z.string(),
  parent_state: z.string(),
  partner_id: optionalLink,
  date: odooDate,
  date_maturity: odooDate,
  ref: odooText,
  currency_id: odooLink,
  amount_currency: odooAmount,
  amount_residual_currency: odooAmount,
  payment_id: optionalLink,
  write_date: odooTime,
});
export type ReceivableLine = z.infer<typeof lineForm>;

/** Lines on the company's receivable accounts (`account_type` is Odoo 16's word and later). */
export function receivable(company: number): Domain {
  return [
    ['account_type', '=', 'asset_receivable'],
    ['company_id', '=', company],
  ];
}

/** Lines that no document of Odoo's wrote: payments, bank statements, journal entries. */
export function looseLines(company: number, side: 'debit' | 'credit'): Domain {
  return [
    ...receivable(company),
    ['move_type', '=', 'entry'],
    ['amount_currency', side === 'debit' ? '>' : '<', 0],
  ];
}

/** The id of a debit that no invoice wrote; ids of lines and of moves are counted separately. */
export function looseDebitId(lineId: number): string {
  return `line-${lineId}`;
}

const partialForm = z.object({ id: odooId, debit_move_id: odooLink, credit_move_id: odooLink });

/** The lines on one side of these settlements. */
export async function linesOfPartials(
  books: OdooBooks,
  partials: readonly number[],
  side: 'debit' | 'credit',
  signal: AbortSignal,
): Promise<readonly number[]> {
  const fields = ['debit_move_id', 'credit_move_id'];
  const rows = await books.all(PARTIALS, [['id', 'in', partials]], fields, signal);
  const ids = rows.flatMap((row) => {
    const read = partialForm.safeParse(row).data;
    return read === undefined ? [] : (side === 'debit' ? read.debit_move_id : read.credit_move_id).id;
  });
  return [...new Set(ids)];
}

/** Lines by these conditions, those that cannot be read left out: their documents and payments say so. */
export async function readLines(
  books: OdooBooks,
  domain: Domain,
  signal: AbortSignal,
): Promise<readonly ReceivableLine[]> {
  const rows = await books.all(LINES, domain, LINE_FIELDS, signal);
  return rows.flatMap((row) => lineForm.safeParse(row).data ?? []);
}

/** Ids of the moves that these lines belong to. */
export async function movesOfLines(
  books: OdooBooks,
  lineIds: readonly number[],
  types: readonly string[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const domain = [
    ['id', 'in', lineIds],
    ['move_type', 'in', types],
  ];
  const rows = await books.all(LINES, domain, ['move_id'], signal);
  const form = z.object({ move_id: odooLink });
  return [...new Set(rows.flatMap((row) => form.safeParse(row).data?.move_id.id ?? Number(idOf(row))))];
}
