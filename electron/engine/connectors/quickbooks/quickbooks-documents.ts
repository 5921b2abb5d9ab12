import type { SourceDocument } from '../../../../shared/domain/connections/source-records.ts';
import { RecordProblem } from '../http/read-records.ts';
import { creditMemoForm, invoiceForm, type QuickbooksDocument } from './quickbooks-forms.ts';
import {
  amount,
  currencyOf,
  dateIn,
  NOTHING,
  type QuickbooksBooks,
  type ReadRow,
  saysVoid,
  voided,
} from './quickbooks-rows.ts';
import { creditAllocations, type LinkedPayments } from './quickbooks-settlement.ts';

/** Reads one row of `Invoice`. What settles it comes with payments and credit memos. */
export function readInvoice(row: unknown, books: QuickbooksBooks): ReadRow {
  const invoice = invoiceForm.parse(row);
  return {
    ...NOTHING,
    ...oneOf(documentOf('invoice', invoice, invoice.Balance, books), invoice),
    customers: [invoice.CustomerRef.value],
  };
}

/**
 * Reads one row of `CreditMemo` with what it settled.
 *
 * @param payments the payments that it names: a credit memo is applied to an invoice by a payment of 0.
 */
export function readCreditMemo(row: unknown, books: QuickbooksBooks, payments: LinkedPayments): ReadRow {
  const memo = creditMemoForm.parse(row);
  const open = memo.RemainingCredit ?? memo.Balance;
  if (!open) throw new RecordProblem('It does not say what is left of it (RemainingCredit).');
  const document = documentOf('credit_note', memo, open, books);
  const read = oneOf(document, memo);
  return {
    ...NOTHING,
    ...read,
    records: read.records.length === 0 ? [] : [document, ...creditAllocations(memo, books, payments)],
    replaces: [{ entity: 'allocation', owner: { entity: 'credit_note', sourceId: memo.Id } }],
    customers: [memo.CustomerRef.value],
  };
}

function oneOf(
  document: SourceDocument,
  row: QuickbooksDocument,
): Pick<ReadRow, 'records'> & Pick<ReadRow, 'tombstones'> {
  const isVoid = document.total === 0 && document.open === 0 && saysVoid(row);
  return isVoid
    ? { records: [], tombstones: [voided(document.entity, document.sourceId)] }
    : { records: [document], tombstones: [] };
}

function documentOf(
  entity: SourceDocument['entity'],
  row: QuickbooksDocument,
  openText: string,
  books: QuickbooksBooks,
): SourceDocument {
  const currency = currencyOf(row, books);
  const open = amount(openText, currency, entity === 'invoice' ? 'Balance' : 'RemainingCredit');
  return {
    entity,
    sourceId: row.Id,
    updatedAt: row.MetaData.LastUpdatedTime,
    number: row.DocNumber || row.Id,
    customerId: row.CustomerRef.value,
    status: open === 0 ? 'paid' : 'open',
    sourceStatus: open === 0 ? 'Closed' : 'Open',
    issueDate: dateIn(row.TxnDate),
    dueDate: row.DueDate && entity === 'invoice' ? dateIn(row.DueDate) : null,
    currency,
    total: amount(row.TotalAmt, currency, 'TotalAmt'),
    open,
    poNumber: row.PONumber || null,
    reference: null,
    terms: row.SalesTermRef ? termName(row.SalesTermRef, books) : null,
    instalments: [],
  };
}

function termName(
  { value, name }: NonNullable<QuickbooksDocument['SalesTermRef']>,
  { terms }: QuickbooksBooks,
): string | null {
  return terms.get(value)?.name ?? name ?? null;
}
