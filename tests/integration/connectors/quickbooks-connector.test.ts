import { describe, expect, test } from 'vitest';
import { found } from '../../support/ledger/ledger-store.ts';
import { comparable, pull } from '../../support/ledger/mirror.ts';
import {
  begin,
  failureOf,
  going,
  mirror,
  readAgain,
} from '../../support/ledger/quickbooks/quickbooks-begin.ts';
import { journal, payment, refund, subCustomer } from '../../support/ledger/quickbooks/quickbooks-extra.ts';
import { SIGNATURE } from '../../support/ledger/quickbooks/quickbooks-files.ts';
import { QUICKBOOKS_SHAPE, quickbooksId } from '../../support/ledger/quickbooks/quickbooks-shape.ts';
import { truth } from '../../support/ledger/truth.ts';

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

describe('records that are asked for again by their ids', () => {
  test('come as they are now with their customers; those that are not there any more are deleted', async () => {
    const { books, system } = await begin();
    const { ledger } = books;
    const customer = quickbooksId(books.halden);
    const lines = [{ id: '0', customer, type: 'Debit', amount: '100.00' }] as const;
    system.fake.extra.set('JournalEntry', [journal('920', lines), journal('921', lines)]);
    const connector = system.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    ledger.delete(books.openInvoice);
    ledger.pay([[books.partPaid, 50_000]]);
    system.fake.extra.set('JournalEntry', [journal('920', lines)]);
    system.disturbances.spoiled.add(books.partPaid);
    const ids = [books.openInvoice, books.partPaid].map(quickbooksId);
    const asked = [...ids, 'journal:920:0', 'journal:921:0'];
    const again = async () => {
      for await (const page of connector.reread?.('invoice', asked, going()) ?? []) {
        copy.apply({ ...page, entity: 'invoice', next: '', expected: null });
      }
    };
    await again();
    const there = () => asked.filter((id) => copy.get('invoice', id) !== undefined);
    expect(there()).toEqual([quickbooksId(books.partPaid), 'journal:920:0']);
    expect([...copy.bad.keys()]).toEqual([`invoice:${quickbooksId(books.partPaid)}`]);
    system.disturbances.spoiled.clear();
    await again();
    expect(copy.get('invoice', quickbooksId(books.partPaid))).toMatchObject({
      open: ledger.openOf(found(ledger.documents, books.partPaid)),
    });
    const expected = truth(ledger, QUICKBOOKS_SHAPE).find(
      (one) => one.entity === 'customer' && one.sourceId === customer,
    );
    expect(comparable(copy.comparable().filter(({ sourceId }) => sourceId === customer))[0]).toEqual(
      expected,
    );
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
  test('one that is not there is told apart; its address shows nowhere', async () => {
    const { system } = await begin();
    const key = { entity: 'invoice', sourceId: '29999' } as const;
    const failure = await failureOf(system.connect().files?.fetch(key, 'pdf', going()) ?? Promise.resolve());
    expect(failure.details).toMatchObject({ reason: 'not_found', code: '610' });
    expect(JSON.stringify([failure.message, failure.details])).not.toMatch(/\/v3\/|29999/);
  });

  test('what came from a journal has none, and QuickBooks is not asked', async () => {
    const { system } = await begin();
    const key = { entity: 'invoice', sourceId: 'journal:920:0' } as const;
    const { files } = system.connect();
    expect(await files?.list(key, going())).toMatchObject({
      files: [],
      remark: expect.stringContaining('journal'),
    });
    expect((await failureOf(files?.fetch(key, 'pdf', going()) ?? Promise.resolve())).details).toMatchObject({
      reason: 'not_found',
    });
    expect(system.fake.server.seen).toHaveLength(0);
  });

  test('an attachment is fetched from its signed address without a word of who we are', async () => {
    const { books, system } = await begin();
    books.ledger.attach(books.openInvoice, {
      name: 'order.txt',
      mime: 'text/plain',
      bytes: Buffer.from('PO 7'),
    });
    const key = { entity: 'invoice', sourceId: quickbooksId(books.openInvoice) } as const;
    const { files } = system.connect();
    const listing = await files?.list(key, going());
    const attachment = listing?.files.find(({ kind }) => kind === 'attachment');
    const file = await files?.fetch(key, attachment?.fileId ?? '', going());
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe('PO 7');
    const last = system.fake.server.seen.at(-1);
    expect(last?.url.searchParams.get('Signature')).toBe(SIGNATURE);
    expect(last?.headers.authorization).toBeUndefined();
    expect(JSON.stringify(listing)).not.toContain(SIGNATURE);
  });

  test('a signed address outside Intuit’s stores is not followed, and shows in no error', async () => {
    const { books, system } = await begin();
    books.ledger.attach(books.openInvoice, {
      name: 'order.txt',
      mime: 'text/plain',
      bytes: Buffer.from('PO 7'),
    });
    const key = { entity: 'invoice', sourceId: quickbooksId(books.openInvoice) } as const;
    const { files } = system.connect();
    const attachment = (await files?.list(key, going()))?.files.find(({ kind }) => kind === 'attachment');
    system.fake.filesAt = 'https://elsewhere.example';
    const fetched = files?.fetch(key, attachment?.fileId ?? '', going()) ?? Promise.resolve();
    const { message, details } = await failureOf(fetched);
    expect(message).toContain('elsewhere.example');
    expect(JSON.stringify([message, details])).not.toContain(SIGNATURE);
  });
});
