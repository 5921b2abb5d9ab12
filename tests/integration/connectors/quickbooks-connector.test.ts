import { afterEach, describe, expect, test } from 'vitest';
import { isEngineError } from '../../../electron/engine/platform/engine-error.ts';
import { comparable, Mirror, pull } from '../../support/ledger/mirror.ts';
import {
  type RunningQuickbooks,
  runQuickbooks,
} from '../../support/ledger/quickbooks/quickbooks-contract.ts';
import { faultReply } from '../../support/ledger/quickbooks/quickbooks-dialect.ts';
import { journal, payment, refund, subCustomer } from '../../support/ledger/quickbooks/quickbooks-extra.ts';
import { QUICKBOOKS_SHAPE, quickbooksId } from '../../support/ledger/quickbooks/quickbooks-shape.ts';
import { type SampleBooks, sampleBooks } from '../../support/ledger/sample-books.ts';
import { truth } from '../../support/ledger/truth.ts';

const systems: RunningQuickbooks[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.stop();
});

const going = () => new AbortController().signal;
const MINUTE = 60_000;
const DAY = 86_400_000;
const mirror = () => new Mirror('quickbooks');

interface Begun {
  readonly books: SampleBooks;
  readonly system: RunningQuickbooks;
}

async function begin({ pageSize = 1_000, filler = 7 } = {}): Promise<Begun> {
  const books = sampleBooks(QUICKBOOKS_SHAPE, filler);
  const system = await runQuickbooks(books.ledger, pageSize);
  systems.push(system);
  return { books, system };
}

/** Lets time pass at QuickBooks and here. */
function pass({ books, system }: Begun, milliseconds: number): void {
  books.ledger.tick(milliseconds);
  system.timing.advance(milliseconds);
}

async function failureOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (isEngineError(error)) return error;
  throw new Error('It did not fail as it should.');
}

/** Queries and reads of the change feed, without the address of the company. */
function asked({ fake }: RunningQuickbooks, from = 0): readonly string[] {
  return fake.server.seen
    .slice(from)
    .map(({ url }) => url.searchParams.get('query') ?? `feed ${url.searchParams.get('entities')}`);
}

async function readAgain(begun: Begun) {
  const connector = begun.system.connect();
  const copy = mirror();
  await pull(connector, copy, 'full');
  begun.books.ledger.tick(20 * MINUTE);
  return { connector, copy };
}

describe('tokens', () => {
  test('an access token that ends is renewed; the refresh token keeps its value for a day', async () => {
    const begun = await begin();
    const { system } = begun;
    const connector = system.connect();
    await pull(connector, mirror(), 'full');
    for (let hour = 0; hour < 25; hour += 1) {
      pass(begun, 61 * MINUTE);
      await pull(connector, mirror(), 'full');
    }
    expect(system.fake.accounts.exchanges).toBe(25);
    const values = new Set(system.store.history.map(({ refreshToken }) => refreshToken));
    expect(values.size).toBe(2);
  });

  test('after a day the new refresh token is kept, and the one before is dead', async () => {
    const begun = await begin();
    const { system } = begun;
    const [old] = system.store.history;
    pass(begun, DAY + MINUTE);
    await pull(system.connect(), mirror(), 'full');
    if (old === undefined) throw new Error('There was no token.');
    await system.store.write(old);
    const failure = await failureOf(pull(system.connect(), mirror(), 'full'));
    expect(failure).toMatchObject({ code: 'connector_auth', details: { reason: 'auth_revoked' } });
    expect(failure.message).toContain('Connect QuickBooks again');
  });

  test('two connectors that find the token ended at the same time ask for one new token', async () => {
    const begun = await begin();
    const { system } = begun;
    pass(begun, DAY + MINUTE);
    await Promise.all([
      pull(system.connect(), mirror(), 'full'),
      pull(system.connect(), mirror(), 'full'),
      pull(system.connect(), mirror(), 'full'),
    ]);
    expect(system.fake.accounts.exchanges).toBe(1);
    expect(system.store.history).toHaveLength(2);
  });

  test('when the permission ends whatever happens is asked for and told', async () => {
    const begun = await begin();
    const { system } = begun;
    pass(begun, 61 * MINUTE);
    await pull(system.connect(), mirror(), 'full');
    const fiveYears = 5 * 365 * DAY - 61 * MINUTE;
    expect(system.hardEnds).toHaveLength(1);
    expect((system.hardEnds[0] ?? 0) - system.timing.now()).toBeLessThanOrEqual(fiveYears);
    expect((system.hardEnds[0] ?? 0) - system.timing.now()).toBeGreaterThan(fiveYears - DAY);
    expect(system.store.history.at(-1)).toMatchObject({
      refreshEndsAt: (system.store.history.at(-1)?.refreshedAt ?? 0) + 100 * DAY,
    });
  });

  test('a permission that was taken back asks for a new sign-in at once, with the number of the request', async () => {
    const { system } = await begin();
    system.fake.accounts.revoke();
    const failure = await failureOf(pull(system.connect(), mirror(), 'full'));
    expect(failure.details).toMatchObject({ reason: 'auth_revoked', intuitTid: '1-fake-2' });
    expect(system.fake.server.seen).toHaveLength(2);
  });

  test('a wrong secret is told apart, and shows nowhere', async () => {
    const begun = await begin();
    const { system } = begun;
    Object.assign(system.fake.accounts, { clientSecret: 'another-secret-of-the-app' });
    const connector = system.connect();
    Object.assign(system.fake.accounts, { clientSecret: 'changed-at-the-console' });
    pass(begun, 61 * MINUTE);
    const failure = await failureOf(pull(connector, mirror(), 'full'));
    expect(failure.message).toContain('client id and secret');
    expect(JSON.stringify([failure.message, failure.details])).not.toContain('another-secret');
  });
});

describe('limits', () => {
  test.each([403, 429] as const)(
    'ThrottleExceeded with status %i is waited out for a minute',
    async (status) => {
      const begun = await begin();
      begun.system.fake.throttleStatus = status;
      begun.system.disturbances.plan(null, 'throttle', 'throttle');
      const copy = mirror();
      await pull(begun.system.connect(), copy, 'full');
      expect(begun.system.timing.waits.filter((wait) => wait >= MINUTE)).toHaveLength(2);
      expect(copy.comparable()).toEqual(comparable(truth(begun.books.ledger, QUICKBOOKS_SHAPE)));
    },
  );

  test('a month’s calls that are used up end the run without another try', async () => {
    const { system } = await begin();
    system.disturbances.plan('quota');
    const failure = await failureOf(pull(system.connect(), mirror(), 'full'));
    expect(failure.details).toMatchObject({ reason: 'quota_exhausted', limitName: 'month' });
    expect(system.fake.server.seen).toHaveLength(1);
  });

  test('seven tenths of ten calls a second are kept to', async () => {
    const { system } = await begin({ pageSize: 2 });
    const before = system.timing.now();
    await pull(system.connect(), mirror(), 'full');
    const calls = system.fake.server.seen.length;
    expect(calls).toBeGreaterThan(20);
    expect(system.timing.now() - before).toBeGreaterThanOrEqual(((calls - 3) / 7) * 1_000 - calls);
  });

  test('the meter counts the calls that Intuit counts: renewing a token is none', async () => {
    const begun = await begin();
    const { system } = begun;
    pass(begun, 61 * MINUTE);
    await pull(system.connect(), mirror(), 'full');
    const calls = system.costs.reduce((sum, cost) => sum + cost.calls, 0);
    expect(calls).toBe(system.fake.server.seen.length - system.fake.accounts.exchanges);
    expect(system.fake.accounts.exchanges).toBe(1);
    expect(system.costs.reduce((sum, { bytesIn }) => sum + bytesIn, 0)).toBeGreaterThan(5_000);
  });
});

describe('faults', () => {
  test('a fault with status 200 is an error with its words, code and number of the request', async () => {
    const { system } = await begin();
    system.fake.replies.push(faultReply(200, 'ValidationFault', '4000', 'Error parsing query'));
    const failure = await failureOf(pull(system.connect(), mirror(), 'full'));
    expect(failure.details).toMatchObject({ reason: 'bad_request', code: '4000', intuitTid: '1-fake-1' });
    expect(failure.message).toContain('Error parsing query');
  });

  test('a fault inside the answer to a query is found, and one of Intuit’s own is tried again', async () => {
    const begun = await begin();
    const Fault = { Error: [{ Message: 'An application error', code: '10000' }], type: 'SystemFault' };
    const body = JSON.stringify({ QueryResponse: { Fault }, time: '2026-11-02T01:30:00-07:00' });
    begun.system.fake.replies.push({ status: 200, body });
    const copy = mirror();
    await pull(begun.system.connect(), copy, 'full');
    expect(copy.comparable()).toEqual(comparable(truth(begun.books.ledger, QUICKBOOKS_SHAPE)));
  });

  test('a note of a customer’s that speaks of a "Fault" is none', async () => {
    const { books, system } = await begin();
    books.ledger.rename(books.halden, 'The "Fault": {"type"} Company');
    const copy = mirror();
    await pull(system.connect(), copy, 'full');
    expect(copy.get('customer', quickbooksId(books.halden))).toMatchObject({
      name: 'The "Fault": {"type"} Company',
    });
  });
});

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

describe('what only QuickBooks has', () => {
  test('a sub-customer has the name of both, its parent, and no bills of its own', async () => {
    const { books, system } = await begin();
    system.fake.extra.set('Customer', [subCustomer('900', quickbooksId(books.halden))]);
    const copy = mirror();
    await pull(system.connect(), copy, 'full');
    expect(copy.get('customer', '900')).toMatchObject({
      name: 'Halden & Søn A/S:Harbour extension',
      parentId: quickbooksId(books.halden),
      balances: [{ minor: 0, currency: 'EUR' }],
    });
    expect(copy.get('contact', '900:primary')).toMatchObject({
      email: 'harbour@halden.example',
      billing: false,
    });
    expect(copy.get('contact', '900:site@halden.example')).toMatchObject({ billing: false });
  });

  test('an inactive customer keeps its name and balance', async () => {
    const begun = await begin();
    const { books } = begun;
    const { connector, copy } = await readAgain(begun);
    books.ledger.setActive(books.kuwait, false);
    await pull(connector, copy, 'incremental');
    expect(copy.get('customer', quickbooksId(books.kuwait))).toMatchObject({
      name: 'Gulf Instruments W.L.L.',
      active: false,
      balances: [{ currency: 'KWD' }],
    });
  });

  test('a journal on the receivables is owed or stands on the account, less what payments took of it', async () => {
    const { books, system } = await begin();
    const customer = quickbooksId(books.halden);
    const { fake } = system;
    fake.extra.set('JournalEntry', [
      journal(
        '920',
        [
          { id: '0', customer, type: 'Debit', amount: '100.00' },
          { id: '1', customer, type: 'Credit', amount: '30.00' },
          { id: '2', customer, type: 'Debit', amount: '7.00', account: '12' },
          { id: '3', customer: null, type: 'Credit', amount: '77.00', account: '12' },
        ],
        { payments: ['930'] },
      ),
    ]);
    fake.extra.set('Payment', [
      payment('930', customer, { total: '60.00' }, [['60.00', '920', 'JournalEntry']]),
    ]);
    const copy = mirror();
    const connector = system.connect();
    await pull(connector, copy, 'full');
    expect(copy.get('invoice', 'journal:920:0')).toMatchObject({
      number: 'OPEN-920',
      total: 10_000,
      open: 4_000,
      dueDate: null,
    });
    expect(copy.get('payment', 'journal:920:1')).toMatchObject({
      kind: 'journal',
      amount: 3_000,
      unapplied: 3_000,
    });
    expect(copy.get('invoice', 'journal:920:2')).toBeUndefined();
    const swept = new Set<string>();
    for await (const ids of connector.sweep?.('invoice', going()) ?? []) for (const id of ids) swept.add(id);
    expect(swept.has('journal:920:0')).toBe(true);
    expect(swept.has('journal:920:1')).toBe(false);
  });

  test('a refund receipt is money given back, and leaves the balance alone', async () => {
    const { books, system } = await begin();
    system.fake.extra.set('RefundReceipt', [refund('910', quickbooksId(books.halden))]);
    const copy = mirror();
    await pull(system.connect(), copy, 'full');
    expect(copy.get('payment', 'refund:910')).toMatchObject({
      kind: 'refund',
      amount: 4_000,
      unapplied: 0,
      reference: 'RR-7',
    });
  });

  test('a sweep finds exactly the ids that a full read delivers', async () => {
    const { system } = await begin({ pageSize: 5 });
    const connector = system.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    for (const entity of ['currency', 'customer', 'invoice', 'credit_note', 'payment'] as const) {
      const swept = new Set<string>();
      for await (const ids of connector.sweep?.(entity, going()) ?? []) for (const id of ids) swept.add(id);
      const known = copy.comparable().filter((one) => one.entity === entity);
      expect([...swept].toSorted(), entity).toEqual(known.map(({ sourceId }) => sourceId).toSorted());
    }
  });
});

describe('the connection test', () => {
  test('shows company, currency and plan, and says that Intuit has no right for reading alone', async () => {
    const { system } = await begin();
    const report = await system.connect().test(going());
    expect(report.company).toEqual({ name: 'Northwind Instruments GmbH', baseCurrency: 'EUR' });
    expect(report.checks.map(({ step }) => step)).toEqual(['login', 'plan', 'role', 'read_only']);
    expect(report.checks[1]?.text).toContain('QuickBooks Online Plus');
    expect(report.checks.at(-1)?.text).toContain('no permission for reading alone');
  });

  test('names what the role does not include', async () => {
    const { system } = await begin();
    system.fake.forbidden.add('Payment');
    const report = await system.connect().test(going());
    expect(report.ok).toBe(false);
    expect(report.checks.at(-1)).toMatchObject({ step: 'role', ok: false });
    expect(report.checks.at(-1)?.text).toContain('payments');
  });

  test('tells a missing right, another company, an ended subscription and a revoked sign-in apart', async () => {
    const scope = await begin();
    scope.system.fake.accounts.scope = 'openid';
    expect((await scope.system.connect().test(going())).checks).toMatchObject([{ step: 'scope', ok: false }]);

    const other = await begin();
    Object.assign(other.system.fake, { realmId: '17' });
    const connector = other.system.connect();
    Object.assign(other.system.fake, { realmId: '9130347798120106' });
    expect((await connector.test(going())).checks).toMatchObject([{ step: 'role', ok: false }]);

    const ended = await begin();
    ended.system.fake.subscription = 'EXPIRED';
    expect((await ended.system.connect().test(going())).checks.at(-1)).toMatchObject({
      step: 'plan',
      ok: false,
    });

    const revoked = await begin();
    revoked.system.fake.accounts.revoke();
    expect((await revoked.system.connect().test(going())).checks).toMatchObject([
      { step: 'login', ok: false },
    ]);
  });

  test('says when nobody is there', async () => {
    const { system } = await begin();
    await system.fake.server.stop();
    system.stop = async () => undefined;
    expect((await system.connect().test(going())).checks).toMatchObject([{ step: 'connect', ok: false }]);
  });
});

describe('documents', () => {
  test('an invoice comes as the PDF that QuickBooks makes', async () => {
    const { books, system } = await begin();
    const file = await system.connect().document?.(quickbooksId(books.openInvoice), going());
    expect(Buffer.from(file?.bytes ?? []).toString()).toContain('INV-00001');
    expect(file).toMatchObject({ mime: 'application/pdf', name: 'invoice-21.pdf' });
  });

  test('one that is not there is told apart; its address shows nowhere', async () => {
    const { system } = await begin();
    const document = system.connect().document?.('29999', going()) ?? Promise.resolve();
    const failure = await failureOf(document);
    expect(failure.details).toMatchObject({ reason: 'not_found', code: '610' });
    expect(JSON.stringify([failure.message, failure.details])).not.toMatch(/\/v3\/|29999/);
  });

  test('what came from a journal has none, and QuickBooks is not asked', async () => {
    const { system } = await begin();
    const document = system.connect().document?.('journal:920:0', going()) ?? Promise.resolve();
    expect((await failureOf(document)).details).toMatchObject({ reason: 'not_found' });
    expect(system.fake.server.seen).toHaveLength(0);
  });
});
