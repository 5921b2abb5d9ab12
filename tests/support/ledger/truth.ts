import type { ConnectorKind, SyncEntity } from '../../../shared/domain/connections/connector-kinds.ts';
import type {
  AnySourceRecord,
  SourceAllocation,
  SourceContact,
  SourceCustomer,
  SourceDocument,
  SourceDocumentStatus,
  SourceInstalment,
  SourcePayment,
} from '../../../shared/domain/connections/source-records.ts';
import { exponentOf } from '../../../shared/domain/currencies.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import type { FakeLedger } from './fake-ledger.ts';
import type { LedgerDocument, LedgerPayment } from './ledger-model.ts';
import type { LedgerOperation } from './ledger-operations.ts';

/** What a vendor's system can say of a ledger, and in which words. */
export interface DialectShape {
  readonly kind: ConnectorKind;
  /** The id that the vendor's system gives to a record of the fake ledger. */
  idOf(entity: SyncEntity, id: string): string;
  /** One payment may settle several invoices. */
  readonly paymentsSpanInvoices: boolean;
  readonly instalments: boolean;
  readonly merges: boolean;
  readonly drafts: boolean;
  /** Credit notes belong to an invoice from the first: none is ever open. */
  readonly boundCredits?: boolean;
  /** No money stands on the account. */
  readonly noMoneyOnAccount?: boolean;
  /** Files are attached to documents. */
  readonly attachments?: boolean;
  /** What cannot happen there. */
  readonly lacks?: readonly LedgerOperation[];
  /** Takes out what the vendor's system cannot say and puts in its own words; null: it does not have this record. */
  view(record: AnySourceRecord, ledger: FakeLedger): AnySourceRecord | null;
}

/**
 * The records that a connector must deliver, in all: what is voided, deleted or merged away is not among them. Times of
 * changes are null, because each vendor writes its own.
 */
export function truth(ledger: FakeLedger, shape: DialectShape): readonly AnySourceRecord[] {
  const records: AnySourceRecord[] = [
    ...ledger.currencies.map((code) => ({
      entity: 'currency' as const,
      sourceId: code,
      updatedAt: null,
      code,
      digits: exponentOf(code),
    })),
    ...customers(ledger, shape),
    ...contacts(ledger, shape),
    ...documents(ledger, shape),
    ...payments(ledger, shape),
    ...allocations(ledger, shape),
  ];
  return records.map((record) => shape.view(record, ledger)).filter((record) => record !== null);
}

function customers(ledger: FakeLedger, { idOf }: DialectShape): readonly SourceCustomer[] {
  return [...ledger.customers.values()]
    .filter(({ mergedInto, supplierOnly }) => mergedInto === null && !supplierOnly)
    .map((customer) => ({
      entity: 'customer',
      sourceId: idOf('customer', customer.id),
      updatedAt: null,
      number: customer.number,
      name: customer.name,
      parentId: customer.parentId === null ? null : idOf('customer', customer.parentId),
      active: customer.active,
      country: customer.country,
      terms: customer.termsDays === null ? null : `${customer.termsDays} days`,
      termsDays: customer.termsDays,
      creditLimit: null,
      balances: balancesOf(ledger, customer.id),
    }));
}

/** Open invoices less open credit notes and money on the account, in each currency that has documents. */
export function balancesOf(ledger: FakeLedger, customerId: string): SourceCustomer['balances'] {
  const sums = new Map<(typeof ledger.currencies)[number], number>();
  for (const record of [...ledger.documents.values(), ...ledger.payments.values()]) {
    if (record.customerId !== customerId || record.state !== 'posted') continue;
    const sign = record.kind === 'invoice' ? 1 : -1;
    sums.set(record.currency, (sums.get(record.currency) ?? 0) + sign * ledger.openOf(record));
  }
  return [...sums].map(([currency, minor]) => ({ currency, minor: minorUnits(minor) }));
}

function contacts(ledger: FakeLedger, { idOf }: DialectShape): readonly SourceContact[] {
  return [...ledger.contacts.values()].map((contact) => ({
    entity: 'contact',
    sourceId: idOf('contact', contact.id),
    updatedAt: null,
    customerId: idOf('customer', contact.customerId),
    name: `${contact.firstName} ${contact.lastName}`,
    role: null,
    email: contact.email,
    phone: contact.phone,
    billing: contact.billing,
  }));
}

function documents(ledger: FakeLedger, { idOf }: DialectShape): readonly SourceDocument[] {
  return [...ledger.documents.values()]
    .filter(({ state }) => state === 'draft' || state === 'posted')
    .map((document) => {
      const status = statusOf(ledger, document);
      return {
        entity: document.kind,
        sourceId: idOf(document.kind, document.id),
        updatedAt: null,
        number: document.number,
        customerId: idOf('customer', document.customerId),
        status,
        sourceStatus: status,
        issueDate: document.issueDate,
        dueDate: document.dueDate,
        currency: document.currency,
        total: document.total,
        open: minorUnits(ledger.openOf(document)),
        poNumber: document.poNumber,
        reference: document.reference,
        terms: null,
        instalments: instalmentsOf(ledger, document),
      };
    });
}

/** Whether a document is a draft, open or settled. */
export function statusOf(ledger: FakeLedger, record: LedgerDocument): SourceDocumentStatus {
  if (record.state === 'draft') return 'draft';
  if (record.state !== 'posted') return 'void';
  return ledger.openOf(record) === 0 ? 'paid' : 'open';
}

/** What was paid settles the earliest instalments first. */
export function instalmentsOf(ledger: FakeLedger, document: LedgerDocument): readonly SourceInstalment[] {
  let paid = document.total - ledger.openOf(document);
  return document.instalments.map(({ dueDate, amount }) => {
    const settled = Math.min(paid, amount);
    paid -= settled;
    return { dueDate, amount, open: minorUnits(amount - settled) };
  });
}

function payments(ledger: FakeLedger, { idOf }: DialectShape): readonly SourcePayment[] {
  return [...ledger.payments.values()]
    .filter(({ state }) => state === 'posted')
    .map((payment: LedgerPayment) => ({
      entity: 'payment',
      sourceId: idOf('payment', payment.id),
      updatedAt: null,
      kind: payment.kind,
      customerId: idOf('customer', payment.customerId),
      date: payment.date,
      currency: payment.currency,
      amount: payment.amount,
      unapplied: minorUnits(ledger.openOf(payment)),
      method: null,
      reference: payment.reference,
      void: false,
    }));
}

function allocations(ledger: FakeLedger, { idOf }: DialectShape): readonly SourceAllocation[] {
  return [...ledger.allocations.values()]
    .filter(({ deleted }) => !deleted)
    .map((allocation) => {
      const { currency } = ledger.documents.get(allocation.invoiceId) ?? { currency: ledger.home };
      const money = { minor: allocation.amount, currency };
      return {
        entity: 'allocation',
        sourceId: idOf('allocation', allocation.id),
        updatedAt: null,
        from: {
          entity: allocation.from.entity,
          sourceId: idOf(allocation.from.entity, allocation.from.id),
        },
        document: { entity: 'invoice', sourceId: idOf('invoice', allocation.invoiceId) },
        amount: money,
        fromAmount: money,
        date: allocation.date,
      };
    });
}
