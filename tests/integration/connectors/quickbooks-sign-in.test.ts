import { describe, expect, test } from 'vitest';
import { comparable, pull } from '../../support/ledger/mirror.ts';
import {
  begin,
  DAY,
  failureOf,
  MINUTE,
  mirror,
  pass,
} from '../../support/ledger/quickbooks/quickbooks-begin.ts';
import { faultReply } from '../../support/ledger/quickbooks/quickbooks-fault.ts';
import { QUICKBOOKS_SHAPE, quickbooksId } from '../../support/ledger/quickbooks/quickbooks-shape.ts';
import { truth } from '../../support/ledger/truth.ts';

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
    expect(failure.message).toContain('Sign in to QuickBooks again');
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

  test('when the permission ends whatever happens is asked for and kept', async () => {
    const begun = await begin();
    const { system } = begun;
    pass(begun, 61 * MINUTE);
    await pull(system.connect(), mirror(), 'full');
    const kept = system.store.history.at(-1);
    const fiveYears = 5 * 365 * DAY - 61 * MINUTE;
    expect((kept?.hardEnd?.until ?? 0) - system.timing.now()).toBeLessThanOrEqual(fiveYears);
    expect((kept?.hardEnd?.until ?? 0) - system.timing.now()).toBeGreaterThan(fiveYears - DAY);
    expect(kept).toMatchObject({ refreshEndsAt: (kept?.refreshedAt ?? 0) + 100 * DAY });
  });

  test('the span of the permission begins with the sign-in, however often it is renewed', async () => {
    const begun = await begin();
    const { system } = begun;
    pass(begun, 61 * MINUTE);
    await pull(system.connect(), mirror(), 'full');
    const first = system.store.history.at(-1)?.hardEnd;
    pass(begun, 30 * DAY);
    await pull(system.connect(), mirror(), 'full');
    const later = system.store.history.at(-1)?.hardEnd;
    expect(system.store.history).toHaveLength(3);
    expect(later?.from).toBe(first?.from);
    expect(Math.abs((later?.until ?? 0) - (first?.until ?? 0))).toBeLessThan(MINUTE);
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
