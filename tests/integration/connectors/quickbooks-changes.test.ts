import { describe, expect, test } from 'vitest';
import type { Page } from '../../../electron/engine/connectors/connector.ts';
import { comparable, pull } from '../../support/ledger/mirror.ts';
import {
  asked,
  begin,
  DAY,
  failureOf,
  going,
  MINUTE,
  mirror,
  pass,
  readAgain,
} from '../../support/ledger/quickbooks/quickbooks-begin.ts';
import { QUICKBOOKS_SHAPE, quickbooksId } from '../../support/ledger/quickbooks/quickbooks-shape.ts';
import { truth } from '../../support/ledger/truth.ts';

describe('the change feed', () => {
  test('a row that it calls deleted but that is there is read, not buried', async () => {
    const begun = await begin();
    const { books, system } = begun;
    const { connector, copy } = await readAgain(begun);
    books.ledger.setDueDate(books.openInvoice, '2027-03-31');
    system.fake.miscalled.add(books.openInvoice);
    await pull(connector, copy, 'incremental');
    expect(copy.get('invoice', quickbooksId(books.openInvoice))).toMatchObject({ dueDate: '2027-03-31' });
    expect(copy.comparable()).toEqual(comparable(truth(books.ledger, QUICKBOOKS_SHAPE)));
  });

  test('a full answer is halved until one is not; what it cannot tell is left to a full read and a sweep', async () => {
    const begun = await begin({ filler: 0 });
    const { books, system } = begun;
    const { ledger, halden } = books;
    const early = ledger.invoice({ customerId: halden, total: 501 });
    const late = ledger.invoice({ customerId: halden, total: 502 });
    ledger.tick(10 * MINUTE);
    const { connector, copy } = await readAgain(begun);
    for (let index = 0; index < 1_005; index += 1) ledger.invoice({ customerId: halden, total: 100 });
    ledger.delete(early);
    ledger.tick(60 * MINUTE);
    ledger.delete(late);
    ledger.tick(MINUTE);
    const before = system.fake.server.seen.length;
    const failure = await failureOf(pull(connector, copy, 'incremental'));
    expect(failure.details).toMatchObject({ reason: 'cursor_too_old' });
    const windows = system.fake.server.seen
      .slice(before)
      .filter(({ url }) => url.searchParams.get('entities') === 'Invoice')
      .map(({ url }) => Date.parse(url.searchParams.get('changedSince') ?? ''));
    expect(windows.length).toBeGreaterThan(1);
    const spans = windows.map((since) => ledger.now - since);
    for (const [index, span] of spans.entries()) {
      if (index > 0) expect(span / (spans[index - 1] ?? 0)).toBeCloseTo(0.5, 2);
    }
    // The newer deletion is certain at once; the older one was cut off.
    expect(copy.get('invoice', quickbooksId(late))).toBeUndefined();
    expect(copy.get('invoice', quickbooksId(early))).toBeDefined();

    await pull(connector, copy, 'full');
    const there = new Set<string>();
    for await (const ids of connector.sweep?.('invoice', going()) ?? []) for (const id of ids) there.add(id);
    const known = copy.comparable().filter(({ entity }) => entity === 'invoice');
    expect(known.map(({ sourceId }) => sourceId).filter((id) => !there.has(id))).toEqual([
      quickbooksId(early),
    ]);
  });

  test('a thousand changes without a full answer need no halving', async () => {
    const begun = await begin({ filler: 0 });
    const { connector, copy } = await readAgain(begun);
    for (let index = 0; index < 990; index += 1) {
      begun.books.ledger.invoice({ customerId: begun.books.halden, total: 100 });
    }
    const before = begun.system.fake.server.seen.length;
    await pull(connector, copy, 'incremental');
    expect(asked(begun.system, before).filter((one) => one === 'feed Invoice')).toHaveLength(1);
    expect(copy.comparable()).toEqual(comparable(truth(begun.books.ledger, QUICKBOOKS_SHAPE)));
  });

  test('is believed for 29 days; after that only a full read can tell', async () => {
    const begun = await begin();
    const { connector, copy } = await readAgain(begun);
    begun.books.ledger.tick(28 * DAY);
    begun.system.fake.accounts.endAccess();
    await pull(connector, copy, 'incremental');
    begun.books.ledger.tick(30 * DAY);
    const failure = await failureOf(pull(connector, copy, 'incremental'));
    expect(failure).toMatchObject({ code: 'conflict', details: { reason: 'cursor_too_old' } });
  });
});

describe('queries', () => {
  test('a read without changes asks for each table and its deletions once, from five minutes before the last', async () => {
    const begun = await begin();
    const { connector, copy } = await readAgain(begun);
    const since = new Date(begun.books.ledger.now - 25 * MINUTE).toISOString();
    const before = begun.system.fake.server.seen.length;
    await pull(connector, copy, 'incremental');
    const rows = (table: string, where = '') =>
      `select * from ${table} where ${where}MetaData.LastUpdatedTime >= '${since}' orderby MetaData.LastUpdatedTime asc startposition 1 maxresults 1000`;
    expect(asked(begun.system, before)).toEqual([
      'select * from CompanyCurrency startposition 1 maxresults 1000',
      rows('Customer', 'Active in (true, false) and '),
      'feed Customer',
      rows('Invoice'),
      'feed Invoice',
      rows('CreditMemo'),
      'feed CreditMemo',
      rows('Payment'),
      'feed Payment',
      rows('RefundReceipt'),
      'feed RefundReceipt',
      rows('JournalEntry'),
    ]);
  });

  test('only GETs are sent, but for the renewal of a token', async () => {
    const begun = await begin();
    const connector = begun.system.connect();
    await connector.test(going());
    pass(begun, 61 * MINUTE);
    await pull(connector, mirror(), 'full');
    const posts = begun.system.fake.server.seen.filter(({ method }) => method !== 'GET');
    expect(posts.map(({ url }) => url.pathname)).toEqual(['/oauth2/v1/tokens/bearer']);
  });

  test('a full read of invoices says beforehand how many there are', async () => {
    const { system } = await begin({ pageSize: 5 });
    const pages: Page[] = [];
    for await (const page of system.connect().full('invoice', null, going())) pages.push(page);
    const expected = pages[0]?.expected ?? 0;
    const told = pages.flatMap(({ records, tombstones }) => [...records, ...tombstones]);
    expect(new Set(told.map(({ sourceId }) => sourceId)).size).toBe(expected);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page.expected).toBe(expected);
  });

  test('rows that are deleted while a full read is on its way make it skip no other', async () => {
    const { books, system } = await begin({ pageSize: 5, filler: 40 });
    const { ledger, halden } = books;
    const all = [...ledger.documents.values()].filter((one) => one.kind === 'invoice' && one.total >= 10_000);
    const victims = all.filter(({ customerId }) => customerId === halden).slice(0, 30);
    let requests = 0;
    system.disturbances.onRequest = () => {
      requests += 1;
      const next = requests % 2 === 0 ? victims.shift() : undefined;
      if (next !== undefined && ledger.openOf(next) === next.total) ledger.delete(next.id);
    };
    const connector = system.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    system.disturbances.onRequest = () => undefined;
    const missing = truth(ledger, QUICKBOOKS_SHAPE).filter(
      ({ entity, sourceId }) => entity === 'invoice' && copy.get(entity, sourceId) === undefined,
    );
    expect(missing).toEqual([]);
    await pull(connector, copy, 'incremental');
    expect(copy.comparable()).toEqual(comparable(truth(ledger, QUICKBOOKS_SHAPE)));
  });

  test('rows that are deleted while a sweep is on its way make it call no other lost', async () => {
    const { books, system } = await begin({ pageSize: 5, filler: 30 });
    const { ledger } = books;
    const victims = [...ledger.documents.values()].filter(({ total }) => total >= 10_000 && total < 10_020);
    system.disturbances.onRequest = () => {
      const next = victims.shift();
      if (next !== undefined) ledger.delete(next.id);
    };
    const there = new Set<string>();
    for await (const ids of system.connect().sweep?.('invoice', going()) ?? []) {
      for (const id of ids) there.add(id);
    }
    const living = truth(ledger, QUICKBOOKS_SHAPE).filter(({ entity }) => entity === 'invoice');
    expect(living.map(({ sourceId }) => sourceId).filter((id) => !there.has(id))).toEqual([]);
  });

  test('a document that was deleted does not say whose it was: all balances are read again, once', async () => {
    const begun = await begin();
    const { books, system } = begun;
    const { connector, copy } = await readAgain(begun);
    books.ledger.delete(books.openInvoice);
    const before = system.fake.server.seen.length;
    await pull(connector, copy, 'incremental');
    const all = asked(system, before).filter((one) => /from Customer .*orderby/.test(one));
    expect(all.filter((one) => !one.includes('>='))).toHaveLength(1);
  });

  test('customers whose balance changed are read again a hundred at a time', async () => {
    const begun = await begin();
    const { books, system } = begun;
    const { connector, copy } = await readAgain(begun);
    for (let index = 0; index < 205; index += 1) {
      const customerId = books.ledger.customer({ name: `Customer ${index}` });
      books.ledger.invoice({ customerId, total: 1_000 });
    }
    const before = system.fake.server.seen.length;
    await pull(connector, copy, 'incremental');
    const byId = asked(system, before).filter((one) => one.startsWith('select * from Customer where Id in'));
    expect(byId.map((one) => one.match(/'\d+'/g)?.length)).toEqual([100, 100, 5]);
  });
});
