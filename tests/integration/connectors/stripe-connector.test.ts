import { afterEach, describe, expect, test } from 'vitest';
import { failureReason } from '../../../electron/engine/connectors/connector-failure.ts';
import { Mirror, pull } from '../../support/ledger/mirror.ts';
import { type SampleBooks, sampleBooks } from '../../support/ledger/sample-books.ts';
import { type RunningStripe, runStripe } from '../../support/ledger/stripe/stripe-contract.ts';
import { STRIPE_SHAPE, stripeId } from '../../support/ledger/stripe/stripe-shape.ts';

const systems: RunningStripe[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.stop();
});

const going = () => new AbortController().signal;
const mirror = () => new Mirror('stripe');
const DAY = 86_400_000;

async function begin(key?: string): Promise<{ readonly books: SampleBooks; readonly stripe: RunningStripe }> {
  const books = sampleBooks(STRIPE_SHAPE);
  const stripe = await runStripe(books.ledger, key);
  systems.push(stripe);
  return { books, stripe };
}

async function failureOf(work: Promise<unknown>): Promise<Error> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Error) return error;
  throw new Error('It did not fail.');
}

describe('changes', () => {
  test('are read from events for 29 days; after that only a full read can tell', async () => {
    const { books, stripe } = await begin();
    const connector = stripe.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    books.ledger.tick(28 * DAY);
    books.ledger.invoice({ customerId: books.halden, total: 900 });
    await pull(connector, copy, 'incremental');
    books.ledger.tick(30 * DAY);
    const failure = await failureOf(pull(connector, copy, 'incremental'));
    expect(failureReason(failure)).toBe('cursor_too_old');
  });

  test('an event only names the object: what it shows may be of another version, and is not used', async () => {
    const { books, stripe } = await begin();
    const connector = stripe.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    books.ledger.tick(DAY);
    books.ledger.setDueDate(books.openInvoice, '2027-02-28');
    await pull(connector, copy, 'incremental');
    expect(copy.get('invoice', stripeId(books.openInvoice))).toMatchObject({
      dueDate: '2027-02-28',
      open: 123_456,
    });
  });

  test('a list that stood at an object which was deleted meanwhile is begun again', async () => {
    const { books, stripe } = await begin();
    const connector = stripe.connect();
    for await (const page of connector.full('invoice', null, going())) {
      const last = JSON.parse(page.next) as { readonly after: string };
      const id = [...books.ledger.documents.keys()].find((one) => stripeId(one) === last.after);
      books.ledger.delete(id ?? '');
      const rest = connector.full('invoice', page.next, going())[Symbol.asyncIterator]();
      expect(failureReason(await failureOf(rest.next()))).toBe('cursor_too_old');
      break;
    }
  });

  test('a cursor of another program is not guessed at', async () => {
    const { stripe } = await begin();
    const pages = stripe.connect().incremental('invoice', '{"v":2}', going())[Symbol.asyncIterator]();
    expect(failureReason(await failureOf(pages.next()))).toBe('cursor_too_old');
  });
});

test('a credit balance stands on the account until it is used up', async () => {
  const { books, stripe } = await begin();
  const connector = stripe.connect();
  const copy = mirror();
  const id = stripeId(books.halden);
  const changedAt = Date.parse('2026-10-12T15:00:00Z') / 1_000;
  stripe.fake.balances.set(id, { balance: -4_200, changedAt });
  await pull(connector, copy, 'full');
  expect(copy.get('payment', `${id}:balance`)).toMatchObject({
    customerId: id,
    kind: 'deposit',
    unapplied: 4_200,
    date: '2026-10-12',
  });
  stripe.fake.balances.set(id, { balance: 0, changedAt });
  books.ledger.tick(DAY);
  books.ledger.rename(books.halden, 'Halden');
  await pull(connector, copy, 'incremental');
  expect(copy.get('payment', `${id}:balance`)).toBeUndefined();
});

describe('what goes out', () => {
  test('is the pinned version and the key, and nothing about this computer', async () => {
    const { stripe } = await begin();
    await pull(stripe.connect(), mirror(), 'full');
    for (const { headers, method } of stripe.fake.server.seen) {
      expect(method).toBe('GET');
      expect(headers['stripe-version']).toBe('2026-10-28.endive');
      expect(headers['user-agent']).toBe('Duebook');
      expect(Object.keys(headers).filter((name) => name.startsWith('x-'))).toEqual([]);
    }
  });

  test('the key is in no error, even when Stripe repeats it', async () => {
    const { stripe } = await begin('rk_test_51SomebodyElse');
    const failure = await failureOf(pull(stripe.connect(), mirror(), 'full'));
    expect(failureReason(failure)).toBe('auth_revoked');
    expect(stripe.fake.server.seen).toHaveLength(1);
    expect(`${failure.message} ${failure.stack} ${String(failure.cause)}`).not.toContain('SomebodyElse');
  });
});

describe('the connection test', () => {
  test('proves that the key can only read, without leaving a trace', async () => {
    const { stripe } = await begin();
    const report = await stripe.connect().test(going());
    expect(report.checks.at(-1)).toMatchObject({ step: 'read_only', ok: true });
    const posts = stripe.fake.server.seen.filter(({ method }) => method !== 'GET');
    expect(posts.map(({ url, body }) => [url.pathname, body])).toEqual([
      ['/v1/customers/cus_duebook_nobody', ''],
    ]);
    expect(report.company).toEqual({ name: 'Northwind Instruments GmbH', baseCurrency: 'EUR' });
  });

  test('warns of a key that can write', async () => {
    const { stripe } = await begin();
    stripe.fake.rights.add('customer_write');
    const report = await stripe.connect().test(going());
    expect(report.ok).toBe(false);
    expect(report.checks.at(-1)).toMatchObject({ step: 'read_only', ok: false });
  });

  test('names the right that is missing, in Stripe’s words', async () => {
    const { stripe } = await begin();
    stripe.fake.rights.delete('credit_note_read');
    const report = await stripe.connect().test(going());
    expect(report.checks.at(-1)).toMatchObject({ step: 'scope', ok: false });
    expect(report.checks.at(-1)?.text).toContain('credit note read');
  });

  test('tells a key that is not good from a Stripe that is not there', async () => {
    const { stripe } = await begin('rk_test_wrong');
    expect((await stripe.connect().test(going())).checks).toMatchObject([{ step: 'login', ok: false }]);
    await stripe.fake.server.stop();
    stripe.stop = async () => undefined;
    expect((await stripe.connect().test(going())).checks).toMatchObject([{ step: 'connect', ok: false }]);
  });
});

describe('documents', () => {
  const fetched = async ({ books, stripe }: Awaited<ReturnType<typeof begin>>) => {
    const key = { entity: 'invoice', sourceId: stripeId(books.openInvoice) } as const;
    const { files } = stripe.connect();
    const [file] = (await files?.list(key, going()))?.files ?? [];
    return files?.fetch(key, file?.fileId ?? '', going());
  };

  test('the PDF is fetched without the key', async () => {
    const both = await begin();
    expect(await fetched(both)).toMatchObject({ mime: 'application/pdf' });
    const last = both.stripe.fake.server.seen.at(-1);
    expect(last?.url.pathname).toContain('secret-address');
    expect(last?.headers.authorization).toBeUndefined();
  });

  test('an address outside Stripe is not followed, and shows in no error', async () => {
    const both = await begin();
    both.stripe.fake.change = (object) => ({
      ...object,
      invoice_pdf: 'https://elsewhere.example/secret-address',
    });
    const failure = await failureOf(fetched(both));
    expect(failure.message).toContain('elsewhere.example');
    expect(JSON.stringify([failure.message, failure])).not.toContain('secret-address');
  });

  test('a draft has no PDF', async () => {
    const both = await begin();
    both.stripe.fake.change = (object) => ({ ...object, invoice_pdf: null });
    expect(await failureOf(fetched(both))).toMatchObject({ details: { reason: 'not_found' } });
  });
});
