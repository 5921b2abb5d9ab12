import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { readCustomer } from '../../../electron/engine/connectors/quickbooks/quickbooks-customers.ts';
import {
  readCreditMemo,
  readInvoice,
} from '../../../electron/engine/connectors/quickbooks/quickbooks-documents.ts';
import { quickbooksFailure } from '../../../electron/engine/connectors/quickbooks/quickbooks-faults.ts';
import {
  accountForm,
  changesForm,
  creditMemoForm,
  currencyForm,
  customerForm,
  invoiceForm,
  journalForm,
  paymentForm,
  preferencesForm,
  refundForm,
  termForm,
} from '../../../electron/engine/connectors/quickbooks/quickbooks-forms.ts';
import { readPayment } from '../../../electron/engine/connectors/quickbooks/quickbooks-payments.ts';
import { headOf } from '../../../electron/engine/connectors/quickbooks/quickbooks-query.ts';
import { tokenRefusal } from '../../../electron/engine/connectors/quickbooks/quickbooks-tokens.ts';
import { currencyCode } from '../../../shared/domain/money.ts';
import { operate, operations } from '../../support/ledger/ledger-operations.ts';
import {
  type IntuitFields,
  readIntuitFields,
  readIntuitPayload,
  readIntuitSignIn,
  withoutIntuitSpecs,
} from '../../support/ledger/quickbooks/intuit-specs.ts';
import { journal, refund, subCustomer } from '../../support/ledger/quickbooks/quickbooks-extra.ts';
import { QUICKBOOKS_SHAPE } from '../../support/ledger/quickbooks/quickbooks-shape.ts';
import { entriesOf } from '../../support/ledger/quickbooks/quickbooks-tables.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';

if (withoutIntuitSpecs !== null) console.log(`Skipped: ${withoutIntuitSpecs}`);

const BOOKS = {
  home: currencyCode('USD'),
  multiCurrency: false,
  terms: new Map([['3', { name: 'Net 30', days: 30 }]]),
  receivables: new Set<string>(),
};

const TABLES = [
  'Customer',
  'Invoice',
  'CreditMemo',
  'Payment',
  'RefundReceipt',
  'JournalEntry',
  'Term',
  'CompanyCurrency',
  'Preferences',
  'Account',
] as const;

const FORMS: Readonly<Record<(typeof TABLES)[number], z.ZodObject>> = {
  Customer: customerForm,
  Invoice: invoiceForm,
  CreditMemo: creditMemoForm,
  Payment: paymentForm,
  RefundReceipt: refundForm,
  JournalEntry: journalForm,
  Term: termForm,
  CompanyCurrency: currencyForm,
  Preferences: preferencesForm,
  Account: accountForm,
};

function answerOf(value: unknown, status: number) {
  return { status, headers: new Headers(), bytes: new TextEncoder().encode(JSON.stringify(value)) };
}

describe.skipIf(withoutIntuitSpecs !== null)('Intuit’s own descriptions', () => {
  let fields: IntuitFields;
  beforeAll(async () => {
    fields = await readIntuitFields();
  });

  test.each(TABLES)('the fake serves no field of %s that the XSDs do not have, at any depth', (table) => {
    const books = sampleBooks(QUICKBOOKS_SHAPE);
    for (const operation of operations(QUICKBOOKS_SHAPE)) operate(books, operation);
    const extra = new Map([
      ['Customer', [subCustomer('900', '11')]],
      ['RefundReceipt', [refund('910', '11')]],
      ['JournalEntry', [journal('920', [{ id: '0', customer: '11', type: 'Debit', amount: '12.50' }])]],
    ]);
    const rows = (entriesOf(books.ledger, extra, table) ?? []).map(({ row }) => row());
    expect(rows.length).toBeGreaterThan(0);
    expect([...new Set(rows.flatMap((row) => fields.unknown(table, row)))]).toEqual([]);
  });

  test.each(TABLES)('we read no field of %s that the XSDs do not have', (table) => {
    expect(Object.keys(FORMS[table].shape).filter((field) => !fields.has(table, field))).toEqual([]);
  });

  test('the comparison bites, at the top and inside', () => {
    const row = { Id: '1', AmountOpen: 1, LinkedTxn: [{ TxnId: '1', TxnKind: 'Payment' }] };
    expect(fields.unknown('Invoice', row)).toEqual(['Invoice.AmountOpen', 'Invoice.LinkedTxn.TxnKind']);
    expect(fields.has('Payment', 'RemainingCredit')).toBe(false);
  });
});

describe.skipIf(withoutIntuitSpecs !== null)('payloads of QuickBooks', () => {
  test('an invoice with tax, terms and another currency than home', async () => {
    const row = await readIntuitPayload('invoice.xml');
    const read = readInvoice(row, { ...BOOKS, home: currencyCode('CAD') });
    expect(read.records).toMatchObject([
      {
        sourceId: '1',
        updatedAt: '2013-11-15T15:22:43-08:00',
        number: '1001',
        customerId: '2',
        issueDate: '2013-11-15',
        dueDate: '2013-11-30',
        currency: 'USD',
        total: 5_000,
        open: 5_000,
        status: 'open',
      },
    ]);
  });

  test('a customer with its one address and phone', async () => {
    const read = readCustomer(await readIntuitPayload('customer.xml'), BOOKS);
    expect(read.records).toMatchObject([
      {
        entity: 'customer',
        name: 'Thrifty Meats',
        country: 'USA',
        balances: [{ minor: 0, currency: 'GBP' }],
      },
      { entity: 'contact', name: 'John Doe', email: 'info@thriftymeats.com', phone: '(415) 555-1212' },
    ]);
  });

  test('a payment on account, of a company that does not name its currency', async () => {
    const read = readPayment(await readIntuitPayload('payment.xml'), BOOKS);
    expect(read.records).toMatchObject([
      { sourceId: '8748', amount: 4_000, unapplied: 4_000, currency: 'USD', date: '2013-07-11' },
    ]);
  });

  test('the change feed: full rows and deleted ones side by side, other tables between', async () => {
    const answer = changesForm.parse(await readIntuitPayload('change_data_capture_response.xml'));
    expect(answer.time).toBe('2016-04-13T07:52:34.949-07:00');
    const parts = answer.CDCResponse.flatMap(({ QueryResponse }) => QueryResponse ?? []);
    const invoices = parts.flatMap(({ Invoice }) => (Array.isArray(Invoice) ? Invoice : []));
    expect(invoices.map(headOf)).toEqual([
      { id: '103', time: '2016-04-13T07:34:40-07:00', deleted: false },
      { id: '65', time: '2016-04-13T07:34:31-07:00', deleted: true },
    ]);
    expect(readInvoice(invoices[0], BOOKS).records).toMatchObject([
      { number: '1033', status: 'paid', total: 62_910, open: 0, terms: 'Net 30' },
    ]);
    const payments = parts.flatMap(({ Payment }) => (Array.isArray(Payment) ? Payment : []));
    expect(readPayment(payments[0], BOOKS).records).toMatchObject([
      { entity: 'payment', amount: 62_910, unapplied: 0 },
      { entity: 'allocation', sourceId: '147:103', amount: { minor: 62_910, currency: 'USD' } },
    ]);
  });

  test.each(['invoice_changes.xml', 'credit_memo_changes.xml', 'customer_changes.xml'])(
    '%s names a deleted row by id and time only',
    async (name) => {
      const answer = changesForm.parse(await readIntuitPayload(name));
      const rows = Object.values(answer.CDCResponse[0]?.QueryResponse?.[0] ?? {}).flat();
      expect(rows.map(headOf).filter((head) => head !== null)).toEqual([
        { id: '39', time: '2014-12-08T19:36:24-08:00', deleted: true },
      ]);
    },
  );

  test('what a deleted row says is no document', () => {
    const row = { Id: '39', status: 'Deleted', MetaData: { LastUpdatedTime: '2014-12-08T19:36:24-08:00' } };
    expect(() => readCreditMemo(row, BOOKS, new Map())).toThrow();
  });

  test.each([
    ['throttle_exceeded_error.xml', 403, 'rate_limited'],
    ['generic_error.xml', 200, 'server_error'],
    ['fault.xml', 200, 'bad_request'],
    ['customer_duplicate_error.xml', 400, 'bad_request'],
  ] as const)('%s with status %i is the failure %s', async (name, status, reason) => {
    const payload = await readIntuitPayload(name);
    const whole = 'Fault' in payload ? payload : { Fault: payload };
    expect(quickbooksFailure(answerOf(whole, status), 0)?.details).toMatchObject({ reason });
  });

  test('a refused refresh token asks for a new sign-in', () => {
    const { json } = readIntuitSignIn('errorResponse.json') as { readonly json: unknown };
    expect(tokenRefusal(answerOf(json, 400))?.details).toMatchObject({ reason: 'auth_revoked' });
  });
});
