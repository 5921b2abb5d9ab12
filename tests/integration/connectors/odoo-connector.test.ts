import { afterEach, describe, expect, test } from 'vitest';
import { failureReason } from '../../../electron/engine/connectors/connector-failure.ts';
import { Mirror, pull } from '../../support/ledger/mirror.ts';
import { NEW, OLD, type RunningOdoo, runOdoo } from '../../support/ledger/odoo/odoo-contract.ts';
import { KEY, type OdooKind } from '../../support/ledger/odoo/odoo-dialect.ts';
import { odooId, odooShape } from '../../support/ledger/odoo/odoo-shape.ts';
import { type SampleBooks, sampleBooks } from '../../support/ledger/sample-books.ts';

const systems: RunningOdoo[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.stop();
});

const going = () => new AbortController().signal;
const idOf = (id: string) => String(odooId(id));
const mirror = () => new Mirror('odoo');

async function begin(
  kind: OdooKind = NEW,
): Promise<{ readonly books: SampleBooks; readonly odoo: RunningOdoo }> {
  const books = sampleBooks(odooShape(kind.datesRecomputed));
  const odoo = await runOdoo(books.ledger, kind, 50);
  systems.push(odoo);
  return { books, odoo };
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('interfaces', () => {
  test('Odoo 19 is asked over JSON-2 with the key in the header and the database named', async () => {
    const { odoo } = await begin(NEW);
    await pull(odoo.connect(), mirror(), 'full');
    const [greeting, ...calls] = odoo.fake.server.seen;
    expect(greeting?.url.pathname).toBe('/web/version');
    expect(greeting?.headers.authorization).toBeUndefined();
    for (const { url, headers } of calls) {
      expect(url.pathname).toMatch(/^\/json\/2\/[a-z.]+\/search_(?:read|count)$/);
      expect(headers.authorization).toBe(`bearer ${KEY}`);
      expect(headers['x-odoo-database']).toBe('northwind');
    }
  });

  test('Odoo 17 is asked over JSON-RPC, signs in once, and no key goes into a header', async () => {
    const { odoo } = await begin(OLD);
    await pull(odoo.connect(), mirror(), 'full');
    const [first, ...calls] = odoo.fake.server.seen;
    expect(first?.url.pathname).toBe('/web/version');
    const methods = calls.map(({ body }) => JSON.parse(body).params.method);
    expect(methods.slice(0, 2)).toEqual(['version', 'authenticate']);
    expect(new Set(methods.slice(2))).toEqual(new Set(['execute_kw']));
    for (const { url, headers } of calls) {
      expect(url.pathname).toBe('/jsonrpc');
      expect(headers.authorization).toBeUndefined();
    }
  });

  test.each([NEW, OLD])('$version: a key that has ended is not sent again and again', async (kind) => {
    const { odoo } = await begin(kind);
    odoo.fake.keys.clear();
    const connector = odoo.connect();
    expect(failureReason(await failureOf(pull(connector, mirror(), 'full')))).toBe('auth_revoked');
    const withKey = odoo.fake.server.seen.filter(
      ({ headers, body }) => headers.authorization !== undefined || body.includes(KEY),
    );
    expect(withKey).toHaveLength(1);
    expect(odoo.timing.waits).toEqual([]);
  });

  test('an old Odoo is asked for its sign-in only once, whatever is called afterwards', async () => {
    const { odoo } = await begin(OLD);
    odoo.fake.keys.clear();
    const connector = odoo.connect();
    await failureOf(pull(connector, mirror(), 'full'));
    const asked = odoo.fake.server.seen.length;
    await failureOf(pull(connector, mirror(), 'full'));
    expect(odoo.fake.server.seen).toHaveLength(asked);
  });

  test.each([NEW, OLD])(
    '$version: a missing right is named, and the server’s stack is left out',
    async (kind) => {
      const { odoo } = await begin(kind);
      odoo.fake.forbidden.add('account.partial.reconcile');
      const error = await failureOf(pull(odoo.connect(), mirror(), 'full'));
      expect(failureReason(error)).toBe('forbidden');
      expect(String(error)).toContain('account.partial.reconcile');
      expect(JSON.stringify(error)).not.toMatch(/Traceback|hunter2/);
    },
  );
});

describe('open amounts that are worked out anew without a date', () => {
  test('a settlement that was taken back is found when open and paid items are read again', async () => {
    const { books, odoo } = await begin(OLD);
    const { ledger, partPaid, credit } = books;
    const connector = odoo.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    ledger.tick(3_600_000);
    const [allocation] = ledger.allocationsFrom(credit);
    if (allocation === undefined) throw new Error('The credit note settled nothing.');
    ledger.unapply(allocation.id);
    await pull(connector, copy, 'incremental');
    expect(copy.get('invoice', idOf(partPaid))).toMatchObject({ open: 175_001 });
    for await (const page of connector.reread?.('invoice', [idOf(partPaid)], going()) ?? []) {
      expect(page.records).toContainEqual(
        expect.objectContaining({ sourceId: idOf(partPaid), open: 200_001 }),
      );
      expect(page.replaces).toContainEqual({
        entity: 'allocation',
        owner: { entity: 'invoice', sourceId: idOf(partPaid) },
      });
      expect(page.records.filter(({ entity }) => entity === 'allocation')).toHaveLength(2);
    }
  });

  test('a new settlement is found by itself, on both of its sides and with the customer’s balance', async () => {
    const { books, odoo } = await begin(OLD);
    const connector = odoo.connect();
    const copy = mirror();
    await pull(connector, copy, 'full');
    books.ledger.tick(3_600_000);
    books.ledger.apply(books.credit, books.openInvoice, 20_000);
    await pull(connector, copy, 'incremental');
    expect(copy.get('invoice', idOf(books.openInvoice))).toMatchObject({ open: 103_456 });
    expect(copy.get('credit_note', idOf(books.credit))).toMatchObject({ open: 15_000 });
  });

  test('one that is not there any more is told when it is read again', async () => {
    const { books, odoo } = await begin();
    books.ledger.delete(books.openInvoice);
    for await (const page of odoo.connect().reread?.('invoice', [idOf(books.openInvoice)], going()) ?? []) {
      expect(page.tombstones).toEqual([
        { entity: 'invoice', sourceId: idOf(books.openInvoice), reason: 'deleted', mergedInto: null },
      ]);
    }
  });
});

test('deletions leave no trace, and show by the ids that are left', async () => {
  const { books, odoo } = await begin();
  const connector = odoo.connect();
  const idsOf = async (entity: 'invoice' | 'contact' | 'allocation') => {
    const ids: string[] = [];
    for await (const some of connector.sweep?.(entity, going()) ?? []) ids.push(...some);
    return ids;
  };
  const [invoices, contacts, allocations] = [
    await idsOf('invoice'),
    await idsOf('contact'),
    await idsOf('allocation'),
  ];
  books.ledger.delete(books.openInvoice);
  const [second] = books.ledger.contactsOf(books.halden).slice(1);
  if (second !== undefined) books.ledger.removeContact(second.id);
  const [allocation] = books.ledger.allocationsFrom(books.credit);
  if (allocation !== undefined) books.ledger.unapply(allocation.id);
  expect(invoices.filter((id) => id === idOf(books.openInvoice))).toHaveLength(1);
  expect(await idsOf('invoice')).toEqual(invoices.filter((id) => id !== idOf(books.openInvoice)));
  expect(await idsOf('contact')).toEqual(contacts.filter((id) => id !== idOf(second?.id ?? '')));
  expect(await idsOf('allocation')).toEqual(allocations.filter((id) => id !== idOf(allocation?.id ?? '')));
});

describe('what the ledger holds beside documents', () => {
  test('a debit that no invoice wrote is owed like an invoice', async () => {
    const { books, odoo } = await begin();
    odoo.fake.edit = (tables) => ({
      ...tables,
      'account.move.line': (tables['account.move.line'] ?? []).map((line) =>
        line.id === 30_002
          ? {
              ...line,
              amount_currency: 100,
              amount_residual_currency: 40.5,
              move_id: [90_002, 'MISC/7 (Opening)'],
            }
          : line,
      ),
    });
    const copy = mirror();
    await pull(odoo.connect(), copy, 'full');
    expect(copy.get('invoice', 'line-30002')).toMatchObject({
      number: 'MISC/7',
      customerId: idOf(books.halden),
      total: 10_000,
      open: 4_050,
      status: 'open',
    });
  });

  test('a payment of nobody is set aside and named; the others arrive', async () => {
    const { odoo } = await begin();
    odoo.fake.edit = (tables) => ({
      ...tables,
      'account.move.line': (tables['account.move.line'] ?? []).map((line) =>
        line.id === 30_001 ? { ...line, partner_id: false } : line,
      ),
    });
    const copy = mirror();
    await pull(odoo.connect(), copy, 'full');
    expect([...copy.bad.keys()]).toEqual(['payment:30001']);
    expect(copy.get('payment', '30002')).toBeDefined();
  });

  test('an amount that is off by more than noise is set aside, not rounded', async () => {
    const { books, odoo } = await begin();
    odoo.fake.edit = (tables) => ({
      ...tables,
      'account.move': (tables['account.move'] ?? []).map((move) =>
        move.id === odooId(books.openInvoice) ? { ...move, amount_residual: 12.345 } : move,
      ),
    });
    const copy = mirror();
    await pull(odoo.connect(), copy, 'full');
    expect([...copy.bad.keys()]).toEqual([`invoice:${idOf(books.openInvoice)}`]);
  });
});

describe('the connection test', () => {
  test.each([NEW, OLD])(
    '$version: names the version and proves that the user can only read',
    async (kind) => {
      const { odoo } = await begin(kind);
      const report = await odoo.connect().test(going());
      expect(report).toMatchObject({
        ok: true,
        company: { name: 'Northwind Instruments GmbH', baseCurrency: 'EUR' },
      });
      expect(report.checks[0]?.text).toContain(kind.version);
      const methods = new Set(
        odoo.fake.server.seen.map(({ url, body }) =>
          url.pathname === '/jsonrpc' ? JSON.parse(body).params.args[4] : url.pathname.split('/').at(-1),
        ),
      );
      expect([...methods].filter((name) => ['create', 'write', 'unlink'].includes(String(name)))).toEqual([]);
    },
  );

  test('says what the user could change', async () => {
    const { odoo } = await begin();
    odoo.fake.powers.add('write account.move').add('create account.payment');
    const report = await odoo.connect().test(going());
    expect(report.ok).toBe(false);
    expect(report.checks.at(-1)).toMatchObject({ step: 'read_only', ok: false });
    expect(report.checks.at(-1)?.text).toContain('change account.move, create account.payment');
  });

  test('names the model that may not be read', async () => {
    const { odoo } = await begin();
    odoo.fake.forbidden.add('account.payment');
    const report = await odoo.connect().test(going());
    expect(report.checks.at(-1)).toMatchObject({ step: 'role', ok: false });
    expect(report.checks.at(-1)?.text).toContain('account.payment');
  });

  test.each([
    ['2026-10-01 00:00:00', '2026-12-30 00:00:00', 'It ends on 2026-12-30.'],
    ['2026-08-10 00:00:00', '2026-11-08 00:00:00', 'It ends soon, on 2026-11-08'],
  ])('a key from %s until %s: %s', async (create_date, expiration_date, text) => {
    const { odoo } = await begin();
    odoo.fake.keyLife = { create_date, expiration_date };
    const report = await odoo.connect().test(going());
    expect(report.checks.find(({ step }) => step === 'login')?.text).toContain(text);
    const life = { what: 'API key', from: instant(create_date), until: instant(expiration_date) };
    expect(report.signIn).toEqual(life);
    expect((await odoo.connect().about?.(going()))?.signIn).toEqual(life);
  });

  test('an Odoo that is too old is refused by name', async () => {
    const { odoo } = await begin({ version: '14.0', datesRecomputed: true });
    const report = await odoo.connect().test(going());
    expect(report.checks).toEqual([
      { step: 'connect', ok: false, text: 'This is Odoo 14.0. Duebook reads Odoo 16 and newer.' },
    ]);
  });
});

describe('the PDF of an invoice', () => {
  test('is told to be missing, and how to get it, where Odoo never made one', async () => {
    const { books, odoo } = await begin();
    odoo.fake.edit = (tables) => ({ ...tables, 'ir.attachment': [] });
    const key = { entity: 'invoice', sourceId: idOf(books.openInvoice) } as const;
    const listing = await odoo.connect().files?.list(key, going());
    expect(listing?.files).toEqual([]);
    expect(listing?.remark).toContain('Print or send it once in Odoo');
  });

  test('before version 17 is the attachment that is named after the number, not any other PDF', async () => {
    const { books, odoo } = await begin();
    const order = { name: 'order.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF-1.4 order') };
    books.ledger.attach(books.openInvoice, order);
    odoo.fake.edit = (tables) => ({
      ...tables,
      'ir.attachment': (tables['ir.attachment'] ?? []).map((row) => ({ ...row, res_field: false })),
    });
    const key = { entity: 'invoice', sourceId: idOf(books.openInvoice) } as const;
    const listing = await odoo.connect().files?.list(key, going());
    expect(listing?.files.map(({ kind, name }) => [kind, name])).toEqual([
      ['invoice', 'INV-00001.pdf'],
      ['attachment', 'order.pdf'],
    ]);
  });
});

function instant(time: string): string {
  return `${time.replace(' ', 'T')}.000Z`;
}
