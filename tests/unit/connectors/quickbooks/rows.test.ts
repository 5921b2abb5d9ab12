import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../../electron/engine/connectors/http/json.ts';
import { readCustomer } from '../../../../electron/engine/connectors/quickbooks/quickbooks-customers.ts';
import {
  readCreditMemo,
  readInvoice,
} from '../../../../electron/engine/connectors/quickbooks/quickbooks-documents.ts';
import { readJournal } from '../../../../electron/engine/connectors/quickbooks/quickbooks-journal.ts';
import {
  readPayment,
  readRefund,
} from '../../../../electron/engine/connectors/quickbooks/quickbooks-payments.ts';
import type { QuickbooksBooks } from '../../../../electron/engine/connectors/quickbooks/quickbooks-rows.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';

const BOOKS: QuickbooksBooks = {
  home: currencyCode('USD'),
  multiCurrency: true,
  terms: new Map([
    ['3', { name: 'Net 30', days: 30 }],
    ['9', { name: '15th of the month', days: null }],
  ]),
  receivables: new Set(['84']),
};

const row = (value: object): unknown => parseJson(JSON.stringify(value));

const META = { MetaData: { LastUpdatedTime: '2026-10-05T09:00:00-07:00' } };
const CUSTOMER = { Id: '7', DisplayName: 'Halden', Active: true, ...META };
const INVOICE = {
  Id: '11',
  ...META,
  DocNumber: '1033',
  TxnDate: '2026-10-05',
  DueDate: '2026-11-04',
  CustomerRef: { value: '7' },
  TotalAmt: 629.1,
  Balance: 239,
};
const PAYMENT = { Id: '12', ...META, TxnDate: '2026-10-05', CustomerRef: { value: '7' }, TotalAmt: 40 };

const customer = (more: object) => readCustomer(row({ ...CUSTOMER, ...more }), BOOKS).records;
const invoice = (more: object) => readInvoice(row({ ...INVOICE, ...more }), BOOKS);

describe('customers', () => {
  test('terms are named by the list of terms; those on a day of the month give no number of days', () => {
    expect(customer({ SalesTermRef: { value: '3' } })[0]).toMatchObject({ terms: 'Net 30', termsDays: 30 });
    expect(customer({ SalesTermRef: { value: '9' } })[0]).toMatchObject({
      terms: '15th of the month',
      termsDays: null,
    });
    expect(customer({ SalesTermRef: { value: '77', name: 'Old' } })[0]).toMatchObject({
      terms: 'Old',
      termsDays: null,
    });
  });

  test('balance and credit limit are in the customer’s currency, to the digit', () => {
    expect(customer({ CurrencyRef: { value: 'JPY' }, Balance: 1200, CreditLimit: 5000 })[0]).toMatchObject({
      balances: [{ minor: 1_200, currency: 'JPY' }],
      creditLimit: { minor: 5_000, currency: 'JPY' },
    });
  });

  test('"(deleted)" belongs to the name only of a customer that is not deleted', () => {
    expect(customer({ DisplayName: 'Halden (deleted)', Active: false })[0]).toMatchObject({ name: 'Halden' });
    expect(customer({ DisplayName: 'Halden (deleted)' })[0]).toMatchObject({ name: 'Halden (deleted)' });
  });

  test('several addresses in the one field are several contacts, each once', () => {
    const contacts = customer({
      GivenName: 'Mette',
      PrimaryEmailAddr: { Address: ' ap@halden.example,Boss@halden.example; ap@halden.example,' },
      PrimaryPhone: { FreeFormNumber: '33 12 34 56' },
    }).slice(1);
    expect(contacts).toMatchObject([
      {
        sourceId: '7:primary',
        name: 'Mette',
        email: 'ap@halden.example',
        phone: '33 12 34 56',
        billing: true,
      },
      { sourceId: '7:boss@halden.example', name: null, email: 'Boss@halden.example', phone: null },
    ]);
  });

  test('one of whom nothing is known but the name has no contact', () => {
    expect(customer({})).toHaveLength(1);
  });
});

describe('invoices and credit memos', () => {
  test('the open amount is the balance that QuickBooks tells', () => {
    expect(invoice({}).records).toMatchObject([
      { total: 62_910, open: 23_900, status: 'open', currency: 'USD', number: '1033' },
    ]);
  });

  test('void is what has only zeros and begins its note with that word', () => {
    const zero = { TotalAmt: 0, Balance: 0 };
    expect(invoice({ ...zero, PrivateNote: 'Voided' })).toMatchObject({
      records: [],
      tombstones: [{ entity: 'invoice', sourceId: '11', reason: 'voided' }],
    });
    expect(invoice({ ...zero, PrivateNote: 'Voided - entered twice' }).tombstones).toHaveLength(1);
    expect(invoice({ ...zero, PrivateNote: 'Sample, avoid paper' }).records).toHaveLength(1);
    expect(invoice({ ...zero }).records).toMatchObject([{ status: 'paid', open: 0 }]);
    expect(invoice({ PrivateNote: 'Void if not paid by May' }).records).toHaveLength(1);
  });

  test('a document without a number is known by its id', () => {
    expect(invoice({ DocNumber: '' }).records).toMatchObject([{ number: '11' }]);
  });

  test('dates are taken as they are, without a time', () => {
    expect(invoice({ TxnDate: '2026-10-05-07:00' }).records).toMatchObject([{ issueDate: '2026-10-05' }]);
    expect(() => invoice({ TxnDate: '5/10/2026' })).toThrow();
  });

  test('more decimals than the currency has, and negative amounts, are refused', () => {
    expect(() => invoice({ CurrencyRef: { value: 'JPY' } })).toThrow(/decimals/);
    expect(() => invoice({ Balance: -1 })).toThrow(/negative/);
    expect(() => invoice({ Balance: undefined })).toThrow();
  });

  test('what is left of a credit memo is its remaining credit; its due date means nothing', () => {
    const memo = row({ ...INVOICE, Balance: 0, RemainingCredit: 600 });
    expect(readCreditMemo(memo, BOOKS, new Map()).records).toMatchObject([
      { entity: 'credit_note', open: 60_000, dueDate: null },
    ]);
    const silent = row({ ...INVOICE, Balance: undefined });
    expect(() => readCreditMemo(silent, BOOKS, new Map())).toThrow(/RemainingCredit/);
  });
});

describe('payments and refunds', () => {
  test('what is unapplied stands on the account', () => {
    const read = readPayment(
      row({
        ...PAYMENT,
        UnappliedAmt: 12.5,
        PaymentRefNum: '4711',
        PaymentMethodRef: { value: '2', name: 'Check' },
      }),
      BOOKS,
    );
    expect(read.records).toMatchObject([
      { kind: 'payment', amount: 4_000, unapplied: 1_250, reference: '4711', method: 'Check' },
    ]);
  });

  test('a payment of 0 is no money, void or not', () => {
    expect(readPayment(row({ ...PAYMENT, TotalAmt: 0, PrivateNote: 'Voided' }), BOOKS)).toMatchObject({
      records: [],
      tombstones: [{ entity: 'payment', sourceId: '12' }],
      customers: ['7'],
    });
  });

  test('a refund without a customer is none of ours; a void one is gone', () => {
    expect(readRefund(row({ ...PAYMENT, CustomerRef: undefined }), BOOKS).records).toEqual([]);
    expect(
      readRefund(row({ ...PAYMENT, TotalAmt: 0, PrivateNote: 'Voided' }), BOOKS).tombstones,
    ).toMatchObject([{ sourceId: 'refund:12', reason: 'voided' }]);
  });
});

describe('journals', () => {
  const line = (id: string, PostingType: string, Amount: number, more: object = {}) => ({
    Id: id,
    Amount,
    JournalEntryLineDetail: {
      PostingType,
      AccountRef: { value: '84' },
      Entity: { Type: 'Customer', EntityRef: { value: '7' } },
      ...more,
    },
  });
  const journal = (Line: readonly object[], more: object = {}) =>
    row({ Id: '92', ...META, TxnDate: '2026-01-01', Line, ...more });
  const linked = { LinkedTxn: [{ TxnId: '12', TxnType: 'Payment' }] };
  const payments = (total: number, lines: readonly object[]) =>
    new Map([['12', row({ ...PAYMENT, TotalAmt: total, Line: lines })]]);
  const link = (Amount: number, TxnLineId?: string) => ({
    Amount,
    LinkedTxn: [{ TxnId: '92', TxnType: 'JournalEntry', ...(TxnLineId ? { TxnLineId } : {}) }],
  });

  test('a payment takes from the line that it names, else from the first ones of its side', () => {
    const entry = journal([line('0', 'Debit', 50), line('1', 'Debit', 30), line('2', 'Credit', 20)], linked);
    const opens = (total: number, lines: readonly object[]) =>
      readJournal(entry, BOOKS, payments(total, lines)).records.map((one) =>
        one.entity === 'invoice' ? one.open : one.entity === 'payment' ? one.unapplied : null,
      );
    expect(opens(60, [link(60)])).toEqual([0, 2_000, 2_000]);
    expect(opens(30, [link(30, '1')])).toEqual([5_000, 0, 2_000]);
    const asCredit = [{ Amount: 20, LinkedTxn: [{ TxnId: '11', TxnType: 'Invoice' }] }, link(20)];
    expect(opens(0, asCredit)).toEqual([5_000, 3_000, 0]);
  });

  test('lines on other accounts, and lines about vendors, are none of ours', () => {
    const entry = journal([
      line('0', 'Debit', 50, { AccountRef: { value: '12' } }),
      line('1', 'Debit', 50, { Entity: { Type: 'Vendor', EntityRef: { value: '7' } } }),
      line('2', 'Credit', 50, { Entity: undefined }),
      { Id: '3', Amount: 1 },
    ]);
    expect(readJournal(entry, BOOKS, new Map())).toMatchObject({
      records: [],
      tombstones: [],
      customers: [],
    });
  });

  test('a line of 0 was voided', () => {
    const read = readJournal(journal([line('0', 'Debit', 0)]), BOOKS, new Map());
    expect(read.records).toEqual([]);
    expect(read.tombstones.map(({ entity, sourceId }) => [entity, sourceId])).toEqual([
      ['invoice', 'journal:92:0'],
      ['payment', 'journal:92:0'],
    ]);
  });

  test('a line that is neither debit nor credit is refused', () => {
    expect(() => readJournal(journal([line('0', 'Both', 1)]), BOOKS, new Map())).toThrow(/neither/);
  });
});
