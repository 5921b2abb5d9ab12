import { z } from 'zod';
import { currencyCode, minorUnits, ZERO } from '../../../../shared/domain/money.ts';
import type { Tombstone } from '../connector.ts';
import { floatMinor } from '../http/float-money.ts';
import { RecordProblem, readRecords } from '../http/read-records.ts';
import type { SourcePayment } from '../source-records.ts';
import { readCustomers } from './customers.ts';
import type { ErpnextBooks } from './erpnext-books.ts';
import { erpAmount, erpDate, erpName, erpText, erpTime, nameOf } from './erpnext-values.ts';
import { journalStep } from './journals.ts';
import { ledgerStep, PAYMENT } from './ledger-entries.ts';
import { deletedStep, NOTHING, namesOf, type PageContent, type ReadStep, together } from './read-steps.ts';
import { settlementsFrom } from './settlements.ts';

const form = z.object({
  name: erpName,
  payment_type: z.enum(['Receive', 'Pay']),
  party: erpName,
  docstatus: erpAmount,
  posting_date: erpDate,
  paid_amount: erpAmount,
  received_amount: erpAmount,
  unallocated_amount: erpAmount,
  paid_from_account_currency: z.string(),
  paid_to_account_currency: z.string(),
  mode_of_payment: erpText,
  reference_no: erpText,
  modified: erpTime,
});
type PaymentRow = z.infer<typeof form>;
const FIELDS = Object.keys(form.shape);

export function paymentSteps(books: ErpnextBooks): readonly ReadStep[] {
  return [
    {
      doctype: PAYMENT,
      filters: ofCustomers(books),
      fields: [],
      whole: true,
      read: (rows, changes, signal) => readPayments(books, namesOf(rows), changes, signal),
    },
    journalStep(books),
    ledgerStep(books, PAYMENT, (names, signal) => readPayments(books, names, true, signal)),
    deletedStep(PAYMENT, 'payment'),
  ];
}

function ofCustomers({ company }: ErpnextBooks) {
  return [
    ['company', '=', company.name],
    ['party_type', '=', 'Customer'],
    ['docstatus', '>', 0],
  ] as const;
}

/** Payments as they are now, with all that they settle. A draft is nothing yet. */
export async function readPayments(
  books: ErpnextBooks,
  names: readonly string[],
  changes: boolean,
  signal: AbortSignal,
): Promise<PageContent> {
  const filters = [...ofCustomers(books), ['name', 'in', names] as const];
  const rows = await books.all({ doctype: PAYMENT, filters, fields: FIELDS }, signal);
  if (rows.length === 0) return NOTHING;
  const owners = new Set<string>();
  const tombstones: Tombstone[] = [];
  const { records, bad } = readRecords('payment', rows, nameOf, (row) => {
    const payment = form.parse(row);
    owners.add(payment.party);
    if (payment.docstatus === '1') return paymentOf(payment);
    tombstones.push({ entity: 'payment', sourceId: payment.name, reason: 'voided', mergedInto: null });
    return null;
  });
  return together(
    changes ? await readCustomers(books, [...owners], signal) : NOTHING,
    { ...NOTHING, records, tombstones, bad },
    await settlementsFrom(books, 'payment', namesOf(rows), signal),
  );
}

function paymentOf(row: PaymentRow): SourcePayment {
  const isReceived = row.payment_type === 'Receive';
  const currency = currencyCode(isReceived ? row.paid_from_account_currency : row.paid_to_account_currency);
  const left = floatMinor(row.unallocated_amount, currency);
  if (row.posting_date === null) throw new RecordProblem('posting_date: it has no date.');
  if (!isReceived && left !== 0) {
    throw new RecordProblem('unallocated_amount: money that was paid back settles no credit note.');
  }
  return {
    entity: 'payment',
    sourceId: row.name,
    updatedAt: row.modified,
    kind: isReceived ? 'payment' : 'refund',
    customerId: row.party,
    date: row.posting_date,
    currency,
    amount: floatMinor(isReceived ? row.paid_amount : row.received_amount, currency),
    unapplied: isReceived ? minorUnits(left) : ZERO,
    method: row.mode_of_payment,
    reference: row.reference_no,
    void: false,
  };
}
