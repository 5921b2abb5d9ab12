import { z } from 'zod';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import { floatMinor } from '../http/float-money.ts';
import { RecordProblem, readRecords } from '../http/read-records.ts';
import type { SourceDocument, SourcePayment } from '../source-records.ts';
import { customersOf } from './documents.ts';
import type { OdooBooks } from './odoo-books.ts';
import { idOf, optionalLink } from './odoo-values.ts';
import { commercialPartners } from './partners.ts';
import { NOTHING, type PageContent, type ReadStep, together } from './read-steps.ts';
import {
  LINE_FIELDS,
  LINES,
  lineForm,
  linesOfPartials,
  looseDebitId,
  looseLines,
  PARTIALS,
  type ReceivableLine,
} from './receivable-lines.ts';
import { ofReceivables, readSettlements } from './settlements.ts';

/** `credit`: payments; `debit`: what is owed without an invoice, such as an opening balance. */
type Side = 'debit' | 'credit';

/** How payments are found: by lines and moves that changed, by payments, and by what they settled. */
export function paymentSteps(books: OdooBooks): readonly ReadStep[] {
  return [
    ...looseLineSteps(books, 'credit'),
    {
      model: 'account.payment',
      domain: [
        ['company_id', '=', books.company.id],
        ['partner_type', '=', 'customer'],
      ],
      times: ['write_date'],
      whole: false,
      read: async (ids, changes, signal) =>
        readLooseLines(
          books,
          'credit',
          ['move_id', 'in', await movesOfPayments(books, ids, signal)],
          changes,
          signal,
        ),
    },
  ];
}

/** Debits that no invoice wrote count as invoices. */
export function looseDebitSteps(books: OdooBooks): readonly ReadStep[] {
  return looseLineSteps(books, 'debit');
}

function looseLineSteps(books: OdooBooks, side: Side): readonly ReadStep[] {
  return [
    {
      model: LINES,
      domain: looseLines(books.company.id, side),
      times: ['write_date', 'move_id.write_date'],
      whole: true,
      read: (ids, changes, signal) => readLooseLines(books, side, ['id', 'in', ids], changes, signal),
    },
    {
      model: PARTIALS,
      domain: ofReceivables(books.company.id),
      times: ['write_date'],
      whole: false,
      async read(ids, changes, signal) {
        const lines = await linesOfPartials(books, ids, side, signal);
        return readLooseLines(books, side, ['id', 'in', lines], changes, signal);
      },
    },
  ];
}

/** Lines that no document wrote, as they are now. */
export async function readLooseLines(
  books: OdooBooks,
  side: Side,
  chosen: readonly [string, 'in', readonly number[]],
  changes: boolean,
  signal: AbortSignal,
): Promise<PageContent> {
  if (chosen[2].length === 0) return NOTHING;
  const rows = await books.all(LINES, [...looseLines(books.company.id, side), chosen], LINE_FIELDS, signal);
  const lines = rows.flatMap((row) => lineForm.safeParse(row).data ?? []);
  const owners = await commercialPartners(books, lines, signal);
  const entity = side === 'credit' ? 'payment' : 'invoice';
  const nameOf = (id: string) => (side === 'credit' ? id : looseDebitId(Number(id)));
  const tombstones: Tombstone[] = [];
  const { records, bad } = readRecords(
    entity,
    rows,
    (row) => nameOf(idOf(row) ?? ''),
    (row) => {
      const line = lineForm.parse(row);
      if (line.parent_state === 'posted') {
        const customerId = customerOf(line, owners);
        return side === 'credit' ? paymentOf(line, customerId) : claimOf(line, customerId);
      }
      tombstones.push({ entity, sourceId: nameOf(String(line.id)), reason: 'voided', mergedInto: null });
      return null;
    },
  );
  const customers = await customersOf(books, [...new Set(owners.values())], changes, signal);
  const own = { ...NOTHING, records, tombstones, bad };
  return together(
    customers,
    own,
    changes && side === 'credit' ? await settledBy(books, records, signal) : NOTHING,
  );
}

async function settledBy(
  books: OdooBooks,
  records: readonly { readonly sourceId: string }[],
  signal: AbortSignal,
): Promise<PageContent> {
  if (records.length === 0) return NOTHING;
  const ids = records.map(({ sourceId }) => Number(sourceId));
  const settled = await readSettlements(books, [['credit_move_id', 'in', ids]], signal);
  const replaces = records.map(({ sourceId }) => ({
    entity: 'allocation' as const,
    owner: { entity: 'payment' as const, sourceId },
  }));
  return { ...settled, replaces };
}

const paymentForm = z.object({ move_id: optionalLink });

/** Since Odoo 18 a payment without an account in between has no move until the bank statement comes. */
async function movesOfPayments(
  books: OdooBooks,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const rows = await books.all('account.payment', [['id', 'in', ids]], ['move_id'], signal);
  return rows.flatMap((row) => paymentForm.safeParse(row).data?.move_id?.id ?? []);
}

function customerOf({ partner_id }: ReceivableLine, owners: ReadonlyMap<number, number>): string {
  if (partner_id === null) throw new RecordProblem('partner_id: the ledger does not say whose it is.');
  return String(owners.get(partner_id.id) ?? partner_id.id);
}

function paymentOf(line: ReceivableLine, customerId: string): SourcePayment {
  const currency = currencyCode(line.currency_id.name);
  if (line.date === null) throw new RecordProblem('date: it has no date.');
  return {
    entity: 'payment',
    sourceId: String(line.id),
    updatedAt: line.write_date,
    kind: line.payment_id === null ? 'journal' : 'payment',
    customerId,
    date: line.date,
    currency,
    amount: minorUnits(-floatMinor(line.amount_currency, currency)),
    unapplied: minorUnits(-floatMinor(line.amount_residual_currency, currency)),
    method: null,
    reference: line.ref,
    void: false,
  };
}

function claimOf(line: ReceivableLine, customerId: string): SourceDocument {
  const currency = currencyCode(line.currency_id.name);
  const open = floatMinor(line.amount_residual_currency, currency);
  return {
    entity: 'invoice',
    sourceId: looseDebitId(line.id),
    updatedAt: line.write_date,
    number: line.move_id.name.split(' (')[0] ?? line.move_id.name,
    customerId,
    status: open === 0 ? 'paid' : 'open',
    sourceStatus: 'entry',
    issueDate: line.date,
    dueDate: line.date_maturity ?? line.date,
    currency,
    total: floatMinor(line.amount_currency, currency),
    open,
    poNumber: null,
    reference: line.ref,
    terms: null,
    instalments: [],
  };
}
