import { z } from 'zod';
import { minorUnits } from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import type { SourcePayment } from '../source-records.ts';
import { readCustomers } from './customers.ts';
import type { ErpnextBooks } from './erpnext-books.ts';
import { formed } from './erpnext-session.ts';
import { erpName } from './erpnext-values.ts';
import {
  JOURNAL,
  LEDGER,
  type LedgerEntry,
  ofReceivables,
  readEntries,
  vouchersOf,
} from './ledger-entries.ts';
import { NOTHING, type PageContent, type ReadStep, together } from './read-steps.ts';
import { journalId, settlementsFrom } from './settlements.ts';

/** Journal entries that give a customer credit, found by the payment ledger: their own form does not say whose it is. */
export function journalStep(books: ErpnextBooks): ReadStep {
  return {
    doctype: LEDGER,
    filters: [...ofReceivables(books.company.name), ['voucher_type', '=', JOURNAL]],
    fields: ['voucher_type', 'voucher_no', 'against_voucher_type', 'against_voucher_no', 'party'],
    whole: true,
    read: (rows, changes, signal) => readJournals(books, vouchersOf(rows, JOURNAL), changes, signal),
  };
}

/** What these journal entries give to customers; one that only moves a credit note onto an invoice gives nothing. */
export async function readJournals(
  books: ErpnextBooks,
  names: readonly string[],
  changes: boolean,
  signal: AbortSignal,
): Promise<PageContent> {
  const own = await readEntries(books, [['voucher_no', 'in', names]], signal);
  const left = await readEntries(books, [['against_voucher_no', 'in', names]], signal);
  const records: SourcePayment[] = [];
  for (const group of Map.groupBy(own, ({ voucher, customer }) => journalId(voucher, customer)).values()) {
    const payment = paymentOf(group, left);
    if (payment !== null) records.push(payment);
  }
  const gone = changes ? await goneOf(books, names, records, signal) : [];
  const customers = [...new Set(records.map(({ customerId }) => customerId))];
  const settled = await settlementsFrom(books, 'payment', names, signal);
  const owners = records.map(({ sourceId }) => ({
    entity: 'allocation' as const,
    owner: { entity: 'payment' as const, sourceId },
  }));
  return together(
    changes ? await readCustomers(books, customers, signal) : NOTHING,
    { ...NOTHING, records, tombstones: gone, replaces: owners },
    { ...settled, replaces: [] },
  );
}

function paymentOf(group: readonly LedgerEntry[], left: readonly LedgerEntry[]): SourcePayment | null {
  const [first] = group;
  const amount = -group.reduce((sum, one) => sum + one.amount, 0);
  if (first === undefined || first.date === null || amount <= 0) return null;
  const open = left
    .filter(({ against, customer }) => against === first.voucher && customer === first.customer)
    .reduce((sum, one) => sum - one.amount, 0);
  return {
    entity: 'payment',
    sourceId: journalId(first.voucher, first.customer),
    updatedAt: first.modified,
    kind: 'journal',
    customerId: first.customer,
    date: first.date,
    currency: first.currency,
    amount: minorUnits(amount),
    unapplied: minorUnits(Math.max(0, open)),
    method: null,
    reference: first.voucher,
    void: false,
  };
}

const voucherForm = z.object({ voucher_no: erpName, party: erpName });

/** Journal entries that gave credit to a customer once and do no more. */
async function goneOf(
  books: ErpnextBooks,
  names: readonly string[],
  there: readonly SourcePayment[],
  signal: AbortSignal,
): Promise<readonly Tombstone[]> {
  const filters = [...ofReceivables(books.company.name), ['voucher_no', 'in', names] as const];
  const rows = await books.all({ doctype: LEDGER, filters, fields: ['voucher_no', 'party'] }, signal);
  const known = new Set(there.map(({ sourceId }) => sourceId));
  const ids = rows.map((row) => {
    const { voucher_no, party } = formed(voucherForm, row, LEDGER);
    return journalId(voucher_no, party);
  });
  return [...new Set(ids)]
    .filter((id) => !known.has(id))
    .map((sourceId) => ({ entity: 'payment', sourceId, reason: 'voided', mergedInto: null }));
}
