import { afterEach, describe, expect, test } from 'vitest';
import { failureReason } from '../../../electron/engine/connectors/connector-failure.ts';
import { type RunningErpnext, runErpnext } from '../../support/ledger/erpnext/erpnext-contract.ts';
import type { ErpRow, ErpTables } from '../../support/ledger/erpnext/erpnext-rows.ts';
import { ERPNEXT_SHAPE, erpId } from '../../support/ledger/erpnext/erpnext-shape.ts';
import { Mirror, pull } from '../../support/ledger/mirror.ts';
import { type SampleBooks, sampleBooks } from '../../support/ledger/sample-books.ts';

const systems: RunningErpnext[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.stop();
});

const going = () => new AbortController().signal;
const mirror = () => new Mirror('erpnext');

async function begin(): Promise<{ readonly books: SampleBooks; readonly erp: RunningErpnext }> {
  const books = sampleBooks(ERPNEXT_SHAPE);
  const erp = await runErpnext(books.ledger, 50);
  systems.push(erp);
  return { books, erp };
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

/** Changes rows of one kind of record, and adds some. */
function edited(
  doctype: string,
  change: (row: ErpRow) => ErpRow,
  added: readonly ErpRow[] = [],
): (tables: ErpTables) => ErpTables {
  return (tables) => ({ ...tables, [doctype]: [...(tables[doctype] ?? []).map(change), ...added] });
}

const onInvoice = (name: string, change: Readonly<Record<string, unknown>>) =>
  edited('Sales Invoice', (row) => (row.name === name ? { ...row, ...change } : row));

describe('requests', () => {
  test('nothing but GET is ever sent, and always with the key', async () => {
    const { erp } = await begin();
    const connector = erp.connect();
    await connector.test(going());
    await pull(connector, mirror(), 'full');
    expect(new Set(erp.fake.server.seen.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(new Set(erp.fake.server.seen.map(({ headers }) => headers.authorization))).toEqual(erp.fake.keys);
  });

  test('a key that is refused is not sent again and again', async () => {
    const { erp } = await begin();
    erp.fake.keys.clear();
    expect(failureReason(await failureOf(pull(erp.connect(), mirror(), 'full')))).toBe('auth_revoked');
    expect(erp.fake.server.seen).toHaveLength(1);
  });

  test('a missing right is named, and the server’s stack is left out', async () => {
    const { erp } = await begin();
    erp.fake.forbidden.add('Payment Entry');
    const error = await failureOf(pull(erp.connect(), mirror(), 'full'));
    expect(failureReason(error)).toBe('forbidden');
    expect(String(error)).toContain('"Payment Entry"');
    expect(JSON.stringify(error)).not.toMatch(/Traceback|hunter2/);
  });
});

describe('times without a zone', () => {
  const sinceOf = (erp: RunningErpnext, from: number) =>
    erp.fake.server.seen
      .slice(from)
      .flatMap(({ url }) => JSON.parse(url.searchParams.get('filters') ?? '[]'))
      .filter(([field]: readonly [string]) => field === 'modified')
      .map(([, , time]: readonly [string, string, string]) => time);

  test('are asked for by the clock of the site, five minutes back', async () => {
    const { books, erp } = await begin();
    const connector = erp.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    // 09:40:03 UTC is 15:10:03 in Kolkata.
    expect(new Date(books.ledger.now).toISOString()).toContain('09:40:03');
    const before = erp.fake.server.seen.length;
    await pull(connector, copy, 'incremental');
    expect(new Set(sinceOf(erp, before))).toEqual(new Set(['2026-11-02 15:05:03']));
  });

  test('a site that does not tell its zone is asked for the last 26 hours, and no change is lost', async () => {
    const { books, erp } = await begin();
    erp.fake.timeZone = null;
    const connector = erp.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    books.ledger.tick(3_600_000);
    const id = books.ledger.invoice({ customerId: books.halden, total: 4_200 });
    const before = erp.fake.server.seen.length;
    await pull(connector, copy, 'incremental');
    expect(new Set(sinceOf(erp, before))).toEqual(new Set(['2026-11-01 07:40:03']));
    expect(copy.get('invoice', erpId(id))).toMatchObject({ total: 4_200 });
    expect((await connector.test(going())).checks.map(({ text }) => text).join(' ')).toContain('26 hours');
  });
});

describe('what is owed', () => {
  test('is the rounded total where ERPNext rounds', async () => {
    const { books, erp } = await begin();
    const name = erpId(books.openInvoice);
    erp.fake.edit = onInvoice(name, {
      grand_total: 1_234.56,
      rounded_total: 1_235,
      outstanding_amount: 1_235,
    });
    const copy = mirror();
    await pull(erp.connect(), copy, 'full');
    expect(copy.get('invoice', name)).toMatchObject({ total: 123_500, open: 123_500 });
  });

  test('is in the currency of the receivable account, which need not be that of the invoice', async () => {
    const { books, erp } = await begin();
    const name = erpId(books.openInvoice);
    erp.fake.edit = onInvoice(name, {
      currency: 'USD',
      grand_total: 1_500,
      party_account_currency: 'EUR',
      base_grand_total: 1_234.56,
      outstanding_amount: 234.56,
    });
    const copy = mirror();
    await pull(erp.connect(), copy, 'full');
    expect(copy.get('invoice', name)).toMatchObject({ currency: 'EUR', total: 123_456, open: 23_456 });
  });

  test.each([
    ['an amount that is off by more than noise', { outstanding_amount: 12.345 }],
    ['a sign that does not fit', { outstanding_amount: -5 }],
  ])('%s sets the invoice aside', async (_what, change) => {
    const { books, erp } = await begin();
    erp.fake.edit = onInvoice(erpId(books.openInvoice), change);
    const copy = mirror();
    await pull(erp.connect(), copy, 'full');
    expect([...copy.bad.keys()]).toEqual([`invoice:${erpId(books.openInvoice)}`]);
  });
});

describe('the payment ledger', () => {
  const entry = (name: string, given: Readonly<Record<string, unknown>>, books: SampleBooks): ErpRow => ({
    name,
    company: books.ledger.company,
    account_type: 'Receivable',
    party_type: 'Customer',
    party: erpId(books.halden),
    voucher_type: 'Journal Entry',
    voucher_no: 'JV-77',
    against_voucher_type: 'Sales Invoice',
    against_voucher_no: erpId(books.openInvoice),
    account_currency: 'EUR',
    posting_date: '2026-11-01',
    delinked: 0,
    modified: '2026-11-01 10:00:00.000000',
    ...given,
  });

  test('a journal entry that gives a customer credit is a payment, with what is left of it', async () => {
    const { books, erp } = await begin();
    const rest = { against_voucher_type: 'Journal Entry', against_voucher_no: 'JV-77' };
    erp.fake.edit = edited('Payment Ledger Entry', (row) => row, [
      entry('ple-x1', { amount_in_account_currency: -100 }, books),
      entry('ple-x2', { ...rest, amount_in_account_currency: -20.5 }, books),
    ]);
    const copy = mirror();
    await pull(erp.connect(), copy, 'full');
    const id = `JV-77:${erpId(books.halden)}`;
    expect(copy.get('payment', id)).toMatchObject({ kind: 'journal', amount: 12_050, unapplied: 2_050 });
    expect(copy.get('allocation', `JV-77:${id}>${erpId(books.openInvoice)}`)).toMatchObject({
      from: { entity: 'payment', sourceId: id },
      amount: { minor: 10_000, currency: 'EUR' },
    });
  });

  test('a return that is put down to its invoice settles it by itself', async () => {
    const { books, erp } = await begin();
    const voucher = { voucher_type: 'Sales Invoice', voucher_no: erpId(books.credit) };
    erp.fake.edit = edited('Payment Ledger Entry', (row) => row, [
      entry('ple-x3', { ...voucher, amount_in_account_currency: -7 }, books),
    ]);
    const copy = mirror();
    await pull(erp.connect(), copy, 'full');
    const id = `${erpId(books.credit)}:${erpId(books.credit)}>${erpId(books.openInvoice)}`;
    expect(copy.get('allocation', id)).toMatchObject({
      from: { entity: 'credit_note', sourceId: erpId(books.credit) },
      amount: { minor: 700, currency: 'EUR' },
    });
  });
});

describe('deletions', () => {
  test('show in the list of deleted documents, and by the ids that are left where that may not be read', async () => {
    const { books, erp } = await begin();
    const connector = erp.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    books.ledger.tick(3_600_000);
    erp.fake.forbidden.add('Deleted Document');
    books.ledger.delete(books.openInvoice);
    await pull(connector, copy, 'incremental');
    const name = erpId(books.openInvoice);
    expect(copy.get('invoice', name)).toBeDefined();
    const ids: string[] = [];
    for await (const some of connector.sweep?.('invoice', going()) ?? []) ids.push(...some);
    expect(ids).not.toContain(name);
    expect(ids).toContain(erpId(books.partPaid));
    for await (const page of connector.reread?.('invoice', [name, erpId(books.partPaid)], going()) ?? []) {
      expect(page.tombstones).toEqual([
        { entity: 'invoice', sourceId: name, reason: 'deleted', mergedInto: null },
      ]);
      expect(page.records).toContainEqual(expect.objectContaining({ sourceId: erpId(books.partPaid) }));
    }
    erp.fake.forbidden.clear();
    await pull(connector, copy, 'incremental');
    expect(copy.get('invoice', name)).toBeUndefined();
  });
});

describe('the connection test', () => {
  test('proves that the user can only read, by asking', async () => {
    const { erp } = await begin();
    const report = await erp.connect().test(going());
    expect(report).toMatchObject({
      ok: true,
      company: { name: 'Northwind Instruments GmbH', baseCurrency: 'EUR' },
    });
    expect(report.checks.at(-1)).toMatchObject({ step: 'read_only', ok: true });
  });

  test('says what the user could change', async () => {
    const { erp } = await begin();
    erp.fake.powers.add('cancel Sales Invoice').add('write Payment Entry');
    const report = await erp.connect().test(going());
    expect(report.checks.at(-1)).toMatchObject({ step: 'read_only', ok: false });
    expect(report.checks.at(-1)?.text).toContain('cancel "Sales Invoice", change "Payment Entry"');
  });

  test('names what may not be read, and a key that is refused', async () => {
    const { erp } = await begin();
    erp.fake.forbidden.add('Payment Ledger Entry');
    const connector = erp.connect();
    const missing = (await connector.test(going())).checks.at(-1);
    expect(missing).toMatchObject({ step: 'role', ok: false });
    expect(missing?.text).toContain('"Payment Ledger Entry"');
    erp.fake.keys.clear();
    expect((await connector.test(going())).checks).toMatchObject([{ step: 'login', ok: false }]);
  });

  test('asks which company is meant when there are several', async () => {
    const { erp } = await begin();
    erp.fake.edit = edited('Company', (row) => row, [{ name: 'Southwind', default_currency: 'USD' }]);
    const report = await erp.connect().test(going());
    expect(report.checks.at(-1)).toMatchObject({ step: 'role', ok: false });
    expect(report.checks.at(-1)?.text).toContain('Northwind Instruments GmbH, Southwind');
  });
});

test('an invoice that ERPNext does not know is told apart; a link to elsewhere is no file', async () => {
  const { books, erp } = await begin();
  const { files } = erp.connect();
  books.ledger.attach(books.openInvoice, { name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('a') });
  const key = { entity: 'invoice', sourceId: erpId(books.openInvoice) } as const;
  const listing = await files?.list(key, going());
  expect(listing?.files.map(({ name }) => name)).toEqual(['Invoice.pdf', 'a.txt']);
  const missing = files?.fetch({ ...key, sourceId: 'nothing' }, 'pdf', going()) ?? Promise.resolve();
  expect(failureReason(await failureOf(missing))).toBe('not_found');
});
