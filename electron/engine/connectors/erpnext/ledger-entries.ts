import { z } from 'zod';
import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { type CurrencyCode, currencyCode } from '../../../../shared/domain/money.ts';
import { floatMinor } from '../http/float-money.ts';
import { readRecords } from '../http/read-records.ts';
import type { ErpnextBooks } from './erpnext-books.ts';
import type { ListRequest } from './erpnext-session.ts';
import { erpAmount, erpDate, erpName, erpNameOrNone, erpTime, nameOf } from './erpnext-values.ts';
import type { ReadStep } from './read-steps.ts';

export const LEDGER = 'Payment Ledger Entry';
export const INVOICE = 'Sales Invoice';
export const PAYMENT = 'Payment Entry';
export const JOURNAL = 'Journal Entry';

/** An entry of the payment ledger: what one voucher adds to what is open of another, or of itself. */
export interface LedgerEntry {
  readonly voucherType: string;
  readonly voucher: string;
  readonly againstType: string;
  readonly against: string;
  readonly customer: string;
  readonly date: PlainDate | null;
  readonly currency: CurrencyCode;
  /** Minor units of `currency`; positive is owed to us. */
  readonly amount: number;
  readonly modified: string;
}

const form = z.object({
  voucher_type: z.string(),
  voucher_no: erpName,
  against_voucher_type: z.string(),
  against_voucher_no: erpName,
  party: erpName,
  posting_date: erpDate,
  account_currency: z.string(),
  amount_in_account_currency: erpAmount,
  modified: erpTime,
});
const FIELDS = Object.keys(form.shape);

export function ofReceivables(company: string): ListRequest['filters'] {
  return [
    ['company', '=', company],
    ['account_type', '=', 'Receivable'],
    ['party_type', '=', 'Customer'],
  ];
}

/** Entries that count, by this condition. One that cannot be read is left out: the check of balances shows it. */
export async function readEntries(
  books: ErpnextBooks,
  filters: ListRequest['filters'],
  signal: AbortSignal,
): Promise<readonly LedgerEntry[]> {
  const counted = [...ofReceivables(books.company.name), ['delinked', '=', 0] as const, ...filters];
  const rows = await books.all({ doctype: LEDGER, filters: counted, fields: FIELDS }, signal);
  const read = readRecords('allocation', rows, nameOf, entryOf);
  return read.records;
}

function entryOf(row: unknown): LedgerEntry {
  const read = form.parse(row);
  const currency = currencyCode(read.account_currency);
  return {
    voucherType: read.voucher_type,
    voucher: read.voucher_no,
    againstType: read.against_voucher_type,
    against: read.against_voucher_no,
    customer: read.party,
    date: read.posting_date,
    currency,
    amount: floatMinor(read.amount_in_account_currency, currency),
    modified: read.modified,
  };
}

const touchedForm = z.object({
  voucher_type: z.string(),
  voucher_no: erpName,
  against_voucher_type: z.string(),
  against_voucher_no: erpNameOrNone,
});

/**
 * Finds what changed in the payment ledger. An entry that counts no more is kept and marked, which dates it, so that also
 * a settlement that was taken back is found.
 *
 * @param type of the vouchers on either side that `read` is given.
 */
export function ledgerStep(
  books: ErpnextBooks,
  type: string,
  read: (names: readonly string[], signal: AbortSignal) => ReturnType<ReadStep['read']>,
): ReadStep {
  return {
    doctype: LEDGER,
    filters: ofReceivables(books.company.name),
    fields: Object.keys(touchedForm.shape),
    whole: false,
    read: (rows, _changes, signal) => read(vouchersOf(rows, type), signal),
  };
}

export function vouchersOf(rows: readonly unknown[], type: string): readonly string[] {
  const names = rows.flatMap((row) => {
    const entry = touchedForm.safeParse(row).data;
    if (entry === undefined) return [];
    return [
      ...(entry.voucher_type === type ? [entry.voucher_no] : []),
      ...(entry.against_voucher_type === type ? [entry.against_voucher_no] : []),
    ];
  });
  return [...new Set(names)];
}
