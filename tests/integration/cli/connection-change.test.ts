import { describe, expect, it, onTestFinished } from 'vitest';
import { runErpnext } from '../../support/ledger/erpnext/erpnext-contract.ts';
import { KEY, SECRET } from '../../support/ledger/erpnext/erpnext-dialect.ts';
import { ERPNEXT_SHAPE } from '../../support/ledger/erpnext/erpnext-shape.ts';
import { sampleBooks } from '../../support/ledger/sample-books.ts';
import { type CliDesk, type Json, JUMPING_WAITS, preparedDesk } from './command-line.ts';

/** A desk with a connection to an ERPNext with the sample books. */
async function erpnextDesk() {
  const books = sampleBooks(ERPNEXT_SHAPE);
  const system = await runErpnext(books.ledger);
  onTestFinished(() => system.stop());
  const desk = await preparedDesk('empty', async () => {}, {
    ...JUMPING_WAITS,
    ERP_SECRET: SECRET,
    WRONG_SECRET: 'not-the-secret',
  });
  const address = system.fake.server.origin;
  const access = [
    '--set',
    `address=${address}`,
    '--set',
    `apiKey=${KEY}`,
    '--secret',
    'apiSecret=ERP_SECRET',
  ];
  await desk.done('connection', 'add', 'Site', '--kind', 'erpnext', ...access);
  return { desk, system, ledger: books.ledger, address };
}

const change = ['connection', 'change', 'Site'];

const only = async (desk: CliDesk): Promise<Json> => (await desk.done('connection', 'list')).connections[0];

describe('connection change', () => {
  it('keeps the new values when they work, and what is not named', async () => {
    const { desk, address, ledger } = await erpnextDesk();
    const company = `company=${ledger.company}`;
    const changed = await desk.done(...change, '--set', company);
    const settings = { address, apiKey: KEY, company: ledger.company };
    expect(changed).toMatchObject({ changed: true, connection: { settings } });
    await desk.done(...change, '--set', 'company=', '--secret', 'apiSecret=ERP_SECRET');
    expect((await only(desk)).settings).toEqual({ address, apiKey: KEY });
    expect((await desk.run('connection', 'test', 'Site')).status).toBe(0);
  });

  it('changes nothing when the new values do not work, unless it is told to', async () => {
    const { desk } = await erpnextDesk();
    const wrong = [...change, '--secret', 'apiSecret=WRONG_SECRET'];
    const refused = await desk.run(...wrong);
    expect(refused.status).toBe(1);
    expect(refused.json).toMatchObject({ changed: false, ok: false });
    expect(refused.json.checks.at(-1)).toMatchObject({ step: 'login', ok: false });
    expect(refused.stdout + refused.stderr).not.toContain('not-the-secret');
    expect((await desk.run('connection', 'test', 'Site')).status).toBe(0);
    await desk.done(...wrong, '--untested');
    expect((await desk.run('connection', 'test', 'Site')).status).toBe(1);
  });

  it('refuses what cannot be right, an unknown setting and nothing at all', async () => {
    const { desk } = await erpnextDesk();
    expect(await desk.refused(...change, '--set', 'adress=https://erp.example.com')).toMatchObject({
      code: 'validation',
      field: 'adress',
    });
    expect((await desk.run(...change)).status).toBe(2);
    expect(await desk.refused('connection', 'change', 'Other', '--set', 'company=x')).toMatchObject({
      code: 'not_found',
    });
  });

  it('says of a system that is signed in to in the browser to sign in, without a try', async () => {
    const desk = await preparedDesk('empty', async () => {}, JUMPING_WAITS);
    const ids = ['--set', 'accountId=1234567', '--set', 'clientId=c', '--set', 'signIn=browser'];
    await desk.done('connection', 'add', 'Site', '--kind', 'netsuite', ...ids);
    const { stdout, status } = await desk.show(...change, '--set', 'clientId=another');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining('connection sign-in "Site"'),
    });
    expect(await only(desk)).toMatchObject({ signedIn: false, settings: { clientId: 'another' } });
  });
});

describe('an address without encryption', () => {
  it('of another computer is refused when the connection is added or changed', async () => {
    const { desk, address } = await erpnextDesk();
    const set = ['--set', 'address=http://erp.example.com'];
    const rest = ['--set', `apiKey=${KEY}`, '--secret', 'apiSecret=ERP_SECRET'];
    const refused = { code: 'validation', field: 'address', message: expect.stringContaining('https://') };
    expect(await desk.refused('connection', 'add', 'B', '--kind', 'erpnext', ...set, ...rest)).toMatchObject(
      refused,
    );
    expect(await desk.refused(...change, ...set, '--untested')).toMatchObject(refused);
    expect((await only(desk)).settings).toMatchObject({ address });
  });
});

describe('sync --accept-missing', () => {
  it('takes away what a person says was deleted, and nothing before', async () => {
    const { desk, ledger } = await erpnextDesk();
    await desk.done('sync');
    const owed = async () =>
      (await desk.done('aging')).totals.map(({ currency, gross }: Json) => [currency, gross]);
    const before = await owed();
    const invoices = [...ledger.documents.values()].filter(({ kind }) => kind === 'invoice');
    for (const { id } of invoices.slice(-8)) ledger.delete(id);
    const asked = await desk.run('sync', '--full');
    expect(asked.json.connections[0].missing).toMatchObject([{ entity: 'invoice' }]);
    expect(await owed()).toEqual(before);
    expect((await desk.run('sync', '--accept-missing')).status).toBe(2);
    const taken = await desk.done('sync', '--connection', 'Site', '--accept-missing');
    expect(taken.connections[0].missing).toBeUndefined();
    expect(await owed()).not.toEqual(before);
    expect(await desk.refused('sync', '--connection', 'Site', '--accept-missing')).toMatchObject({
      code: 'not_ready',
    });
  }, 120_000);
});
