import { LosslessNumber } from 'lossless-json';
import { type CurrencyCode, formatDecimal, minorUnits } from '../../../../shared/domain/money.ts';
import type { FakeLedger } from '../fake-ledger.ts';
import type { LedgerAllocation, LedgerCustomer, LedgerDocument, LedgerPayment } from '../ledger-model.ts';
import { found } from '../ledger-store.ts';
import { statusOf } from '../truth.ts';
import { homeTotal, RATES, xeroId } from './xero-shape.ts';

export type XeroRow = Readonly<Record<string, unknown>>;

const money = (minor: number, currency: CurrencyCode) =>
  new LosslessNumber(formatDecimal(minorUnits(minor), currency));

export const msDate = (time: number) => `/Date(${time}+0000)/`;

function dates(name: 'Date' | 'DueDate', date: string | null): XeroRow {
  if (date === null) return {};
  return { [name]: msDate(Date.parse(date)), [`${name}String`]: `${date}T00:00:00` };
}

function changed(at: number): XeroRow {
  return {
    UpdatedDateUTC: msDate(at),
    UpdatedDateUTCString: new Date(at).toISOString().replace(/\.\d+/, ''),
  };
}

/** A contact as the paged list shows it. */
export function contactRow(ledger: FakeLedger, customer: LedgerCustomer): XeroRow {
  const [first, ...others] = ledger.contactsOf(customer.id);
  const bills = [...ledger.documents.values()].some(({ customerId }) => customerId === customer.id);
  return {
    ContactID: xeroId(customer.id),
    ContactStatus: customer.active ? 'ACTIVE' : 'ARCHIVED',
    ...(customer.mergedInto === null ? {} : { MergedToContactID: xeroId(customer.mergedInto) }),
    Name: customer.name,
    ...(customer.number === null ? {} : { AccountNumber: customer.number }),
    ...(first === undefined
      ? {}
      : { FirstName: first.firstName, LastName: first.lastName, EmailAddress: first.email ?? '' }),
    ContactPersons: others.map(({ firstName, lastName, email }) => ({
      FirstName: firstName,
      LastName: lastName,
      EmailAddress: email ?? '',
      IncludeInEmails: false,
    })),
    Addresses: [
      { AddressType: 'STREET', City: '', Region: '', PostalCode: '', Country: '' },
      { AddressType: 'POBOX', City: 'Somewhere', Country: customer.country ?? '' },
    ],
    Phones: [
      { PhoneType: 'FAX', PhoneNumber: '999', PhoneAreaCode: '', PhoneCountryCode: '' },
      { PhoneType: 'DEFAULT', PhoneNumber: first?.phone ?? '', PhoneAreaCode: '', PhoneCountryCode: '' },
    ],
    IsSupplier: customer.supplierOnly,
    IsCustomer: bills && !customer.supplierOnly,
    DefaultCurrency: customer.currency,
    ...(customer.termsDays === null
      ? {}
      : { PaymentTerms: { Sales: { Day: customer.termsDays, Type: 'DAYSAFTERBILLDATE' } } }),
    Balances: {
      AccountsReceivable: { Outstanding: money(homeTotal(ledger, customer.id), ledger.home), Overdue: 0 },
      AccountsPayable: { Outstanding: 0, Overdue: 0 },
    },
    HasAttachments: false,
    HasValidationErrors: false,
    UpdatedDateUTC: msDate(customer.changedAt),
  };
}

const STATES: Readonly<Record<string, string>> = {
  draft: 'DRAFT',
  open: 'AUTHORISED',
  paid: 'PAID',
  void: 'VOIDED',
};

function documentStatus(ledger: FakeLedger, document: LedgerDocument): string {
  return document.state === 'deleted' ? 'DELETED' : (STATES[statusOf(ledger, document)] ?? '');
}

function documentBase(ledger: FakeLedger, document: LedgerDocument): XeroRow {
  const { currency } = document;
  const { id, name } = found(ledger.customers, document.customerId);
  return {
    Reference: document.reference ?? '',
    Contact: { ContactID: xeroId(id), Name: name },
    ...dates('Date', document.issueDate),
    ...dates('DueDate', document.dueDate),
    Status: documentStatus(ledger, document),
    LineAmountTypes: 'Exclusive',
    LineItems: [],
    CurrencyCode: currency,
    CurrencyRate: RATES[currency],
    SubTotal: money(document.total, currency),
    TotalTax: money(0, currency),
    Total: money(document.total, currency),
    HasAttachments: false,
    HasErrors: false,
    ...changed(document.changedAt),
  };
}

export function invoiceRow(ledger: FakeLedger, invoice: LedgerDocument): XeroRow {
  const open = ledger.openOf(invoice);
  return {
    Type: 'ACCREC',
    InvoiceID: xeroId(invoice.id),
    InvoiceNumber: invoice.number,
    ...documentBase(ledger, invoice),
    AmountDue: money(open, invoice.currency),
    AmountPaid: money(invoice.state === 'posted' ? invoice.total - open : 0, invoice.currency),
    AmountCredited: money(0, invoice.currency),
  };
}

/** A supplier's bill: none of a customer's business, and listed among the invoices. */
export function billRow(ledger: FakeLedger, supplier: LedgerCustomer): XeroRow {
  return {
    Type: 'ACCPAY',
    InvoiceID: xeroId(`bill of ${supplier.id}`),
    InvoiceNumber: 'BILL-1',
    Contact: { ContactID: xeroId(supplier.id), Name: supplier.name },
    ...dates('Date', '2026-10-01'),
    Status: 'AUTHORISED',
    CurrencyCode: ledger.home,
    Total: 40,
    AmountDue: 40,
    ...changed(supplier.changedAt),
  };
}

function allocationRow(ledger: FakeLedger, allocation: LedgerAllocation): XeroRow {
  const invoice = found(ledger.documents, allocation.invoiceId);
  return {
    AllocationID: xeroId(allocation.id),
    Amount: money(allocation.amount, invoice.currency),
    Date: msDate(Date.parse(allocation.date)),
    Invoice: { InvoiceID: xeroId(invoice.id), InvoiceNumber: invoice.number },
    IsDeleted: false,
  };
}

export function creditNoteRow(ledger: FakeLedger, note: LedgerDocument): XeroRow {
  return {
    Type: 'ACCRECCREDIT',
    CreditNoteID: xeroId(note.id),
    CreditNoteNumber: note.number,
    ...documentBase(ledger, note),
    RemainingCredit: money(ledger.openOf(note), note.currency),
    Allocations: ledger.allocationsFrom(note.id).map((one) => allocationRow(ledger, one)),
  };
}

export function paymentRow(ledger: FakeLedger, payment: LedgerPayment): XeroRow {
  const allocation = ledger.everAllocatedFrom(payment.id)[0];
  const invoice = allocation === undefined ? null : found(ledger.documents, allocation.invoiceId);
  const { name } = found(ledger.customers, payment.customerId);
  return {
    PaymentID: xeroId(payment.id),
    PaymentType: 'ACCRECPAYMENT',
    Status: payment.state === 'posted' ? 'AUTHORISED' : 'DELETED',
    Date: msDate(Date.parse(payment.date)),
    Amount: money(payment.amount, payment.currency),
    BankAmount: money(payment.amount, payment.currency),
    CurrencyRate: RATES[payment.currency],
    Reference: payment.reference ?? '',
    HasAccount: true,
    IsReconciled: false,
    ...(invoice === null
      ? {}
      : {
          Invoice: {
            Type: 'ACCREC',
            InvoiceID: xeroId(invoice.id),
            InvoiceNumber: invoice.number,
            CurrencyCode: invoice.currency,
            Contact: { ContactID: xeroId(payment.customerId), Name: name },
          },
        }),
    ...changed(payment.changedAt),
  };
}

export function moneyOnAccountRow(ledger: FakeLedger, payment: LedgerPayment): XeroRow {
  const over = payment.kind === 'overpayment';
  const open = ledger.openOf(payment);
  const { name } = found(ledger.customers, payment.customerId);
  return {
    [over ? 'OverpaymentID' : 'PrepaymentID']: xeroId(payment.id),
    Type: over ? 'RECEIVE-OVERPAYMENT' : 'RECEIVE-PREPAYMENT',
    Contact: { ContactID: xeroId(payment.customerId), Name: name },
    ...dates('Date', payment.date),
    Status: payment.state === 'void' ? 'VOIDED' : open === 0 ? 'PAID' : 'AUTHORISED',
    LineAmountTypes: 'NoTax',
    LineItems: [],
    CurrencyCode: payment.currency,
    CurrencyRate: RATES[payment.currency],
    SubTotal: money(payment.amount, payment.currency),
    TotalTax: money(0, payment.currency),
    Total: money(payment.amount, payment.currency),
    RemainingCredit: money(open, payment.currency),
    ...(payment.reference === null ? {} : { Reference: payment.reference }),
    Allocations: ledger.allocationsFrom(payment.id).map((one) => allocationRow(ledger, one)),
    HasAttachments: false,
    ...changed(payment.changedAt),
  };
}
