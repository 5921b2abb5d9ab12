import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector, Cursor } from '../../../../electron/engine/connectors/connector.ts';
import type { SyncEntity } from '../../../../shared/domain/connections/connector-kinds.ts';
import { type Bookkeeper, signInBookkeeper } from '../../../support/tryton/bookkeeper.ts';
import {
  connectTryton,
  NO_SIGNAL,
  readChanges,
  readFull,
  recordsOf,
} from '../../../support/tryton/reading.ts';
import { age, pretendQuiet } from '../../../support/tryton/sqlite-file.ts';
import {
  type SeededTryton,
  startSeededTryton,
  TRYTON_DATABASE,
  trytonAvailable,
} from '../../../support/tryton.ts';

const { available, reason } = trytonAvailable();
if (!available) console.log(reason);

describe.skipIf(!available)('what changed in a real Tryton', () => {
  let tryton: SeededTryton;
  let keeper: Bookkeeper;
  let connector: Connector;
  const cursors = new Map<SyncEntity, Cursor>();
  let party = 0;
  let other = 0;

  beforeAll(async () => {
    tryton = await startSeededTryton();
    await tryton.kill();
    age(tryton.file, '2026-11-01 08:00:00.123456');
    await tryton.restart();
    keeper = await signInBookkeeper(tryton.address, TRYTON_DATABASE, tryton.manifest);
    connector = connectTryton({ address: tryton.address });
    const [first = 0, second = 0] = tryton.manifest.customers;
    [party, other] = [first, second];
    for (const entity of [
      'customer',
      'contact',
      'invoice',
      'credit_note',
      'payment',
      'allocation',
    ] as const) {
      cursors.set(entity, (await readFull(connector, entity)).cursor);
    }
  }, 300_000);
  afterAll(async () => {
    await connector?.close?.();
    await tryton?.stop();
  });

  /** What changed since the first read, the overlap included. */
  const changes = (entity: SyncEntity) => readChanges(connector, entity, cursors.get(entity) ?? '');
  const invoice = async (id: number) =>
    recordsOf(await changes('invoice'), 'invoice').find(({ sourceId }) => sourceId === String(id));
  /** Settlements of an invoice; a page may bring one again. */
  const allocationsOf = async (id: number) => {
    const all = recordsOf(await changes('allocation'), 'allocation');
    const ofInvoice = all.filter(({ document }) => document.sourceId === String(id));
    return [...new Map(ofInvoice.map((one) => [one.sourceId, one])).values()];
  };

  it('is nothing while nobody works', async () => {
    for (const entity of cursors.keys()) {
      const read = await changes(entity);
      expect(read.records).toEqual([]);
      expect(read.pages.flatMap(({ tombstones }) => tombstones)).toEqual([]);
    }
  });

  it('is a new invoice, its customer with another balance, and no draft', async () => {
    const draft = await keeper.draft({ party, currency: 'EUR', price: '10.00' });
    const id = await keeper.invoice({ party, currency: 'EUR', price: '100.00' });
    expect(await invoice(draft)).toBeUndefined();
    expect(await invoice(id)).toMatchObject({ total: 10_000, open: 10_000, status: 'open' });
    const [customer] = recordsOf(await changes('customer'), 'customer');
    expect(customer).toMatchObject({
      sourceId: String(party),
      balances: [{ minor: 15_341 + 10_000, currency: 'EUR' }],
    });
  });

  it('is a part payment, and then the rest', async () => {
    const id = await keeper.invoice({ party, currency: 'KWD', price: '10.125' });
    await keeper.pay(id, '4.000');
    expect(await invoice(id)).toMatchObject({ open: 6_125, status: 'open', currency: 'KWD' });
    const [part] = await allocationsOf(id);
    expect(part).toMatchObject({ amount: { minor: 4_000, currency: 'KWD' }, from: { entity: 'payment' } });
    const payment = recordsOf(await changes('payment'), 'payment').find(
      ({ sourceId }) => sourceId === part?.from.sourceId,
    );
    expect(payment).toMatchObject({ amount: 4_000, unapplied: 0, currency: 'KWD' });
    await keeper.pay(id, '6.125');
    expect(await invoice(id)).toMatchObject({ open: 0, status: 'paid' });
    const both = await allocationsOf(id);
    expect(both.map(({ amount }) => amount.minor).toSorted()).toEqual([4_000, 6_125]);
    expect(both.map(({ sourceId }) => sourceId)).toContain(part?.sourceId);
  });

  it('is a cancelled invoice, as a tombstone', async () => {
    const id = await keeper.invoice({ party, currency: 'JPY', price: '5000' });
    await keeper.cancel(id);
    const { pages } = await changes('invoice');
    expect(pages.flatMap(({ tombstones }) => tombstones)).toContainEqual({
      entity: 'invoice',
      sourceId: String(id),
      reason: 'voided',
      mergedInto: null,
    });
    expect(await invoice(id)).toBeUndefined();
  });

  it('is a credited invoice as a tombstone, and the credit note with nothing open', async () => {
    const id = await keeper.invoice({ party, currency: 'EUR', price: '77.00' });
    await keeper.credit(id);
    const { pages } = await changes('invoice');
    expect(pages.flatMap(({ tombstones }) => tombstones).map(({ sourceId }) => sourceId)).toContain(
      String(id),
    );
    const notes = recordsOf(await changes('credit_note'), 'credit_note');
    expect(notes[0]).toMatchObject({ total: 7_700, open: 0, status: 'paid' });
    expect(new Set(notes.map(({ sourceId }) => sourceId)).size).toBe(1);
  });

  it('is one part of an invoice that was settled, though Tryton leaves the invoice as it was', async () => {
    const id = await keeper.invoice({
      party,
      currency: 'EUR',
      price: '90.00',
      term: tryton.manifest.inParts,
    });
    const [row] = await keeper.rows('account.invoice', [['id', '=', id]], ['lines_to_pay']);
    const [first] = await keeper.rows(
      'account.move.line',
      [
        ['id', 'in', row?.lines_to_pay],
        ['debit', '=', { __class__: 'Decimal', decimal: '30.00' }],
      ],
      [],
    );
    const line = await keeper.receipt(party, '30.00');
    const before = await keeper.rows('account.invoice', [['id', '=', id]], ['write_date']);
    await keeper.reconcile([Number(first?.id), line]);
    expect(await keeper.rows('account.invoice', [['id', '=', id]], ['write_date'])).toEqual(before);
    await pretendQuiet(tryton, 'account_invoice', id);
    expect(await invoice(id)).toMatchObject({ open: 6_000, instalments: [{ open: 0 }, { open: 6_000 }] });
    expect(await allocationsOf(id)).toMatchObject([{ amount: { minor: 3_000, currency: 'EUR' } }]);
  });

  it('is cash that is put down to an invoice and taken off again, though Tryton leaves the cash as it was', async () => {
    const id = await keeper.invoice({ party: other, currency: 'EUR', price: '60.00' });
    const line = await keeper.receipt(other, '25.00');
    const unapplied = async () =>
      recordsOf(await changes('payment'), 'payment').find(({ sourceId }) => sourceId === String(line))
        ?.unapplied;
    expect(await unapplied()).toBe(2_500);
    await keeper.call('model.account.invoice.write', [[id], { payment_lines: [['add', [line]]] }]);
    await pretendQuiet(tryton, 'account_move_line', line);
    expect(await unapplied()).toBe(0);
    expect(await invoice(id)).toMatchObject({ open: 3_500 });
    expect(await allocationsOf(id)).toHaveLength(1);
    await keeper.call('model.account.invoice.write', [[id], { payment_lines: [['remove', [line]]] }]);
    expect(await unapplied()).toBe(2_500);
    expect(await allocationsOf(id)).toEqual([]);
    const replaced = (await changes('allocation')).pages.flatMap(({ replaces = [] }) => replaces);
    expect(replaced).toContainEqual({
      entity: 'allocation',
      owner: { entity: 'invoice', sourceId: String(id) },
    });
  });

  it('is a party that becomes a customer with its first invoice, together with its addresses', async () => {
    const [supplier] = await keeper.rows('party.party', [['code', '=', 'S001']], []);
    const id = Number(supplier?.id);
    await keeper.call('model.party.address.create', [[{ party: id, city: 'Town' }]]);
    await keeper.invoice({ party: id, currency: 'EUR', price: '5.00' });
    const names = recordsOf(await changes('customer'), 'customer').map(({ name }) => name);
    expect(names).toContain('A supplier');
    expect(recordsOf(await changes('contact'), 'contact').map(({ email }) => email)).toContain(
      'supplier@customer.example',
    );
  });

  it('is an address that was changed, and one that was retired', async () => {
    const [first, second] = await keeper.rows(
      'party.contact_mechanism',
      [
        ['party', '=', party],
        ['type', 'in', ['email', 'phone']],
      ],
      ['type'],
    );
    await keeper.call('model.party.contact_mechanism.write', [
      [first?.id],
      { value: 'new@customer.example' },
    ]);
    await keeper.call('model.party.contact_mechanism.write', [[second?.id], { active: false }]);
    const read = await changes('contact');
    expect(recordsOf(read, 'contact').map(({ email }) => email)).toContain('new@customer.example');
    expect(read.pages.flatMap(({ tombstones }) => tombstones)).toContainEqual({
      entity: 'contact',
      sourceId: String(second?.id),
      reason: 'deleted',
      mergedInto: null,
    });
  });

  it('reads again from its end without the changes that are older than the overlap', async () => {
    const { cursor } = await changes('invoice');
    await tryton.kill();
    age(tryton.file, '2026-11-01 08:00:00.123456');
    await tryton.restart();
    expect((await readChanges(connector, 'invoice', cursor)).records).toEqual([]);
  });

  it('shows a deleted record by its absence from the ids that are there', async () => {
    const sweep = async (entity: SyncEntity) => {
      const ids: string[] = [];
      for await (const page of connector.sweep?.(entity, NO_SIGNAL) ?? []) ids.push(...page);
      return new Set(ids);
    };
    const known = recordsOf(await readFull(connector, 'contact'), 'contact').map(({ sourceId }) => sourceId);
    const [gone = ''] = known;
    await keeper.call('model.party.contact_mechanism.delete', [[Number(gone)]]);
    const there = await sweep('contact');
    expect(known.filter((id) => !there.has(id))).toEqual([gone]);
    for (const entity of ['invoice', 'credit_note', 'payment', 'customer', 'allocation'] as const) {
      const ids = recordsOf(await readFull(connector, entity), entity).map(({ sourceId }) => sourceId);
      const all = await sweep(entity);
      expect({ entity, missing: ids.filter((id) => !all.has(id)) }).toEqual({ entity, missing: [] });
    }
  });
});
