import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionReport } from '../../../../electron/engine/connectors/connector.ts';
import { closed, listenOnLoopback } from '../../../support/dovecot/relay.ts';
import { type Bookkeeper, signInBookkeeper } from '../../../support/tryton/bookkeeper.ts';
import { type ConnectionOptions, connectTryton, NO_SIGNAL } from '../../../support/tryton/reading.ts';
import { rowCounts } from '../../../support/tryton/sqlite-file.ts';
import {
  type SeededTryton,
  startSeededTryton,
  TRYTON_DATABASE,
  trytonAvailable,
} from '../../../support/tryton.ts';

const { available, reason } = trytonAvailable();
if (!available) console.log(reason);

async function test(options: ConnectionOptions): Promise<ConnectionReport> {
  const connector = connectTryton(options);
  try {
    return await connector.test(NO_SIGNAL);
  } finally {
    await connector.close?.();
  }
}

/** The step at which a report ends badly, and what it says. */
function failure({ ok, checks }: ConnectionReport): readonly [string, string] {
  const failed = checks.filter((check) => !check.ok);
  expect(ok).toBe(false);
  expect(failed).toHaveLength(1);
  return [failed[0]?.step ?? '', failed[0]?.text ?? ''];
}

describe.skipIf(!available)('testing a connection with a real Tryton', () => {
  let tryton: SeededTryton;
  let keeper: Bookkeeper;
  const at = (options: Omit<ConnectionOptions, 'address'>) => test({ address: tryton.address, ...options });

  beforeAll(async () => {
    tryton = await startSeededTryton();
    keeper = await signInBookkeeper(tryton.address, TRYTON_DATABASE, tryton.manifest);
  }, 300_000);
  afterAll(async () => {
    await tryton?.stop();
  });

  it('passes every step for the user of the guide and names the books', async () => {
    const { ok, checks, company } = await at({});
    expect({ ok, company }).toEqual({
      ok: true,
      company: { name: 'Northwind Ledgers Ltd', baseCurrency: 'EUR' },
    });
    const steps = ['dns', 'connect', 'tls', 'database', 'login', 'role', 'read', 'read_only'];
    expect(checks.map(({ step }) => step)).toEqual(steps);
    expect(checks[6]?.text).toContain('63 customer invoices and credit notes');
  });

  it('takes the address with the database at its end, as it is copied from other clients', async () => {
    const { ok } = await test({ address: `${tryton.address}/${TRYTON_DATABASE}/` });
    expect(ok).toBe(true);
  });

  it('leaves no trace in the books', async () => {
    const before = rowCounts(tryton.file);
    await at({});
    await at({ user: 'ar_writer' });
    await at({ user: 'admin' });
    expect(rowCounts(tryton.file)).toEqual(before);
  });

  it('names a host that there is not', async () => {
    const [step, text] = failure(await test({ address: 'https://tryton.duebook.invalid' }));
    expect(step).toBe('dns');
    expect(text).toContain('tryton.duebook.invalid');
  });

  it('names a port at which nothing listens', async () => {
    const holder = createServer();
    const port = await listenOnLoopback(holder);
    await closed(holder);
    const [step, text] = failure(await test({ address: `http://127.0.0.1:${port}` }));
    expect([step, text]).toEqual(['connect', expect.stringContaining('ECONNREFUSED')]);
  });

  it('names a connection that is not encrypted where it should be', async () => {
    const [step, text] = failure(await test({ address: tryton.address.replace('http:', 'https:') }));
    expect(step).toBe('tls');
    expect(text).toContain('nothing was sent');
  });

  it('refuses to send a password over the network in the clear', async () => {
    const [step, text] = failure(await test({ address: 'http://tryton.example.test' }));
    expect([step, text]).toEqual(['connect', expect.stringContaining('https://')]);
  });

  it('names a database that there is not', async () => {
    const [step, text] = failure(await at({ database: 'Books2' }));
    expect([step, text]).toEqual(['database', expect.stringContaining('Books2')]);
  });

  it('names a refused sign-in and shows no password', async () => {
    const [step, text] = failure(await at({ user: 'nobody', password: 'not-the-password' }));
    expect([step, text]).toEqual(['login', expect.stringContaining('nobody')]);
    expect(text).not.toContain('not-the-password');
  });

  it('names the models that the user may not read', async () => {
    const [step, text] = failure(await at({ user: 'ar_nothing' }));
    expect([step, text]).toEqual(['role', expect.stringContaining('account.invoice')]);
    expect(text).not.toContain('party.party');
  });

  it('names a user without a company', async () => {
    const [step, text] = failure(await at({ user: 'ar_homeless' }));
    expect([step, text]).toEqual(['role', expect.stringContaining('no company')]);
  });

  it('says that a user may change invoices', async () => {
    const [step, text] = failure(await at({ user: 'ar_writer' }));
    expect([step, text]).toEqual(['read_only', expect.stringContaining('change invoices')]);
    expect(text).not.toContain('mark invoices as paid');
  });

  it('says that a user could pay invoices where the wizard is open, and that is true', async () => {
    const wizard = [['wiz_name', '=', 'account.invoice.pay']];
    const [action] = await keeper.rows('ir.action.wizard', wizard, ['groups']);
    const groups = action?.groups as readonly number[];
    await keeper.call('model.ir.action.wizard.write', [[action?.id], { groups: [['remove', groups]] }]);
    const [step, text] = failure(await at({ user: 'ar_writer' }));
    expect(step).toBe('read_only');
    expect(text).toContain('mark invoices as paid');

    const invoice = { party: tryton.manifest.customers[0] ?? 0, currency: 'EUR', price: '40.00' };
    const id = await keeper.invoice(invoice);
    const writer = await signInBookkeeper(tryton.address, TRYTON_DATABASE, tryton.manifest, 'ar_writer');
    await writer.pay(id, '40.00');
    expect(await keeper.rows('account.invoice', [['id', '=', id]], ['state'])).toMatchObject([
      { state: 'paid' },
    ]);

    const reader = await at({});
    expect(reader.ok).toBe(true);
    await keeper.call('model.ir.action.wizard.write', [[action?.id], { groups: [['add', groups]] }]);
    expect(failure(await at({ user: 'ar_writer' }))[1]).not.toContain('mark invoices as paid');
  });

  it('warns of what every user could do, as Tryton comes, and passes a user who may only read', async () => {
    const wizard = [['wiz_name', '=', 'account.reconcile']];
    const [action] = await keeper.rows('ir.action.wizard', wizard, ['groups']);
    await keeper.call('model.ir.action.wizard.write', [
      [action?.id],
      { groups: [['remove', action?.groups]] },
    ]);
    const { ok, checks } = await at({});
    expect({ ok, last: checks.at(-1) }).toEqual({
      ok: true,
      last: { step: 'read_only', ok: true, text: expect.stringContaining('whoever is a user') },
    });
    expect(checks.at(-1)?.text).toContain('Reconcile Accounts');
    expect(failure(await at({ user: 'ar_writer' }))[1]).toContain('Reconcile Accounts');
  });

  it('says of an administrator all that it could change', async () => {
    const [, text] = failure(await at({ user: 'admin' }));
    expect(text).toContain('create, change, delete invoices');
    expect(text).toContain('mark invoices as paid');
    expect(text).toContain('merge parties');
  });
});
