import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../../electron/engine/connectors/http/json.ts';
import { readContact } from '../../../../electron/engine/connectors/xero/xero-contacts.ts';
import { xeroDate, xeroTime } from '../../../../electron/engine/connectors/xero/xero-dates.ts';
import { readCreditNote, readInvoice } from '../../../../electron/engine/connectors/xero/xero-documents.ts';
import {
  readMoneyOnAccount,
  readPayment,
} from '../../../../electron/engine/connectors/xero/xero-payments.ts';
import { fromDayNumber } from '../../../../shared/domain/dates.ts';

const row = (value: object): unknown => parseJson(JSON.stringify(value));

const CONTACT = { ContactID: 'c-1', Name: 'Halden', ContactStatus: 'ACTIVE', IsCustomer: true };
const INVOICE = {
  Type: 'ACCREC',
  InvoiceID: 'i-1',
  InvoiceNumber: 'INV-1',
  Contact: { ContactID: 'c-1' },
  DateString: '2026-10-31T00:00:00',
  Date: '/Date(1793404800000+0000)/',
  Status: 'AUTHORISED',
  CurrencyCode: 'EUR',
  Total: 100.1,
  AmountDue: 50,
};

describe('dates', () => {
  test('midnight UTC in milliseconds is the day, wherever this computer is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 40_000 }), (day) => {
        expect(xeroDate(null, `/Date(${day * 86_400_000}+0000)/`)).toBe(fromDayNumber(day));
      }),
    );
  });

  test('the text wins, by its first ten characters', () => {
    expect(xeroDate('2026-10-31T00:00:00', '/Date(0+1300)/')).toBe('2026-10-31');
    expect(xeroDate('', null)).toBeNull();
    expect(() => xeroDate('31 Oct 2026', null)).toThrow();
  });

  test('the time of a change keeps its milliseconds', () => {
    expect(xeroTime('/Date(1573755038314)/')).toBe('2019-11-14T18:10:38.314Z');
    expect(xeroTime('/Date(-1+0000)/')).toBe('1969-12-31T23:59:59.999Z');
    expect(xeroTime('yesterday')).toBeNull();
    expect(xeroTime(undefined)).toBeNull();
  });
});

describe('contacts', () => {
  test('the number of the customer is the account number; the phone is the default one, with its codes', () => {
    const read = readContact(
      row({
        ...CONTACT,
        AccountNumber: 'D-1',
        ContactNumber: 'X',
        FirstName: 'Mette',
        Phones: [
          { PhoneType: 'FAX', PhoneNumber: '1' },
          { PhoneType: 'DEFAULT', PhoneNumber: '123', PhoneAreaCode: '33', PhoneCountryCode: '45' },
        ],
        Addresses: [
          { AddressType: 'STREET', Country: 'Sweden' },
          { AddressType: 'POBOX', Country: 'Denmark' },
        ],
      }),
      null,
    );
    expect(read).toMatchObject({
      customer: { number: 'D-1', country: 'Denmark', balances: [] },
      contacts: [{ name: 'Mette', phone: '45 33 123', billing: true }],
    });
  });

  test('terms that do not count from the invoice date give no days', () => {
    const terms = { PaymentTerms: { Sales: { Day: 20, Type: 'OFFOLLOWINGMONTH' } } };
    expect(readContact(row({ ...CONTACT, ...terms }), null)).toMatchObject({
      customer: { terms: '20 of the following month', termsDays: null },
    });
  });

  test('people with the same address are one, people without any are left out', () => {
    const person = { FirstName: 'Jens', EmailAddress: 'Jens@Halden.example', IncludeInEmails: true };
    const persons = [person, { ...person, EmailAddress: 'jens@halden.example' }, { FirstName: '' }];
    const read = readContact(row({ ...CONTACT, ContactPersons: persons }), null);
    expect(read).toMatchObject({ contacts: [{ sourceId: 'c-1:jens@halden.example', billing: true }] });
  });

  test('merged, forgotten and archived contacts, and suppliers', () => {
    expect(readContact(row({ ...CONTACT, MergedToContactID: 'c-2' }), null)).toMatchObject({
      tombstone: { reason: 'merged', mergedInto: 'c-2' },
    });
    expect(readContact(row({ ...CONTACT, ContactStatus: 'GDPRREQUEST' }), null)).toMatchObject({
      tombstone: { reason: 'deleted' },
    });
    expect(readContact(row({ ...CONTACT, ContactStatus: 'ARCHIVED' }), null)).toMatchObject({
      customer: { active: false },
    });
    expect(readContact(row({ ...CONTACT, IsCustomer: false, IsSupplier: true }), null)).toBeNull();
    expect(readContact(row({ ...CONTACT, IsCustomer: true, IsSupplier: true }), null)).not.toBeNull();
  });
});

describe('documents', () => {
  test('an invoice’s open amount is Xero’s own', () => {
    expect(readInvoice(row(INVOICE))).toMatchObject({
      record: { total: 10_010, open: 5_000, status: 'open', issueDate: '2026-10-31', dueDate: null },
    });
  });

  test.each([
    ['SUBMITTED', { record: { status: 'draft', sourceStatus: 'SUBMITTED' } }],
    ['PAID', { record: { status: 'paid' } }],
    ['VOIDED', { tombstone: { reason: 'voided', sourceId: 'i-1' } }],
    ['DELETED', { tombstone: { reason: 'deleted', sourceId: 'i-1' } }],
  ])('the status %s', (Status, expected) => {
    expect(readInvoice(row({ ...INVOICE, Status }))).toMatchObject(expected);
  });

  test('what cannot be is refused: an unknown status, a negative total, a third decimal, an unknown currency', () => {
    for (const wrong of [{ Status: 'LOST' }, { Total: -1 }, { AmountDue: 1.005 }, { CurrencyCode: 'XXX' }]) {
      expect(() => readInvoice(row({ ...INVOICE, ...wrong }))).toThrow();
    }
    expect(readInvoice(row({ ...INVOICE, Type: 'ACCPAY' }))).toBeNull();
  });

  test('allocations without an id are told apart by their place', () => {
    const part = { Amount: 1, Date: '/Date(0+0000)/', Invoice: { InvoiceID: 'i-1' } };
    const note = {
      ...INVOICE,
      Type: 'ACCRECCREDIT',
      CreditNoteID: 'n-1',
      RemainingCredit: 97,
      Allocations: [part, part, { ...part, IsDeleted: true }, { ...part, AllocationID: 'a-9' }],
    };
    const read = readCreditNote(row(note));
    expect(
      read !== null && 'allocations' in read ? read.allocations?.map(({ sourceId }) => sourceId) : [],
    ).toEqual(['n-1:i-1:1', 'n-1:i-1:2', 'a-9']);
  });
});

describe('money', () => {
  const payment = {
    PaymentID: 'p-1',
    PaymentType: 'ACCRECPAYMENT',
    Status: 'AUTHORISED',
    Date: '/Date(1793404800000+0000)/',
    Amount: 12.5,
    Invoice: { InvoiceID: 'i-1', Type: 'ACCREC', CurrencyCode: 'EUR', Contact: { ContactID: 'c-1' } },
  };

  test('a payment settles its invoice whole', () => {
    expect(readPayment(row(payment))).toMatchObject({
      record: { kind: 'payment', amount: 1_250, unapplied: 0, date: '2026-10-31' },
      allocations: [{ from: { sourceId: 'p-1' }, document: { entity: 'invoice', sourceId: 'i-1' } }],
    });
  });

  test('money back for a credit note is a refund that settles it; money back of an overpayment settles nothing here', () => {
    expect(readPayment(row({ ...payment, PaymentType: 'ARCREDITPAYMENT' }))).toMatchObject({
      record: { kind: 'refund' },
      allocations: [{ document: { entity: 'credit_note', sourceId: 'i-1' } }],
    });
    expect(readPayment(row({ ...payment, PaymentType: 'AROVERPAYMENTPAYMENT' }))).toMatchObject({
      record: { kind: 'refund' },
      allocations: [],
    });
  });

  test('a payment to a supplier is none of ours; one that does not say what it pays is set aside', () => {
    expect(readPayment(row({ ...payment, PaymentType: 'ACCPAYPAYMENT' }))).toBeNull();
    expect(() => readPayment(row({ ...payment, Invoice: { InvoiceID: 'i-1' } }))).toThrow('what it pays');
  });

  test('a deleted payment is gone even when it no longer says what it paid', () => {
    const { Invoice: _, ...bare } = payment;
    expect(readPayment(row({ ...bare, Status: 'DELETED' }))).toMatchObject({
      tombstone: { reason: 'deleted' },
    });
  });

  test('a prepayment keeps what is left of it', () => {
    const prepayment = {
      ...INVOICE,
      PrepaymentID: 'pp-1',
      Type: 'RECEIVE-PREPAYMENT',
      Total: 30,
      RemainingCredit: 20,
      Allocations: [{ Amount: 10, Date: '/Date(0)/', Invoice: { InvoiceID: 'i-1' } }],
    };
    expect(readMoneyOnAccount(row(prepayment))).toMatchObject({
      record: { kind: 'prepayment', amount: 3_000, unapplied: 2_000 },
      allocations: [{ amount: { minor: 1_000, currency: 'EUR' } }],
    });
    expect(readMoneyOnAccount(row({ ...prepayment, Type: 'SPEND-PREPAYMENT' }))).toBeNull();
  });
});
