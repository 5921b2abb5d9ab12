import { afterEach, describe, expect, test } from 'vitest';
import { failureReason } from '../../../electron/engine/connectors/connector-failure.ts';
import { createRateLimiters } from '../../../electron/engine/connectors/http/rate-limiter.ts';
import { readXeroOrganisations } from '../../../electron/engine/connectors/xero/xero-sign-in.ts';
import { fakeTiming } from '../../support/ledger/fake-timing.ts';
import { Mirror, pull } from '../../support/ledger/mirror.ts';
import { type SampleBooks, sampleBooks } from '../../support/ledger/sample-books.ts';
import { type RunningXero, runXero } from '../../support/ledger/xero/xero-contract.ts';
import { XERO_SHAPE, xeroId } from '../../support/ledger/xero/xero-shape.ts';

const systems: RunningXero[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.stop();
});

const going = () => new AbortController().signal;
const MINUTE = 60_000;

async function begin(pageSize = 50): Promise<{ readonly books: SampleBooks; readonly xero: RunningXero }> {
  const books = sampleBooks(XERO_SHAPE);
  const xero = await runXero(books.ledger, pageSize);
  systems.push(xero);
  return { books, xero };
}

/** Lets time pass at Xero and here. */
function pass({ books, xero }: { books: SampleBooks; xero: RunningXero }, minutes: number): void {
  books.ledger.tick(minutes * MINUTE);
  xero.timing.advance(minutes * MINUTE);
}

const mirror = () => new Mirror('xero');

async function reasonOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => failureReason(error),
  );
}

describe('tokens', () => {
  test('an access token that ends is renewed on the way, and each new refresh token is kept', async () => {
    const both = await begin();
    const { xero } = both;
    const connector = xero.connect();
    await pull(connector, mirror(), 'full');
    pass(both, 31);
    await pull(connector, mirror(), 'full');
    pass(both, 31);
    await pull(connector, mirror(), 'full');
    expect(xero.store.history.map(({ refreshToken }) => refreshToken)).toEqual([
      'refresh-token-of-xero-1',
      'refresh-token-of-xero-2',
      'refresh-token-of-xero-3',
    ]);
  });

  test('a token that Xero ends before its time is renewed once', async () => {
    const { xero } = await begin();
    xero.fake.accounts.endAccess();
    await pull(xero.connect(), mirror(), 'full');
    expect(xero.store.history).toHaveLength(2);
  });

  test('new tokens that were lost on the way can be asked for again with the old one for 30 minutes', async () => {
    const both = await begin();
    const { xero } = both;
    const [old] = xero.store.history;
    pass(both, 31);
    await pull(xero.connect(), mirror(), 'full');
    if (old === undefined) throw new Error('There was no token.');
    await xero.store.write(old);
    pass(both, 29);
    await pull(xero.connect(), mirror(), 'full');
    await xero.store.write(old);
    pass(both, 31);
    expect(await reasonOf(pull(xero.connect(), mirror(), 'full'))).toBe('auth_revoked');
  });

  test('a permission that was taken back asks for a new sign-in, and Xero is not asked again and again', async () => {
    const { xero } = await begin();
    xero.fake.accounts.revoke();
    expect(await reasonOf(pull(xero.connect(), mirror(), 'full'))).toBe('auth_revoked');
    expect(xero.fake.server.seen).toHaveLength(2);
  });
});

test('after a sign-in the person is shown the organisations that it includes', async () => {
  const { xero } = await begin();
  const { origin } = xero.fake.server;
  const timing = fakeTiming();
  const platform = { timing, limiters: createRateLimiters(timing), onCost: () => undefined };
  const { accessToken } = xero.fake.accounts.signIn();
  const servers = { api: origin, identity: origin };
  expect(await readXeroOrganisations(accessToken, platform, going(), servers)).toEqual([
    { id: xero.fake.tenantId, name: 'Northwind Instruments GmbH' },
  ]);
  expect(await reasonOf(readXeroOrganisations('no token', platform, going(), servers))).toBe('auth_expired');
});

describe('limits', () => {
  test('the last fifth of a day’s calls is kept for the person, who still gets documents', async () => {
    const { books, xero } = await begin();
    const connector = xero.connect();
    await pull(connector, mirror(), 'full');
    xero.fake.dayRemaining = 1_003;
    expect(await reasonOf(pull(connector, mirror(), 'full'))).toBe('quota_exhausted');
    expect(xero.fake.dayRemaining).toBe(1_000);
    const before = xero.fake.server.seen.length;
    const key = { entity: 'invoice', sourceId: xeroId(books.openInvoice) } as const;
    const file = await connector.files?.fetch(key, 'pdf', going());
    expect(file?.mime).toBe('application/pdf');
    expect(xero.fake.server.seen).toHaveLength(before + 1);
  });

  test('a day’s calls that are used up end the run, with the time at which it may go on', async () => {
    const { xero } = await begin();
    xero.disturbances.plan('quota');
    const error: unknown = await pull(xero.connect(), mirror(), 'full').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      details: { reason: 'quota_exhausted', retryAt: '2026-11-22T14:00:00.000Z' },
    });
    expect(xero.timing.waits).toEqual([]);
  });

  test('at most 18 calls go at once, the others at 42 a minute', async () => {
    const { xero } = await begin(1);
    await pull(xero.connect(), mirror(), 'full');
    const calls = xero.fake.server.seen.length;
    const waited = xero.timing.waits.reduce((sum, wait) => sum + wait, 0);
    expect(calls).toBeGreaterThan(25);
    expect(waited).toBeGreaterThanOrEqual(((calls - 18) / 42) * MINUTE - calls);
  });

  test('what it costs is told call by call', async () => {
    const { xero } = await begin();
    await pull(xero.connect(), mirror(), 'full');
    expect(xero.costs).toHaveLength(xero.fake.server.seen.length);
    expect(xero.costs.reduce((sum, { bytesIn }) => sum + bytesIn, 0)).toBeGreaterThan(5_000);
  });
});

describe('requests', () => {
  test('a read without changes asks each list once, since five minutes before the read before', async () => {
    const { books, xero } = await begin();
    const connector = xero.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    const began = books.ledger.now;
    books.ledger.tick(20 * MINUTE);
    const before = xero.fake.server.seen.length;
    await pull(connector, copy, 'incremental');
    const asked = xero.fake.server.seen.slice(before);
    expect(asked.map(({ url }) => url.pathname.replace('/api.xro/2.0/', ''))).toEqual([
      'Currencies',
      'Contacts',
      'Invoices',
      'CreditNotes',
      'Payments',
      'Overpayments',
      'Prepayments',
    ]);
    const since = new Date(began - 5 * MINUTE).toISOString();
    expect(asked.slice(1).map(({ headers }) => headers['if-modified-since'])).toEqual(
      asked.slice(1).map(() => since),
    );
  });

  test('only customers’ documents are asked for, and nothing is ever written', async () => {
    const { xero } = await begin();
    const connector = xero.connect();
    await connector.test(going());
    await pull(connector, mirror(), 'full');
    const seen = xero.fake.server.seen;
    expect(new Set(seen.map(({ method }) => method))).toEqual(new Set(['GET']));
    const full = seen.filter(
      ({ url }) => url.pathname.endsWith('/Invoices') && url.searchParams.has('order'),
    );
    expect(full.map(({ url }) => url.searchParams.get('where'))).toEqual(full.map(() => 'Type=="ACCREC"'));
  });

  test('contacts whose balance changed are read again forty at a time', async () => {
    const { books, xero } = await begin(200);
    const connector = xero.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    books.ledger.tick(60 * MINUTE);
    for (let index = 0; index < 95; index += 1) {
      const customerId = books.ledger.customer({ name: `Customer ${index}` });
      books.ledger.invoice({ customerId, total: 1_000 });
    }
    const before = xero.fake.server.seen.length;
    await pull(connector, copy, 'incremental');
    const byId = xero.fake.server.seen.slice(before).flatMap(({ url }) => url.searchParams.get('IDs') ?? []);
    expect(byId.map((ids) => ids.split(',').length)).toEqual([40, 40, 15]);
  });

  test('a supplier who becomes a customer arrives along with the first invoice', async () => {
    const { books, xero } = await begin();
    const connector = xero.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    expect(copy.get('customer', xeroId(books.supplier))).toBeUndefined();
    books.ledger.tick(60 * MINUTE);
    const supplier = books.ledger.customers.get(books.supplier);
    if (supplier === undefined) throw new Error('The supplier is gone.');
    // Xero does not stamp the contact then.
    books.ledger.customers.set(books.supplier, { ...supplier, supplierOnly: false });
    books.ledger.invoice({ customerId: books.supplier, total: 5 });
    await pull(connector, copy, 'incremental');
    expect(copy.get('customer', xeroId(books.supplier))).toMatchObject({ name: 'Paper & Ink Ltd' });
  });
});

describe('the connection test', () => {
  test('names the list and the right that are missing', async () => {
    const { xero } = await begin();
    xero.fake.forbidden.add('Payments');
    const report = await xero.connect().test(going());
    expect(report.ok).toBe(false);
    expect(report.checks.at(-1)).toMatchObject({ step: 'scope', ok: false });
    expect(report.checks.at(-1)?.text).toContain('accounting.payments.read');
  });

  test('says when the sign-in is for another organisation', async () => {
    const { xero } = await begin();
    Object.assign(xero.fake, { tenantId: xeroId('another') });
    const connector = xero.connect();
    Object.assign(xero.fake, { tenantId: xeroId('tenant') });
    const report = await connector.test(going());
    expect(report.checks.at(-1)).toMatchObject({ step: 'role', ok: false });
    expect(await reasonOf(pull(connector, mirror(), 'full'))).toBe('forbidden');
  });

  test('warns when the sign-in would allow changes', async () => {
    const { xero } = await begin();
    xero.fake.accounts.scopes = ['accounting.transactions', 'accounting.contacts.read'];
    xero.fake.accounts.endAccess();
    const report = await xero.connect().test(going());
    expect(report.checks.at(-1)).toMatchObject({ step: 'read_only', ok: false });
    expect(report.checks.at(-1)?.text).toContain('accounting.transactions');
  });

  test('tells a revoked sign-in from a server that is not there', async () => {
    const { xero } = await begin();
    const connector = xero.connect();
    xero.fake.accounts.revoke();
    expect((await connector.test(going())).checks).toMatchObject([{ step: 'login', ok: false }]);
    await xero.fake.server.stop();
    xero.stop = async () => undefined;
    const [first] = (await connector.test(going())).checks;
    expect(first).toMatchObject({ step: 'connect', ok: false });
  });
});

test('a document that Xero does not know is told apart', async () => {
  const { xero } = await begin();
  const key = { entity: 'invoice', sourceId: xeroId('nothing') } as const;
  const { files } = xero.connect();
  expect(await reasonOf(files?.fetch(key, 'pdf', going()) ?? Promise.resolve())).toBe('not_found');
  expect(await reasonOf(files?.list(key, going()) ?? Promise.resolve())).toBe('not_found');
});

describe('open invoices', () => {
  test('are read again by their ids, also what changed without a new time, in several requests', async () => {
    const both = await begin();
    const { books, xero } = both;
    for (let index = 0; index < 50; index += 1) {
      books.ledger.invoice({ customerId: books.halden, total: 700 + index });
    }
    const connector = xero.connect();
    const ids = [...books.ledger.documents.values()]
      .filter((one) => one.kind === 'invoice' && one.state === 'posted' && books.ledger.openOf(one) > 0)
      .map(({ id }) => XERO_SHAPE.idOf('invoice', id));
    const known = books.ledger.documents.get(books.openInvoice);
    if (known === undefined) throw new Error('The sample has this invoice.');
    books.ledger.documents.set(books.openInvoice, { ...known, reference: 'Changed in silence' });
    const records = [];
    for await (const page of connector.reread?.('invoice', ids, going()) ?? []) records.push(...page.records);
    const invoices = records.filter(({ entity }) => entity === 'invoice');
    expect(invoices.map(({ sourceId }) => sourceId).sort()).toEqual([...ids].sort());
    expect(
      invoices.find(({ sourceId }) => sourceId === XERO_SHAPE.idOf('invoice', books.openInvoice)),
    ).toMatchObject({ reference: 'Changed in silence' });
    expect(records.some(({ entity }) => entity === 'customer')).toBe(true);
  });
});
