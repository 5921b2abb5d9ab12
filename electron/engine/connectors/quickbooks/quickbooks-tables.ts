import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import type { SourceId } from '../../../../shared/domain/connections/source-records.ts';
import type { Tombstone } from '../connector.ts';
import { readCustomer } from './quickbooks-customers.ts';
import { readCreditMemo, readInvoice } from './quickbooks-documents.ts';
import { creditMemoForm } from './quickbooks-forms.ts';
import { journalPaymentIds, readJournal } from './quickbooks-journal.ts';
import { readPayment, readRefund, refundId } from './quickbooks-payments.ts';
import type { QuickbooksBooks, ReadRow } from './quickbooks-rows.ts';
import { type LinkedPayments, paymentIdsIn } from './quickbooks-settlement.ts';

/** One of QuickBooks' tables. */
export interface QuickbooksTable {
  readonly name: string;
  readonly entity: Exclude<SyncEntity, 'currency' | 'contact' | 'allocation'>;
  readonly where: readonly string[];
  /** Payments whose rows are needed to read this row. */
  readonly linkedPayments: (row: unknown) => readonly string[];
  readonly read: (row: unknown, books: QuickbooksBooks, payments: LinkedPayments) => ReadRow;
  /** What is gone when a row was deleted. Null: only a sweep can tell. */
  readonly gone: ((id: string) => Tombstone) | null;
  /** The id of the row behind a record; null for a record of another table. */
  readonly rowIdOf: (sourceId: SourceId) => string | null;
  /** Deleting a row changes what its customer owes. */
  readonly owed: boolean;
}

function tombstoneOf(entity: Tombstone['entity']): (sourceId: string) => Tombstone {
  return (sourceId) => ({ entity, sourceId, reason: 'deleted', mergedInto: null });
}

const none = () => [];

const ownId = (sourceId: SourceId): string | null => (/^\d+$/.test(sourceId) ? sourceId : null);

/** Without the condition only active customers would come; inactive ones may still owe. */
export const CUSTOMERS: QuickbooksTable = {
  name: 'Customer',
  entity: 'customer',
  where: ['Active in (true, false)'],
  linkedPayments: none,
  read: readCustomer,
  gone: tombstoneOf('customer'),
  rowIdOf: ownId,
  owed: false,
};

const INVOICES: QuickbooksTable = {
  name: 'Invoice',
  entity: 'invoice',
  where: [],
  linkedPayments: none,
  read: readInvoice,
  gone: tombstoneOf('invoice'),
  rowIdOf: ownId,
  owed: true,
};

const CREDIT_MEMOS: QuickbooksTable = {
  name: 'CreditMemo',
  entity: 'credit_note',
  where: [],
  linkedPayments(row) {
    const read = creditMemoForm.safeParse(row);
    return read.success ? paymentIdsIn(read.data) : [];
  },
  read: readCreditMemo,
  gone: tombstoneOf('credit_note'),
  rowIdOf: ownId,
  owed: true,
};

const PAYMENTS: QuickbooksTable = {
  name: 'Payment',
  entity: 'payment',
  where: [],
  linkedPayments: none,
  read: readPayment,
  gone: tombstoneOf('payment'),
  rowIdOf: ownId,
  owed: true,
};

const REFUNDS: QuickbooksTable = {
  name: 'RefundReceipt',
  entity: 'payment',
  where: [],
  linkedPayments: none,
  read: readRefund,
  gone: (id) => tombstoneOf('payment')(refundId(id)),
  rowIdOf: (sourceId) => /^refund:(\d+)$/.exec(sourceId)?.[1] ?? null,
  owed: false,
};

const JOURNALS: QuickbooksTable = {
  name: 'JournalEntry',
  entity: 'payment',
  where: [],
  linkedPayments: journalPaymentIds,
  read: readJournal,
  gone: null,
  rowIdOf: (sourceId) => /^journal:(\d+):/.exec(sourceId)?.[1] ?? null,
  owed: true,
};

/** The tables behind an entity, in the order in which they are read; contacts and allocations come along with others. */
export function tablesOf(entity: SyncEntity): readonly QuickbooksTable[] {
  switch (entity) {
    case 'customer':
      return [CUSTOMERS];
    case 'invoice':
      return [INVOICES];
    case 'credit_note':
      return [CREDIT_MEMOS];
    case 'payment':
      return [PAYMENTS, REFUNDS, JOURNALS];
    case 'currency':
    case 'contact':
    case 'allocation':
      return [];
  }
}

/** Tables that hold records of an entity: invoices also come from journals, which are read with payments. */
export function tablesHolding(entity: SyncEntity): readonly QuickbooksTable[] {
  return entity === 'invoice' ? [INVOICES, JOURNALS] : tablesOf(entity);
}
