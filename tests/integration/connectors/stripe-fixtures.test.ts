import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  accountForm,
  eventForm,
  invoicePaymentForm,
} from '../../../electron/engine/connectors/stripe/stripe-forms.ts';
import {
  readCreditNote,
  readCustomer,
  readInvoice,
} from '../../../electron/engine/connectors/stripe/stripe-rows.ts';
import { operate, operations } from '../../support/ledger/ledger-operations.ts';
import { found } from '../../support/ledger/ledger-store.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import {
  creditNoteObject,
  customerObject,
  eventObjects,
  invoiceObject,
  invoicePaymentObject,
} from '../../support/ledger/stripe/stripe-objects.ts';
import { STRIPE_SHAPE } from '../../support/ledger/stripe/stripe-shape.ts';

const FILE = join(import.meta.dirname, '../../../../shared/specs/stripe/fixtures3.json');
const missing = !existsSync(FILE);
if (missing) console.log('Skipped: Stripe’s fixtures are not beside this checkout (../shared/specs/stripe).');

type Fixture = Readonly<Record<string, unknown>>;

/** Fields that the fixture does not have, or has with another type; what is null on either side says nothing. */
function differences(object: Fixture, fixture: Fixture): readonly string[] {
  return Object.entries(object).flatMap(([name, value]) => {
    if (!(name in fixture)) return [name];
    const known = fixture[name];
    if (value === null || known === null || typeof value === typeof known) return [];
    return [`${name} (${typeof value}, not ${typeof known})`];
  });
}

describe.skipIf(missing)('Stripe’s own fixtures', () => {
  const resources = missing
    ? {}
    : (JSON.parse(readFileSync(FILE, 'utf8')) as { readonly resources: Readonly<Record<string, Fixture>> })
        .resources;
  const fixture = (name: string): Fixture => resources[name] ?? {};

  test('the fake serves no field that Stripe does not have, and none of another type', () => {
    const books = sampleBooks(STRIPE_SHAPE);
    for (const operation of operations(STRIPE_SHAPE)) operate(books, operation);
    const { ledger } = books;
    const documents = [...ledger.documents.values()];
    const served = [
      [customerObject(ledger, found(ledger.customers, books.halden)), 'customer'],
      ...documents
        .filter(({ kind }) => kind === 'invoice')
        .map((one) => [invoiceObject(ledger, one), 'invoice'] as const),
      ...documents
        .filter(({ kind }) => kind === 'credit_note')
        .map((one) => [creditNoteObject(ledger, one), 'credit_note'] as const),
      ...[...ledger.payments.values()].map(
        (one) => [invoicePaymentObject(ledger, one, false), 'invoice_payment'] as const,
      ),
      ...eventObjects(ledger).map((one) => [one, 'event'] as const),
    ] as const;
    const wrong = served.flatMap(([object, name]) =>
      differences(object, fixture(name)).map((difference) => `${name}.${difference}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  test('the comparison bites', () => {
    expect(differences({ status: 1, amount_open: 2 }, fixture('invoice'))).toEqual([
      'status (number, not string)',
      'amount_open',
    ]);
  });

  test('are read as they are', () => {
    expect(readCustomer(fixture('customer')).records).toMatchObject([{ name: 'cus_QXg1o8vcGmoR32' }]);
    expect(readInvoice(fixture('invoice'), 'UTC').records).toMatchObject([
      { status: 'draft', open: 1_000, issueDate: '2009-02-13' },
    ]);
    expect(readCreditNote(fixture('credit_note'), 'UTC').records[0]).toMatchObject({
      number: 'ABCD-1234-CN-01',
      total: 1_690,
    });
    expect(accountForm.parse(fixture('account'))).toMatchObject({
      settings: { dashboard: { timezone: 'Etc/UTC' } },
    });
    expect(eventForm.parse(fixture('event')).data.object.object).toBe('plan');
    const payment = { ...fixture('invoice_payment'), invoice: fixture('invoice') };
    expect(invoicePaymentForm.parse(payment).invoice.customer).toBe('cus_QXg1o8vcGmoR32');
  });

  test('deleted objects are known by their mark', () => {
    expect(readCustomer(fixture('deleted_customer')).tombstones).toMatchObject([{ reason: 'deleted' }]);
    expect(readInvoice(fixture('deleted_invoice'), 'UTC').tombstones).toMatchObject([{ reason: 'deleted' }]);
  });
});
