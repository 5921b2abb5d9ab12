import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalsAtStripe, stripeMinor } from '../../../../electron/engine/connectors/stripe/stripe-money.ts';
import {
  dayOf,
  readBalance,
  readCreditNote,
  readCustomer,
  readInvoice,
  readInvoicePayment,
} from '../../../../electron/engine/connectors/stripe/stripe-rows.ts';
import { exponentOf } from '../../../../shared/domain/currencies.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';

const ZONE = 'America/New_York';
/** 2026-11-01, 02:30 in UTC; still 2026-10-31 in New York. */
const LATE = Date.parse('2026-11-01T02:30:00Z') / 1_000;

const INVOICE = {
  id: 'in_1',
  number: 'INV-1',
  status: 'open',
  customer: 'cus_1',
  currency: 'usd',
  total: 12_345,
  amount_remaining: 2_345,
  created: LATE,
  effective_at: LATE,
  due_date: LATE,
};

describe('amounts', () => {
  test.each([
    ['USD', 1_234, 1_234],
    ['JPY', 500, 500],
    ['KWD', 5_120, 5_120],
    ['MGA', 17, 1_700],
    ['ISK', 500, 5],
    ['UGX', 12_300, 123],
    ['HUF', 1_045, 1_045],
    ['TWD', 80_045, 80_045],
    ['CLP', 990, 990],
  ])('%s: %i at Stripe is %i in ISO minor units', (code, amount, minor) => {
    expect(stripeMinor(amount, currencyCode(code), 'total')).toBe(minor);
  });

  test('what the currency cannot hold is refused, not rounded', () => {
    expect(() => stripeMinor(501, currencyCode('ISK'), 'total')).toThrow('fraction');
    expect(() => stripeMinor(-1, currencyCode('USD'), 'total')).toThrow('negative');
    expect(() => stripeMinor(2 ** 53 - 1, currencyCode('MGA'), 'total')).toThrow();
  });

  test('every amount of every currency keeps its value', () => {
    const codes = ['USD', 'JPY', 'KWD', 'MGA', 'ISK', 'UGX', 'VND', 'TND'];
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.nat(10 ** 9), (code, whole) => {
        const minor = stripeMinor(whole * 10 ** decimalsAtStripe(code), currencyCode(code), 'total');
        expect(minor).toBe(whole * 10 ** exponentOf(code));
      }),
    );
  });
});

describe('dates', () => {
  test('a time is the day that it is in the account’s zone', () => {
    expect(dayOf(LATE, ZONE)).toBe('2026-10-31');
    expect(dayOf(LATE, 'UTC')).toBe('2026-11-01');
  });

  test('an invoice that is charged by itself has no due date; a draft is dated by its making', () => {
    const draft = { ...INVOICE, status: 'draft', number: null, effective_at: null, due_date: null };
    expect(readInvoice(draft, ZONE).records).toMatchObject([
      { issueDate: '2026-10-31', dueDate: null, status: 'draft', number: 'in_1' },
    ]);
  });
});

describe('invoices', () => {
  test.each([
    ['open', 'open'],
    ['paid', 'paid'],
    ['uncollectible', 'written_off'],
  ])('the status %s is %s', (status, expected) => {
    expect(readInvoice({ ...INVOICE, status }, ZONE).records).toMatchObject([
      { status: expected, sourceStatus: status, total: 12_345, open: 2_345 },
    ]);
  });

  test('voided and deleted ones are gone', () => {
    expect(readInvoice({ ...INVOICE, status: 'void' }, ZONE).tombstones).toMatchObject([
      { reason: 'voided' },
    ]);
    expect(readInvoice({ id: 'in_1', object: 'invoice', deleted: true }, ZONE).tombstones).toMatchObject([
      { reason: 'deleted' },
    ]);
  });

  test('the purchase order is in a field that the company named so', () => {
    const fields = (name: string) => ({ ...INVOICE, custom_fields: [{ name, value: '4711' }] });
    for (const name of ['PO', 'P.O. number', 'Purchase Order', 'po']) {
      expect(readInvoice(fields(name), ZONE).records).toMatchObject([{ poNumber: '4711' }]);
    }
    for (const name of ['Portal', 'Project']) {
      expect(readInvoice(fields(name), ZONE).records).toMatchObject([{ poNumber: null }]);
    }
  });

  test('an amount beyond what a number holds exactly, or a negative total, is refused', () => {
    expect(() => readInvoice({ ...INVOICE, total: 2 ** 53 }, ZONE)).toThrow();
    expect(() => readInvoice({ ...INVOICE, total: -5 }, ZONE)).toThrow('negative');
    expect(() => readInvoice({ ...INVOICE, status: 'lost' }, ZONE)).toThrow('lost');
  });
});

describe('credits and payments', () => {
  const note = {
    id: 'cn_1',
    number: 'CN-1',
    status: 'issued',
    customer: { id: 'cus_1' },
    invoice: { id: 'in_1' },
    currency: 'usd',
    total: 900,
    pre_payment_amount: 900,
    created: LATE,
  };

  test('a credit note before payment settles its invoice; after payment it settles nothing here', () => {
    expect(readCreditNote(note, ZONE).records).toMatchObject([
      { total: 900, open: 0, status: 'paid' },
      {
        from: { sourceId: 'cn_1' },
        document: { sourceId: 'in_1' },
        amount: { minor: 900 },
        date: '2026-10-31',
      },
    ]);
    expect(readCreditNote({ ...note, pre_payment_amount: 0 }, ZONE).records).toHaveLength(1);
    expect(readCreditNote({ ...note, status: 'void' }, ZONE)).toMatchObject({
      records: [],
      tombstones: [{ reason: 'voided' }],
    });
  });

  const payment = {
    id: 'inpay_1',
    status: 'paid',
    currency: 'usd',
    amount_paid: 400,
    payment: { type: 'charge' },
    status_transitions: { paid_at: LATE },
    invoice: { id: 'in_1', customer: 'cus_1' },
  };

  test('a paid part is a payment of the invoice’s customer, on the day in the account’s zone', () => {
    expect(readInvoicePayment(payment, ZONE).records).toMatchObject([
      {
        kind: 'payment',
        customerId: 'cus_1',
        amount: 400,
        unapplied: 0,
        method: 'charge',
        date: '2026-10-31',
      },
      { document: { entity: 'invoice', sourceId: 'in_1' }, amount: { minor: 400, currency: 'USD' } },
    ]);
  });

  test('what is not paid yet is left out, what was cancelled is gone, what contradicts itself is refused', () => {
    expect(readInvoicePayment({ ...payment, status: 'open' }, ZONE)).toEqual({ records: [], tombstones: [] });
    expect(readInvoicePayment({ ...payment, status: 'canceled' }, ZONE).tombstones).toHaveLength(1);
    expect(() => readInvoicePayment({ ...payment, amount_paid: null }, ZONE)).toThrow();
  });

  test('a credit balance is money on the account; a balance that is owed is not', () => {
    const customer = { id: 'cus_1', name: 'Halden', balance: -700, currency: 'usd' };
    expect(readBalance(customer, plainDate('2026-10-31')).records).toMatchObject([
      { sourceId: 'cus_1:balance', kind: 'deposit', amount: 700, unapplied: 700, date: '2026-10-31' },
    ]);
    for (const balance of [0, 700]) {
      expect(readBalance({ ...customer, balance }, null).tombstones).toMatchObject([{ entity: 'payment' }]);
    }
  });
});

test('a customer without a name is known by the address; one without any address has no contact', () => {
  expect(readCustomer({ id: 'cus_1', name: null, email: 'ap@halden.example' }).records).toMatchObject([
    { name: 'ap@halden.example' },
    { sourceId: 'cus_1:billing', email: 'ap@halden.example', billing: true },
  ]);
  expect(readCustomer({ id: 'cus_1', name: 'Halden' })).toMatchObject({
    records: [{ name: 'Halden' }],
    tombstones: [{ entity: 'contact', sourceId: 'cus_1:billing' }],
  });
  expect(readCustomer({ id: 'cus_1', deleted: true }).tombstones).toMatchObject([{ entity: 'customer' }]);
});
