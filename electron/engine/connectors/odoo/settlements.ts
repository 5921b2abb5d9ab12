import { z } from 'zod';
import { currencyCode, type Money, minorUnits } from '../../../../shared/domain/money.ts';
import { floatMinor } from '../http/float-money.ts';
import { RecordProblem, readRecords } from '../http/read-records.ts';
import type { SourceAllocation } from '../source-records.ts';
import type { Domain, OdooBooks } from './odoo-books.ts';
import { idOf, odooAmount, odooDate, odooId, odooLink, odooTime } from './odoo-values.ts';
import { NOTHING, type PageContent, type ReadStep } from './read-steps.ts';
import {
  CREDIT_NOTE_TYPES,
  INVOICE_TYPES,
  looseDebitId,
  PARTIALS,
  type ReceivableLine,
  readLines,
  receivable,
} from './receivable-lines.ts';

const FIELDS = [
  'debit_move_id',
  'credit_move_id',
  'debit_amount_currency',
  'credit_amount_currency',
  'debit_currency_id',
  'credit_currency_id',
  'max_date',
  'write_date',
];

const form = z.object({
  id: odooId,
  debit_move_id: odooLink,
  credit_move_id: odooLink,
  debit_amount_currency: odooAmount,
  credit_amount_currency: odooAmount,
  debit_currency_id: odooLink,
  credit_currency_id: odooLink,
  max_date: odooDate,
  write_date: odooTime,
});
type PartialRow = z.infer<typeof form>;

/** Settlements of lines on the company's receivable accounts. */
export function ofReceivables(company: number): Domain {
  return [
    ['company_id', '=', company],
    ['debit_move_id.account_type', '=', 'asset_receivable'],
  ];
}

export function settlementSteps(books: OdooBooks): readonly ReadStep[] {
  return [
    {
      model: PARTIALS,
      domain: ofReceivables(books.company.id),
      times: ['write_date'],
      whole: true,
      read: (ids, _changes, signal) => readSettlements(books, [['id', 'in', ids]], signal),
    },
  ];
}

/** The allocations behind the settlements that meet this condition. */
export async function readSettlements(
  books: OdooBooks,
  domain: Domain,
  signal: AbortSignal,
): Promise<PageContent> {
  const rows = await books.all(PARTIALS, [...ofReceivables(books.company.id), ...domain], FIELDS, signal);
  const partials = rows.flatMap((row) => form.safeParse(row).data ?? []);
  const ids = partials.flatMap(({ debit_move_id, credit_move_id }) => [debit_move_id.id, credit_move_id.id]);
  const byId = new Map<number, ReceivableLine>();
  if (ids.length > 0) {
    const lines = [...receivable(books.company.id), ['id', 'in', [...new Set(ids)]]];
    for (const line of await readLines(books, lines, signal)) byId.set(line.id, line);
  }
  const { records, bad } = readRecords('allocation', rows, idOf, (row) =>
    allocationOf(form.parse(row), byId),
  );
  return { ...NOTHING, records, bad };
}

/** Null for a supplier's, and for a difference of exchange rates, which settles nothing of the amount owed. */
function allocationOf(row: PartialRow, lines: ReadonlyMap<number, ReceivableLine>): SourceAllocation | null {
  const debit = lines.get(row.debit_move_id.id);
  const credit = lines.get(row.credit_move_id.id);
  if (debit === undefined || credit === undefined) return null;
  const document = documentOf(debit);
  const from = fromOf(credit);
  const amount = moneyOf(row.debit_amount_currency, row.debit_currency_id.name);
  const fromAmount = moneyOf(row.credit_amount_currency, row.credit_currency_id.name);
  if (document === null || from === null || amount.minor === 0 || fromAmount.minor === 0) return null;
  if (row.max_date === null) throw new RecordProblem('max_date: it has no date.');
  return {
    entity: 'allocation',
    sourceId: String(row.id),
    updatedAt: row.write_date,
    from,
    document,
    amount,
    fromAmount,
    date: row.max_date,
  };
}

function documentOf({ id, move_type, move_id }: ReceivableLine): SourceAllocation['document'] | null {
  if (isOf(INVOICE_TYPES, move_type)) return { entity: 'invoice', sourceId: String(move_id.id) };
  return move_type === 'entry' ? { entity: 'invoice', sourceId: looseDebitId(id) } : null;
}

function fromOf({ id, move_type, move_id }: ReceivableLine): SourceAllocation['from'] | null {
  if (isOf(CREDIT_NOTE_TYPES, move_type)) return { entity: 'credit_note', sourceId: String(move_id.id) };
  return move_type === 'entry' ? { entity: 'payment', sourceId: String(id) } : null;
}

export function isOf(types: readonly string[], type: string): boolean {
  return types.includes(type);
}

function moneyOf(text: string, code: string): Money {
  const currency = currencyCode(code);
  return { minor: minorUnits(Math.abs(floatMinor(text, currency))), currency };
}
