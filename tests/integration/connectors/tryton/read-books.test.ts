import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector } from '../../../../electron/engine/connectors/connector.ts';
import { type Bookkeeper, signInBookkeeper } from '../../../support/tryton/bookkeeper.ts';
import {
  connectTryton,
  NO_SIGNAL,
  openByCurrency,
  readFull,
  recordsOf,
  sums,
  type WholeRead,
} from '../../../support/tryton/reading.ts';
import {
  type SeededTryton,
  startSeededTryton,
  TRYTON_DATABASE,
  trytonAvailable,
} from '../../../support/tryton.ts';

const { available, reason } = trytonAvailable();
if (!available) console.log(reason);

describe.skipIf(!available)('the books of a real Tryton', () => {
  let tryton: SeededTryton;
  let keeper: Bookkeeper;
  let connector: Connector;
  const read = new Map<string, WholeRead>();
  const of = (entity: string): WholeRead => read.get(entity) ?? { records: [], pages: [], cursor: '' };
  const invoices = () => recordsOf(of('invoice'), 'invoice');
  const credits = () => recordsOf(of('credit_note'), 'credit_note');
  const payments = () => recordsOf(of('payment'), 'payment');
  const allocations = () => recordsOf(of('allocation'), 'allocation');
  const customers = () => recordsOf(of('customer'), 'customer');

  beforeAll(async () => {
    tryton = await startSeededTryton();
    keeper = await signInBookkeeper(tryton.address, TRYTON_DATABASE, tryton.manifest);
    connector = connectTryton({ address: tryton.address });
    for (const entity of [
      'currency',
      'customer',
      'contact',
      'invoice',
      'credit_note',
      'payment',
      'allocation',
    ] as const) {
      read.set(entity, await readFull(connector, entity));
    }
  }, 300_000);
  afterAll(async () => {
    await connector?.close?.();
    await tryton?.stop();
  });

  it('sets no record aside', () => {
    expect([...read.values()].flatMap(({ pages }) => pages.flatMap(({ bad }) => bad))).toEqual([]);
  });

  it('has the open amounts that Tryton itself adds up, in every currency', () => {
    const written = invoices().filter(({ sourceStatus }) => sourceStatus !== 'ledger line');
    expect(openByCurrency(written)).toEqual(tryton.manifest.openInvoices);
    expect(openByCurrency(credits())).toEqual(tryton.manifest.openCreditNotes);
  });

  it('keeps the three decimals of the dinar and the none of the yen', () => {
    const digits = Object.fromEntries(
      recordsOf(of('currency'), 'currency').map((one) => [one.code, one.digits]),
    );
    expect(digits).toEqual({ EUR: 2, USD: 2, KWD: 3, JPY: 0 });
    expect(tryton.manifest.openInvoices.KWD).toMatch(/\.\d{3}$/);
    expect(tryton.manifest.openInvoices.JPY).toMatch(/^\d+$/);
  });

  it('finds cash that nobody applied apart from the invoices', () => {
    expect(sums(payments().map(({ currency, unapplied }) => [currency, unapplied]))).toEqual({
      EUR: '250.00',
      JPY: '1600',
      KWD: '9.900',
      USD: '110.00',
    });
  });

  it('agrees with the ledger for each customer and currency that the ledger tells of', () => {
    const compared = customers().flatMap(({ sourceId, balances }) =>
      balances.map(({ currency, minor }) => {
        const mine = <T extends { readonly customerId: string; readonly currency: string }>(
          all: readonly T[],
        ) => all.filter((one) => one.customerId === sourceId && one.currency === currency);
        const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
        const ours =
          total(mine(invoices()).map(({ open }) => open)) -
          total(mine(credits()).map(({ open }) => open)) -
          total(mine(payments()).map(({ unapplied }) => unapplied));
        return { sourceId, currency, ours, ledger: minor };
      }),
    );
    expect(compared.length).toBeGreaterThan(12);
    expect(compared.filter(({ ours, ledger }) => ours !== ledger)).toEqual([]);
  });

  it('says of customers in the currency of the books what Tryton calls their receivable', () => {
    const inEuros = customers().filter(
      ({ balances }) => balances.length === 1 && balances[0]?.currency === 'EUR',
    );
    const said = Object.fromEntries(
      inEuros.map(({ sourceId, balances }) => [
        sourceId,
        sums(balances.map((one) => [one.currency, one.minor])).EUR,
      ]),
    );
    const expected = Object.fromEntries(
      inEuros.map(({ sourceId }) => [sourceId, tryton.manifest.receivable[sourceId]]),
    );
    expect(inEuros.length).toBeGreaterThan(4);
    expect(said).toEqual(expected);
  });

  it('delivers the invoices that were sent, and neither drafts nor cancelled ones', () => {
    const { posted = 0, paid = 0, cancelled = 0 } = tryton.manifest.states;
    const written = invoices().filter(({ sourceStatus }) => sourceStatus !== 'ledger line');
    expect(written.length + credits().length).toBe(posted + paid);
    expect(tryton.manifest.states.draft).toBeGreaterThan(0);
    const gone = of('invoice').pages.flatMap(({ tombstones }) => tombstones);
    expect(gone).toHaveLength(cancelled);
    expect(new Set(gone.map((one) => one.reason))).toEqual(new Set(['voided']));
  });

  it('knows when each part of an invoice falls due, and that the parts are the invoice', () => {
    const inParts = invoices().filter(({ instalments }) => instalments.length > 0);
    expect(inParts.length).toBeGreaterThan(5);
    for (const { instalments, total, open, dueDate } of inParts) {
      expect(instalments.reduce((sum, part) => sum + part.amount, 0)).toBe(total);
      expect(instalments.reduce((sum, part) => sum + part.open, 0)).toBe(open);
      const days = instalments.map((part) => part.dueDate);
      expect(days).toEqual(days.toSorted());
      expect(dueDate).toBe(instalments.find((part) => part.open > 0)?.dueDate ?? days.at(-1));
    }
    expect(inParts.some(({ instalments: [first] }) => first?.open === 0)).toBe(true);
    expect(
      inParts.flatMap(({ instalments }) => instalments).some(({ open, amount }) => open > 0 && open < amount),
    ).toBe(true);
  });

  it('explains what is gone from each invoice by what settled it', () => {
    for (const { sourceId, total, open, number } of invoices()) {
      const settled = allocations()
        .filter(({ document }) => document.sourceId === sourceId)
        .reduce((sum, { amount }) => sum + amount.minor, 0);
      expect({ number, settled }).toEqual({ number, settled: total - open });
    }
  });

  it('spends of each payment no more than it was', () => {
    for (const { sourceId, amount, unapplied, currency } of payments()) {
      const spent = allocations().filter(
        ({ from }) => from.entity === 'payment' && from.sourceId === sourceId,
      );
      expect(spent.every(({ fromAmount }) => fromAmount.currency === currency)).toBe(true);
      expect(spent.reduce((sum, { fromAmount }) => sum + fromAmount.minor, 0)).toBe(amount - unapplied);
    }
  });

  it('keeps both amounts of a payment in another currency', () => {
    const across = allocations().filter(({ amount, fromAmount }) => amount.currency !== fromAmount.currency);
    expect(across).toHaveLength(1);
    // 20.00 euros at 1.1 dollars.
    expect(across[0]).toMatchObject({
      amount: { minor: 2200, currency: 'USD' },
      fromAmount: { minor: 2000, currency: 'EUR' },
    });
  });

  it('tells a credit note that settled an invoice from a payment', () => {
    const credited = allocations().filter(({ from }) => from.entity === 'credit_note');
    const notes = new Set(credits().map(({ sourceId }) => sourceId));
    expect(credited.length).toBeGreaterThan(0);
    expect(credited.every(({ from }) => notes.has(from.sourceId))).toBe(true);
  });

  it('brings a claim that no invoice has written, so that it is not missing', async () => {
    const claims = invoices().filter(({ sourceStatus }) => sourceStatus === 'ledger line');
    expect(claims).toMatchObject([
      { currency: 'EUR', total: 1234, open: 1234, status: 'open', dueDate: '2026-09-15' },
    ]);
    const [line] = await keeper.rows(
      'account.move.line',
      [['id', '=', Number(claims[0]?.sourceId.slice(5))]],
      ['debit'],
    );
    expect(line).toMatchObject({ debit: { decimal: '12.34' } });
  });

  it('delivers customers, the closed one among them, and no supplier; a merged one is a tombstone', () => {
    expect(customers().map(({ sourceId }) => Number(sourceId))).toEqual(tryton.manifest.customers);
    expect(
      customers()
        .filter(({ active }) => !active)
        .map(({ name }) => name),
    ).toEqual(['Larkhill (closed)']);
    expect(customers().map(({ name }) => name)).toContain('Ito 商店');
    const merged = of('customer').pages.flatMap(({ tombstones }) => tombstones);
    expect(merged).toMatchObject([{ reason: 'merged', mergedInto: String(tryton.manifest.customers[0]) }]);
  });

  it('delivers addresses and telephone numbers of customers, and which address invoices go to', () => {
    const contacts = recordsOf(of('contact'), 'contact');
    expect(contacts).toHaveLength(24);
    expect(contacts.filter(({ billing }) => billing)).toHaveLength(12);
    expect(contacts.map(({ email }) => email)).toContain('ap1@customer.example');
    expect(contacts.map(({ phone }) => phone)).toContain('+44 20 7946 0012');
    expect(contacts.map(({ email }) => email)).not.toContain('supplier@customer.example');
  });

  it('tells the same of open items when it is asked for them again by their ids', async () => {
    const again = connectTryton({ address: tryton.address, pageSize: 7 });
    for (const [entity, all] of [
      ['invoice', invoices()],
      ['credit_note', credits()],
      ['payment', payments()],
    ] as const) {
      const open = all.filter((one) => ('open' in one ? one.open : one.unapplied) > 0);
      expect(open.length, entity).toBeGreaterThan(0);
      const ids = open.map(({ sourceId }) => sourceId);
      const records = [];
      for await (const page of again.reread?.(entity, ids, NO_SIGNAL) ?? []) records.push(...page.records);
      const byId = (one: { sourceId: string }, two: { sourceId: string }) =>
        one.sourceId < two.sourceId ? -1 : 1;
      expect(records.sort(byId)).toEqual([...open].sort(byId));
    }
    await again.close?.();
  });

  it('says before a full read how much there is', () => {
    const [page] = of('payment').pages;
    expect(page?.expected).toBe(payments().length);
  });
});
