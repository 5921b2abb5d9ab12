import { afterEach, describe, expect, test } from 'vitest';
import { failureReason } from '../../../electron/engine/connectors/connector-failure.ts';
import { currencyCode } from '../../../shared/domain/money.ts';
import { comparable, Mirror, pull } from '../../support/ledger/mirror.ts';
import { type RunningNetsuite, runNetsuite } from '../../support/ledger/netsuite/netsuite-contract.ts';
import { NETSUITE_SHAPE, netsuiteId } from '../../support/ledger/netsuite/netsuite-shape.ts';
import { type SampleBooks, sampleBooks } from '../../support/ledger/sample-books.ts';
import { truth } from '../../support/ledger/truth.ts';

const systems: RunningNetsuite[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.stop();
});

const going = () => new AbortController().signal;
const HOUR = 3_600_000;

async function begin(
  pageSize = 50,
  filler = 2,
): Promise<{ readonly books: SampleBooks; readonly netsuite: RunningNetsuite }> {
  const books = sampleBooks(NETSUITE_SHAPE, filler);
  const netsuite = await runNetsuite(books.ledger, pageSize);
  systems.push(netsuite);
  return { books, netsuite };
}

const mirror = () => new Mirror('netsuite');
const expectTruth = (copy: Mirror, { ledger }: SampleBooks) =>
  expect(copy.comparable()).toEqual(comparable(truth(ledger, NETSUITE_SHAPE)));

async function reasonOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => failureReason(error),
  );
}

describe('tokens', () => {
  test('one token serves a whole read, and a new one is fetched before its hour is over', async () => {
    const { netsuite } = await begin(5);
    const connector = netsuite.connect();
    await pull(connector, mirror(), 'full');
    expect(netsuite.fake.accounts.given).toBe(1);
    netsuite.timing.advance(HOUR - 30_000);
    await pull(connector, mirror(), 'full');
    expect(netsuite.fake.accounts.given).toBe(2);
    expect(netsuite.fake.accounts.refusals).toEqual([]);
  });

  test('a token that NetSuite ends before its time is replaced once', async () => {
    const { netsuite } = await begin();
    const connector = netsuite.connect();
    await pull(connector, mirror(), 'full');
    netsuite.fake.accounts.endAccess();
    await pull(connector, mirror(), 'full');
    expect(netsuite.fake.accounts.given).toBe(2);
  });

  test.each([-7 * HOUR, 7 * HOUR])(
    'a clock of ours that is wrong by %d ms is set right by NetSuite’s',
    async (ahead) => {
      const { books, netsuite } = await begin();
      netsuite.clockAhead = ahead;
      const copy = mirror();
      await pull(netsuite.connect(), copy, 'full');
      expectTruth(copy, books);
      expect(netsuite.fake.accounts.refusals).toEqual(['times']);
    },
  );

  test('a certificate that NetSuite does not know is not tried again and again', async () => {
    const { netsuite } = await begin();
    netsuite.fake.accounts.certificates.clear();
    expect(await reasonOf(pull(netsuite.connect(), mirror(), 'full'))).toBe('auth_revoked');
    expect(netsuite.fake.accounts.refusals).toEqual(['certificate']);
  });

  test('an integration record without the scope says so', async () => {
    const { netsuite } = await begin();
    netsuite.fake.accounts.scopes = ['restlets'];
    const { checks } = await netsuite.connect().test(going());
    expect(checks).toMatchObject([{ step: 'scope', ok: false }]);
  });
});

describe('requests', () => {
  test('it only asks: each request is a query of named columns, at most a thousand rows at a time', async () => {
    const { books, netsuite } = await begin(5);
    const connector = netsuite.connect();
    const copy = mirror();
    await connector.test(going());
    await pull(connector, copy, 'full');
    books.ledger.tick(HOUR);
    books.ledger.delete(books.openInvoice);
    await pull(connector, copy, 'incremental');
    const asked = netsuite.fake.server.seen.filter(({ url }) => !url.pathname.endsWith('/token'));
    expect(new Set(asked.map(({ url }) => url.pathname))).toEqual(
      new Set(['/services/rest/query/v1/suiteql']),
    );
    expect(netsuite.fake.queries).toHaveLength(asked.length);
    expect(netsuite.fake.queries.filter((query) => query.includes('*'))).toEqual([]);
  });

  test('books with more rows than NetSuite gives for one query arrive whole', async () => {
    const { books, netsuite } = await begin(5, 40);
    netsuite.fake.mostRows = 12;
    const copy = mirror();
    await pull(netsuite.connect(), copy, 'full');
    expectTruth(copy, books);
  });

  test('NetSuite’s throttling, which names no time, is waited for with growing patience', async () => {
    const { books, netsuite } = await begin();
    netsuite.disturbances.plan('throttle', 'throttle', 'throttle');
    const copy = mirror();
    await pull(netsuite.connect(), copy, 'full');
    expect(netsuite.timing.waits).toEqual([500, 1_000, 2_000]);
    expectTruth(copy, books);
  });
});

describe('times', () => {
  test('a new invoice is found although the clock went back an hour in between', async () => {
    const { books, netsuite } = await begin();
    netsuite.fake.zone = 120;
    const connector = netsuite.connect();
    const copy = mirror();
    books.ledger.tick(HOUR);
    books.ledger.setDueDate(books.openInvoice, '2026-12-01');
    await pull(connector, copy, 'full');
    netsuite.fake.zone = 60;
    books.ledger.tick(HOUR / 4);
    // Its id is the highest of its type, its time 45 minutes before the newest.
    const id = books.ledger.invoice({ customerId: books.halden, total: 8_800 });
    await pull(connector, copy, 'incremental');
    expect(copy.get('invoice', netsuiteId(id))).toMatchObject({ total: 8_800 });
  });

  test('times are written to the second, in NetSuite’s own digits', async () => {
    const { books, netsuite } = await begin();
    const copy = mirror();
    await pull(netsuite.connect(), copy, 'full');
    expect(copy.get('invoice', netsuiteId(books.openInvoice))?.updatedAt).toBe('2026-11-02 09:30:01');
  });

  test('a cursor of another version asks for a full read', async () => {
    const { netsuite } = await begin();
    const pages = netsuite.connect().incremental('invoice', '{"v":0}', going());
    expect(await reasonOf(pages[Symbol.asyncIterator]().next())).toBe('cursor_too_old');
  });
});

describe('settlement', () => {
  test('a deposit that NetSuite does not stamp comes along with its application', async () => {
    const { books, netsuite } = await begin();
    const deposit = books.ledger.receive(books.halden, 50_000, 'EUR');
    netsuite.fake.unstamped.add(deposit);
    const connector = netsuite.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    books.ledger.tick(HOUR);
    const application = books.ledger.apply(deposit, books.openInvoice, 20_000);
    await pull(connector, copy, 'incremental');
    expect(copy.get('payment', netsuiteId(deposit))).toMatchObject({ kind: 'deposit', unapplied: 30_000 });
    const id = `${netsuiteId(application)}:${netsuiteId(books.openInvoice)}`;
    expect(copy.get('allocation', id)).toMatchObject({
      from: { entity: 'payment', sourceId: netsuiteId(deposit) },
      amount: { minor: 20_000, currency: 'EUR' },
    });
  });

  test('an invoice that NetSuite does not stamp when it is paid is put right by the daily look at open items', async () => {
    const { books, netsuite } = await begin();
    netsuite.fake.unstamped.add(books.openInvoice);
    const connector = netsuite.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    books.ledger.tick(HOUR);
    books.ledger.pay([[books.openInvoice, 123_456]]);
    await pull(connector, copy, 'incremental');
    expect(copy.get('invoice', netsuiteId(books.openInvoice))).toMatchObject({ status: 'open' });
    const again = connector.reread?.('invoice', [netsuiteId(books.openInvoice)], going());
    for await (const page of again ?? []) {
      copy.apply({ ...page, entity: 'invoice', next: copy.cursors.get('invoice') ?? '', expected: null });
    }
    expectTruth(copy, books);
  });

  test('what is asked for again and is not there any more comes as a tombstone', async () => {
    const { books, netsuite } = await begin();
    books.ledger.delete(books.openInvoice);
    const ids = [netsuiteId(books.openInvoice), 'journal:900:1'];
    for await (const page of netsuite.connect().reread?.('invoice', ids, going()) ?? []) {
      expect(page.records).toEqual([]);
      expect(page.tombstones).toEqual([
        { entity: 'invoice', sourceId: ids[0], reason: 'deleted', mergedInto: null },
      ]);
    }
  });

  test('lines of journals on the receivables account are owed, or stand on the account', async () => {
    const { books, netsuite } = await begin();
    const line = {
      journal: 900,
      customerId: books.halden,
      currency: currencyCode('USD'),
      changedAt: books.ledger.now,
    };
    netsuite.fake.journals.push(
      { ...line, line: 1, amount: 70_000, open: 20_000 },
      { ...line, line: 2, amount: -30_000, open: 30_000 },
    );
    const copy = mirror();
    await pull(netsuite.connect(), copy, 'full');
    expect(copy.get('invoice', 'journal:900:1')).toMatchObject({
      number: 'JE900',
      total: 70_000,
      open: 20_000,
      status: 'open',
      currency: 'USD',
    });
    expect(copy.get('payment', 'journal:900:2')).toMatchObject({
      kind: 'journal',
      amount: 30_000,
      unapplied: 30_000,
    });
    const { balances } = copy.get('customer', netsuiteId(books.halden)) as { readonly balances: unknown };
    expect(balances).toContainEqual({ currency: 'USD', minor: -10_000 });
  });
});

describe('deletions', () => {
  test('without the permission for deleted records the sweep tells what is gone', async () => {
    const { books, netsuite } = await begin();
    netsuite.fake.hidden.add('deletedrecord');
    const connector = netsuite.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    books.ledger.tick(HOUR);
    books.ledger.delete(books.openInvoice);
    await pull(connector, copy, 'incremental');
    expect(copy.get('invoice', netsuiteId(books.openInvoice))).toBeDefined();
    const there: string[] = [];
    for await (const ids of connector.sweep?.('invoice', going()) ?? []) there.push(...ids);
    expect(there).not.toContain(netsuiteId(books.openInvoice));
    expect(there).toContain(netsuiteId(books.partPaid));
  });

  test.each(['currency', 'customer', 'invoice', 'credit_note', 'payment'] as const)(
    'the sweep of %s names all that is there, page by page, and nothing that is gone',
    async (entity) => {
      const { books, netsuite } = await begin(5);
      const line = { journal: 900, customerId: books.halden, currency: currencyCode('EUR'), changedAt: 0 };
      netsuite.fake.journals.push({ ...line, line: 1, amount: 100, open: 100 });
      const connector = netsuite.connect();
      const copy = mirror();
      await pull(connector, copy, 'full');
      const swept: string[] = [];
      for await (const ids of connector.sweep?.(entity, going()) ?? []) swept.push(...ids);
      const known = copy.comparable().filter((one) => one.entity === entity);
      expect(known.map(({ sourceId }) => sourceId).filter((id) => !swept.includes(id))).toEqual([]);
      const dead = [...books.ledger.documents.values()].filter(
        ({ kind, state }) => kind === entity && (state === 'void' || state === 'deleted'),
      );
      for (const { id } of dead) expect(swept).not.toContain(netsuiteId(id));
    },
  );

  test('a deleted contact does not bury the credit memo of the same number', async () => {
    const { books, netsuite } = await begin();
    const connector = netsuite.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    books.ledger.tick(HOUR);
    books.ledger.removeContact('P1');
    expect(netsuiteId('P1')).toBe(netsuiteId(books.credit));
    await pull(connector, copy, 'incremental');
    expectTruth(copy, books);
  });
});

test('a lead becomes a customer with the first invoice, though NetSuite does not stamp it', async () => {
  const { books, netsuite } = await begin();
  const connector = netsuite.connect();
  const copy = mirror();
  await pull(connector, copy, 'full');
  expect(copy.get('customer', netsuiteId(books.supplier))).toBeUndefined();
  books.ledger.tick(HOUR);
  const lead = books.ledger.customers.get(books.supplier);
  if (lead === undefined) throw new Error('The lead is gone.');
  books.ledger.customers.set(books.supplier, { ...lead, supplierOnly: false });
  books.ledger.invoice({ customerId: books.supplier, total: 5 });
  await pull(connector, copy, 'incremental');
  expect(copy.get('customer', netsuiteId(books.supplier))).toMatchObject({ name: 'Paper & Ink Ltd' });
});

test('an account without instalments, and a role without contacts, are read all the same, asked once', async () => {
  const { netsuite } = await begin(5);
  netsuite.fake.hidden.add('invoiceinstallment').add('contact');
  const connector = netsuite.connect();
  const copy = mirror();
  await pull(connector, copy, 'full');
  expect(copy.comparable().filter(({ entity }) => entity === 'invoice')).not.toEqual([]);
  const addresses = copy.comparable().filter(({ entity }) => entity === 'contact');
  expect(addresses).toContainEqual(
    expect.objectContaining({
      sourceId: '11:email',
      email: 'METTE@HALDEN.EXAMPLE',
      billing: true,
      name: null,
    }),
  );
  const bodies = netsuite.fake.server.seen.map(({ body }) => body);
  expect(bodies.filter((body) => body.includes('FROM invoiceinstallment'))).toHaveLength(1);
});
