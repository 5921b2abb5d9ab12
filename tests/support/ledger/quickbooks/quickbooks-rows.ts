import { LosslessNumber } from 'lossless-json';
import { type CurrencyCode, formatDecimal, minorUnits } from '../../../../shared/domain/money.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerAllocation, LedgerCustomer, LedgerDocument, LedgerPayment } from '../ledger-model.ts';
import { found } from '../ledger-store.ts';
import { balancesOf } from '../truth.ts';
import { linesOf, quickbooksId } from './quickbooks-shape.ts';

export type QuickbooksRow = Readonly<Record<string, unknown>>;

const OFFSET = 7 * 3_600_000;

/** QuickBooks' time: the company's, with its offset; rows have no parts of a second. */
export function quickbooksTime(time: number, withParts = false): string {
  const local = new Date(time - OFFSET).toISOString();
  return `${withParts ? local.slice(0, 23) : local.slice(0, 19)}-07:00`;
}

const money = (minor: number, currency: CurrencyCode) =>
  new LosslessNumber(formatDecimal(minorUnits(minor), currency));

function base(id: string, changedAt: number): QuickbooksRow {
  const time = quickbooksTime(changedAt);
  return {
    domain: 'QBO',
    sparse: false,
    Id: id,
    SyncToken: '0',
    MetaData: { CreateTime: time, LastUpdatedTime: time },
  };
}

/** What the change feed says of a row that was deleted. */
export function deletedRow(id: string, changedAt: number): QuickbooksRow {
  const MetaData = { LastUpdatedTime: quickbooksTime(changedAt) };
  return { domain: 'QBO', status: 'Deleted', Id: id, MetaData };
}

export function customerRow(ledger: FakeLedger, customer: LedgerCustomer): QuickbooksRow {
  const [person] = ledger.contactsOf(customer.id);
  const { currency, name, parentId, termsDays } = customer;
  const balance = balancesOf(ledger, customer.id).find((one) => one.currency === currency)?.minor ?? 0;
  const shown = customer.active ? name : `${name} (deleted)`;
  return {
    ...base(quickbooksId(customer.id), customer.changedAt),
    DisplayName: shown,
    FullyQualifiedName: shown,
    PrintOnCheckName: name,
    Active: customer.active,
    Taxable: false,
    ...(customer.number === null ? {} : { AcctNum: customer.number }),
    ...(person === undefined ? {} : { GivenName: person.firstName, FamilyName: person.lastName }),
    ...(person?.email ? { PrimaryEmailAddr: { Address: person.email } } : {}),
    ...(person?.phone ? { PrimaryPhone: { FreeFormNumber: person.phone } } : {}),
    ...(customer.country === null ? {} : { BillAddr: { Id: '7', Country: customer.country } }),
    Job: parentId !== null,
    ...(parentId === null ? {} : { ParentRef: { value: quickbooksId(parentId) } }),
    BillWithParent: false,
    CurrencyRef: { value: currency, name: currency },
    ...(termsDays === null ? {} : { SalesTermRef: { value: String(termsDays) } }),
    Balance: money(balance, currency),
    BalanceWithJobs: money(balance, currency),
    PreferredDeliveryMethod: 'Print',
  };
}

/** An invoice or a credit memo. Void is no state: the amounts are 0 and the private note says so. */
export function documentRow(ledger: FakeLedger, document: LedgerDocument): QuickbooksRow {
  const { currency, kind } = document;
  const total = document.state === 'void' ? 0 : document.total;
  const open = ledger.openOf(document);
  const { name } = found(ledger.customers, document.customerId);
  return {
    ...base(quickbooksId(document.id), document.changedAt),
    DocNumber: document.number,
    TxnDate: document.issueDate,
    CurrencyRef: { value: currency, name: currency },
    ExchangeRate: 1,
    ...(document.state === 'void' ? { PrivateNote: 'Voided' } : {}),
    LinkedTxn: linksOf(ledger, document),
    Line: [
      { Id: '1', LineNum: 1, Amount: money(total, currency), DetailType: 'SalesItemLineDetail' },
      { Amount: money(total, currency), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
    ],
    CustomerRef: { value: quickbooksId(document.customerId), name },
    ...(document.dueDate === null ? {} : { DueDate: document.dueDate }),
    TotalAmt: money(total, currency),
    HomeTotalAmt: money(total, currency),
    ApplyTaxAfterDiscount: false,
    PrintStatus: 'NeedToPrint',
    EmailStatus: 'NotSet',
    Balance: money(open, currency),
    ...(kind === 'invoice'
      ? { HomeBalance: money(open, currency), Deposit: 0, AllowOnlinePayment: false }
      : { RemainingCredit: money(open, currency) }),
  };
}

/** The payments that settle an invoice, or by which a credit memo was applied. */
function linksOf(ledger: FakeLedger, { id, kind }: LedgerDocument): readonly QuickbooksRow[] {
  const allocations =
    kind === 'credit_note'
      ? ledger.allocationsFrom(id)
      : [...ledger.allocations.values()].filter((one) => !one.deleted && one.invoiceId === id);
  const payments = allocations.map((one) => (one.from.entity === 'payment' ? one.from.id : one.id));
  return [...new Set(payments)].map((one) => ({ TxnId: quickbooksId(one), TxnType: 'Payment' }));
}

export function paymentRow(ledger: FakeLedger, payment: LedgerPayment): QuickbooksRow {
  const { currency } = payment;
  const posted = payment.state === 'posted';
  const lines = linesOf(ledger, payment.id).map(({ invoiceId, amount }) =>
    line(money(amount, currency), invoiceId, 'Invoice'),
  );
  return {
    ...base(quickbooksId(payment.id), payment.changedAt),
    TxnDate: payment.date,
    CurrencyRef: { value: currency, name: currency },
    ExchangeRate: 1,
    ...(posted ? {} : { PrivateNote: 'Voided' }),
    ...(payment.reference === null ? {} : { PaymentRefNum: payment.reference }),
    Line: lines,
    CustomerRef: { value: quickbooksId(payment.customerId) },
    DepositToAccountRef: { value: '35' },
    TotalAmt: money(posted ? payment.amount : 0, currency),
    UnappliedAmt: money(ledger.openOf(payment), currency),
    ProcessPayment: false,
  };
}

/** A credit memo is applied to an invoice by a payment of 0 that names both. */
export function applicationRow(ledger: FakeLedger, allocation: LedgerAllocation): QuickbooksRow {
  const { currency, customerId } = found(ledger.documents, allocation.invoiceId);
  const part = money(allocation.amount, currency);
  return {
    ...base(quickbooksId(allocation.id), allocation.changedAt),
    TxnDate: allocation.date,
    CurrencyRef: { value: currency, name: currency },
    PrivateNote: 'Created by QB Online to link credits to charges.',
    Line: [line(part, allocation.invoiceId, 'Invoice'), line(part, allocation.from.id, 'CreditMemo')],
    CustomerRef: { value: quickbooksId(customerId) },
    TotalAmt: 0,
    UnappliedAmt: 0,
    ProcessPayment: false,
  };
}

function line(Amount: unknown, id: string, TxnType: string): QuickbooksRow {
  return { Amount, LinkedTxn: [{ TxnId: quickbooksId(id), TxnType }] };
}

export function termRow(days: number): QuickbooksRow {
  return { ...base(String(days), 0), Name: `Net ${days}`, Active: true, Type: 'STANDARD', DueDays: days };
}

export function currencyRow(Code: string, index: number): QuickbooksRow {
  return { ...base(String(index + 1), 0), Code, Name: Code, Active: true };
}

export function preferencesRow({ home }: FakeLedger): QuickbooksRow {
  return {
    ...base('1', 0),
    CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: home } },
  };
}

/** The account on which customers owe. */
export const RECEIVABLES = '84';

export function accountRow(): QuickbooksRow {
  return {
    ...base(RECEIVABLES, 0),
    Name: 'Accounts Receivable (A/R)',
    AccountType: 'Accounts Receivable',
    Active: true,
  };
}
