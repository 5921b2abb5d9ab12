import { z } from 'zod';
import { type CurrencyCode, type Money, minorUnits } from '../../../../shared/domain/money.ts';
import { exactMinor } from '../http/json.ts';
import { INVOICES } from './documents.ts';
import type { LedgerLine } from './ledger-lines.ts';
import { share } from './settle-lines.ts';
import { trytonDecimal, trytonId } from './tagged-values.ts';
import type { TrytonBooks } from './tryton-books.ts';
import { formed, rowsOf } from './tryton-reader.ts';

/** A posted invoice and the open credit lines that are put down to it. */
export interface InvoiceOnAccount {
  readonly id: number;
  readonly currency: CurrencyCode;
  readonly payments: readonly LedgerLine[];
}

export interface PutDown {
  readonly invoiceId: number;
  readonly credit: LedgerLine;
  /** In the currency of the invoice. */
  readonly amount: Money;
}

const form = z.object({
  id: trytonId,
  total_amount: trytonDecimal,
  amount_to_pay: trytonDecimal,
  lines_to_pay: z.array(trytonId),
});
const lineForm = z.object({
  id: trytonId,
  reconciliation: trytonId.nullable(),
  amount_second_currency: trytonDecimal.nullable(),
  debit: trytonDecimal,
});

/**
 * What each payment takes off its invoice. Tryton converts payments in another currency at its own rate and tells only
 * the sum: the difference that it makes to the open amount, divided by their value in the books.
 */
export async function onAccountOf(
  books: TrytonBooks,
  invoices: readonly InvoiceOnAccount[],
  signal: AbortSignal,
): Promise<readonly PutDown[]> {
  const foreign = invoices.filter(({ currency, payments }) =>
    payments.some(({ amount }) => amount.currency !== currency),
  );
  const converted = await convertedSums(books, foreign, signal);
  return invoices.flatMap((invoice) => {
    const same = invoice.payments.filter(({ amount }) => amount.currency === invoice.currency);
    const others = invoice.payments.filter(({ amount }) => amount.currency !== invoice.currency);
    const sum = Math.max(0, (converted.get(invoice.id) ?? 0) - total(same.map(({ amount }) => amount.minor)));
    return [
      ...same.map((credit) => putDown(invoice, credit, Math.abs(credit.amount.minor))),
      ...divided(invoice, others, sum),
    ].filter(({ amount }) => amount.minor > 0);
  });
}

/** For each invoice: what all payments together take off its open lines, in minor units of its currency. */
async function convertedSums(
  { reader, baseCurrency }: TrytonBooks,
  invoices: readonly InvoiceOnAccount[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  const currencies = new Map(invoices.map(({ id, currency }) => [id, currency]));
  const fields = ['total_amount', 'amount_to_pay', 'lines_to_pay'];
  const rows = await rowsOf(reader, INVOICES, 'id', [...currencies.keys()], fields, signal);
  const read = rows.map((row) => formed(form, row));
  const lineIds = read.flatMap(({ lines_to_pay }) => lines_to_pay);
  const lineFields = ['reconciliation', 'amount_second_currency', 'debit'];
  const lines = await rowsOf(reader, 'account.move.line', 'id', lineIds, lineFields, signal);
  const byId = new Map(
    lines.map((row) => {
      const line = formed(lineForm, row);
      return [line.id, line];
    }),
  );
  return new Map(
    read.map((row) => {
      const currency = currencies.get(row.id) ?? baseCurrency;
      const open = row.lines_to_pay
        .flatMap((id) => byId.get(id) ?? [])
        .filter((line) => line.reconciliation === null);
      const due = open.map((line) =>
        exactMinor(currency === baseCurrency ? line.debit : (line.amount_second_currency ?? '0'), currency),
      );
      return [row.id, total(due) - exactMinor(row.amount_to_pay, currency)];
    }),
  );
}

/** Each its part by its value in the books, the last one the rest. */
function divided(invoice: InvoiceOnAccount, credits: readonly LedgerLine[], sum: number): readonly PutDown[] {
  const value = total(credits.map(({ base }) => base));
  let left = sum;
  return credits.map((credit, index) => {
    const part = index === credits.length - 1 ? left : share(sum, Math.abs(credit.base), value);
    left -= part;
    return putDown(invoice, credit, part);
  });
}

function putDown({ id, currency }: InvoiceOnAccount, credit: LedgerLine, minor: number): PutDown {
  return { invoiceId: id, credit, amount: { minor: minorUnits(minor), currency } };
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + Math.abs(amount), 0);
}
