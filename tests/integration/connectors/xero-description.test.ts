import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operate, operations } from '../../support/ledger/ledger-operations.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { type RunningXero, runXero } from '../../support/ledger/xero/xero-contract.ts';
import {
  readXeroDescription,
  withoutDescription,
  type XeroDescription,
} from '../../support/ledger/xero/xero-description.ts';
import { XERO_SHAPE } from '../../support/ledger/xero/xero-shape.ts';

if (withoutDescription !== null) console.log(`Skipped: ${withoutDescription}`);

describe.skipIf(withoutDescription !== null)('what the fake Xero serves is what Xero describes', () => {
  let xero: RunningXero;
  let description: XeroDescription;
  let headers: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const books = sampleBooks(XERO_SHAPE);
    for (const operation of operations(XERO_SHAPE)) operate(books, operation);
    books.ledger.receive(books.halden, 700, 'EUR', { kind: 'prepayment', reference: 'In advance' });
    xero = await runXero(books.ledger);
    description = readXeroDescription();
    headers = {
      authorization: `Bearer ${xero.store.history[0]?.accessToken}`,
      'xero-tenant-id': xero.fake.tenantId,
    };
  });
  afterAll(() => xero.stop());

  const lists = [
    ['Contacts', 'Contact'],
    ['Invoices', 'Invoice'],
    ['CreditNotes', 'CreditNote'],
    ['Payments', 'Payment'],
    ['Overpayments', 'Overpayment'],
    ['Prepayments', 'Prepayment'],
    ['Currencies', 'Currency'],
  ] as const;
  test.each(lists)('%s', async (name, schema) => {
    const query = '?page=1&pageSize=1000&includeArchived=true';
    const response = await fetch(`${xero.fake.server.origin}/api.xro/2.0/${name}${query}`, { headers });
    const body = (await response.json()) as Readonly<Record<string, readonly object[]>>;
    const validate = description.validator(name);
    expect(validate(body), JSON.stringify(validate.errors?.slice(0, 5))).toBe(true);
    const rows = body[name] ?? [];
    expect(rows.length).toBeGreaterThan(0);
    const unknown = rows.flatMap((row) => description.unknownFields(schema, `/${name}`, row));
    expect([...new Set(unknown)]).toEqual([]);
  });

  test('the checks bite: a wrong status, id and field are found', () => {
    const validate = description.validator('Invoices');
    expect(validate({ Invoices: [{ Status: 'OPEN' }] })).toBe(false);
    expect(validate({ Invoices: [{ InvoiceID: '17' }] })).toBe(false);
    expect(description.unknownFields('Invoice', '/Invoices', { AmountOpen: 1 })).toEqual(['AmountOpen']);
  });
});
