import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { closed, listenOnLoopback } from '../../support/dovecot/relay.ts';
import { runErpnext } from '../../support/ledger/erpnext/erpnext-contract.ts';
import { KEY, SECRET } from '../../support/ledger/erpnext/erpnext-dialect.ts';
import { ERPNEXT_SHAPE } from '../../support/ledger/erpnext/erpnext-shape.ts';
import { NEW, runOdoo } from '../../support/ledger/odoo/odoo-contract.ts';
import { DATABASE, KEY as ODOO_KEY, USER } from '../../support/ledger/odoo/odoo-dialect.ts';
import { odooShape } from '../../support/ledger/odoo/odoo-shape.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { type CliDesk, csv, type Json, JUMPING_WAITS, OPEN_ITEMS, preparedDesk } from './command-line.ts';

const PEM = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n';
const DAY = 24 * 3_600_000;

const deskWith = (env: Readonly<Record<string, string>>): Promise<CliDesk> =>
  preparedDesk('empty', async () => {}, { ...JUMPING_WAITS, ...env });

/** A desk and an ERPNext with the sample books that it can be connected to. */
async function erpnextDesk(secret = SECRET) {
  const books = sampleBooks(ERPNEXT_SHAPE);
  const system = await runErpnext(books.ledger);
  onTestFinished(() => system.stop());
  const desk = await deskWith({ ERP_SECRET: secret });
  const access = ['--set', `address=${system.fake.server.origin}`, '--set', `apiKey=${KEY}`];
  await desk.done(
    'connection',
    'add',
    'Site',
    '--kind',
    'erpnext',
    ...access,
    '--secret',
    'apiSecret=ERP_SECRET',
  );
  return { desk, books, system };
}

/** A customer that the connection reads, and one that only this file has. */
const OPEN_FILE = csv(
  OPEN_ITEMS,
  ['', 'Halden & Søn A/S', 'X-1', '2026-09-01', '2026-10-01', '80.00', '80.00', ''],
  ['7', 'Northwind Traders', 'N-1', '2026-09-01', '2026-10-01', '80.00', '80.00', ''],
);

const customers = async (desk: CliDesk): Promise<Json> =>
  (await desk.done('worklist')).items.map(({ account }: Json) => account.name);

const only = async (desk: CliDesk): Promise<Json> => {
  const { connections } = await desk.done('connection', 'list');
  expect(connections).toHaveLength(1);
  return connections[0];
};

describe('a connection on the command line', () => {
  it('is set up, tried, read and taken away, and what it read stays', async () => {
    const { desk, books } = await erpnextDesk();
    expect(await only(desk)).toMatchObject({ name: 'Site', kind: 'erpnext', status: 'new', freshAt: null });
    const tested = await desk.done('connection', 'test', 'site');
    expect(tested).toMatchObject({ ok: true, company: { name: books.ledger.company } });
    expect((await only(desk)).lastCheck).toMatchObject({ ok: true, checks: tested.checks });
    const read = await desk.done('sync');
    expect(read.connections).toMatchObject([
      { name: 'Site', status: 'ready', pulled: { customers: 3 }, differences: [] },
    ]);
    expect(read.connections[0].pulled.invoices).toBeGreaterThan(5);
    expect(await only(desk)).toMatchObject({ status: 'ready', error: null, freshAt: expect.any(String) });
    expect(await customers(desk)).toContain('Halden & Søn A/S');
    const trial = await desk.done('import', desk.file('open.csv', OPEN_FILE), '--dry-run');
    expect(trial.rejected).toMatchObject([
      { row: 2, code: 'read_from_books', message: expect.stringContaining('is read from "Site"') },
    ]);
    books.ledger.tick(3_600_000);
    books.ledger.invoice({ customerId: books.halden, total: 4_200 });
    const again = await desk.done('sync', '--connection', 'Site');
    // The customer's balance is another one, too.
    expect(again.connections[0].pulled).toEqual({ customers: 1, invoices: 1, payments: 0, credits: 0 });
    await desk.done('connection', 'remove', 'Site');
    expect((await desk.done('connection', 'list')).connections).toEqual([]);
    expect(await customers(desk)).toContain('Halden & Søn A/S');
  }, 120_000);

  it('says with every figure how old it is, and which connection read it', async () => {
    const { desk } = await erpnextDesk();
    await desk.done('sync');
    const figures = { at: (await only(desk)).freshAt, from: 'Site', sources: 1 };
    const worklist = await desk.done('worklist');
    const [{ account }] = worklist.items;
    const aging = await desk.done('aging');
    const shown = await desk.done('account', 'show', account.id);
    const { draft } = await desk.done('draft', 'create', '--account', account.id, '--template', 'statement');
    for (const { figures: told } of [worklist, aging, shown, draft]) expect(told).toEqual(figures);
    const stamp = `as of sync ${figures.at.slice(0, 16).replace('T', ' ')} UTC of Site`;
    expect((await desk.show('aging')).stdout).toContain(stamp);
    expect((await desk.show('account', 'show', account.id)).stdout).toContain(stamp);
  }, 120_000);

  it('that is refused says so with status 1, here and in the doctor, and never shows its secret', async () => {
    const { desk } = await erpnextDesk('not-the-secret');
    const tested = await desk.run('connection', 'test', 'Site');
    expect(tested.status).toBe(1);
    expect(tested.json.checks.at(-1)).toMatchObject({ step: 'login', ok: false });
    const read = await desk.run('sync');
    expect(read.status).toBe(1);
    expect(read.json.connections[0]).toMatchObject({
      status: 'reconnect',
      error: { code: 'auth', reason: 'auth_revoked' },
    });
    const doctor = await desk.run('doctor');
    expect(doctor.status).toBe(1);
    expect(doctor.json.error.message).toContain('Site refuses the sign-in');
    const list = await desk.show('connection', 'list');
    expect(list.stdout).toContain('reconnect');
    for (const { stdout, stderr } of [tested, read, doctor, list])
      expect(stdout + stderr).not.toContain('not-the-secret');
  });

  it('whose password Tryton refused is not asked again by the next sync, and does not keep the others from it', async () => {
    let asked = 0;
    const tryton = createServer((_request, response) => {
      asked += 1;
      response.writeHead(401).end();
    });
    const port = await listenOnLoopback(tryton);
    onTestFinished(() => closed(tryton));
    const { desk } = await erpnextDesk();
    const access = ['--set', `url=http://127.0.0.1:${port}`, '--set', 'database=books', '--set', 'user=ana'];
    await desk.done(
      'connection',
      'add',
      'A',
      '--kind',
      'tryton',
      ...access,
      '--secret',
      'password=ERP_SECRET',
    );
    const refused = { name: 'A', status: 'reconnect', error: { code: 'auth', reason: 'auth_revoked' } };
    for (const calls of [1, 0]) {
      const { status, json } = await desk.run('sync');
      expect(status).toBe(1);
      expect(json.connections).toMatchObject([
        { ...refused, calls },
        { name: 'Site', status: 'ready' },
      ]);
      expect(asked).toBe(1);
    }
  }, 120_000);
});

describe('setting a connection up', () => {
  it('takes secrets from the environment alone, a key file with its lines', async () => {
    const desk = await deskWith({ NETSUITE_KEY: PEM });
    const ids = ['--set', 'clientId=c', '--set', 'certificateId=k'];
    const add = ['connection', 'add', 'Holding', '--kind', 'netsuite', ...ids];
    const secret = ['--secret', 'key=NETSUITE_KEY'];
    const account = ['--set', 'accountId=1234567'];
    expect(await desk.refused(...add, ...account)).toMatchObject({ code: 'validation', field: 'key' });
    expect(await desk.refused(...add, ...account, '--secret', 'key=NOT_SET')).toMatchObject({
      code: 'validation',
    });
    expect(await desk.refused(...add, ...account, '--set', 'key=x')).toMatchObject({ code: 'validation' });
    const malformed = await desk.refused(...add, ...secret, '--set', 'accountId=a.b/c');
    expect(malformed).toMatchObject({ code: 'validation', field: 'accountId' });
    expect((await desk.done(...add, ...account, ...secret)).connection).toMatchObject({
      kind: 'netsuite',
      settings: { accountId: '1234567', clientId: 'c', certificateId: 'k' },
    });
  });

  it('refuses a password inside of the address, which would be shown and logged, and does not repeat it', async () => {
    const desk = await deskWith({ ERP_SECRET: SECRET });
    const refused = await desk.refused(
      ...['connection', 'add', 'Site', '--kind', 'erpnext', '--secret', 'apiSecret=ERP_SECRET'],
      ...['--set', 'address=https://ana:hidden-word@erp.example.com', '--set', `apiKey=${KEY}`],
    );
    expect(refused).toMatchObject({ code: 'validation', field: 'address' });
    expect(JSON.stringify(refused)).not.toContain('hidden-word');
  });

  it('lists the systems when one is not known', async () => {
    const desk = await deskWith({});
    const { message } = await desk.refused('connection', 'add', 'X', '--kind', 'sage');
    for (const kind of ['tryton', 'stripe', 'netsuite', 'odoo', 'erpnext']) expect(message).toContain(kind);
  });
});

describe('a key that ends soon', () => {
  it('is warned of by the list and the doctor without another test; one that ended is a problem', async () => {
    const books = sampleBooks(odooShape(true));
    books.ledger.tick(Math.max(0, Date.now() - books.ledger.now));
    const system = await runOdoo(books.ledger, NEW);
    onTestFinished(() => system.stop());
    const time = (days: number) =>
      new Date(books.ledger.now + days * DAY).toISOString().slice(0, 19).replace('T', ' ');
    system.fake.keyLife = { create_date: time(-80), expiration_date: time(10) };
    const desk = await deskWith({ ODOO_KEY });
    const settings = { address: system.fake.server.origin, database: DATABASE, user: USER };
    const set = Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
    await desk.done(
      'connection',
      'add',
      'Head office',
      '--kind',
      'odoo',
      ...set,
      '--secret',
      'apiKey=ODOO_KEY',
    );
    expect((await only(desk)).signIn).toBeNull();
    await desk.done('sync');
    const day = time(10).slice(0, 10);
    expect((await only(desk)).signIn).toMatchObject({ what: 'API key', endsOn: day, state: 'ending' });
    expect((await desk.show('connection', 'list')).stdout).toContain(
      `Head office: The API key ends on ${day}.`,
    );
    const doctor = await desk.done('doctor');
    expect(doctor.workspace.connections).toMatchObject([
      { name: 'Head office', signIn: { state: 'ending' } },
    ]);
  });
});
