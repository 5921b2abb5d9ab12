import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { coreConnector } from '../../support/ledger/core-connector.ts';
import { FakeLedger } from '../../support/ledger/fake-ledger.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';

/** Books that were read once: one customer with two open invoices. */
async function begin() {
  const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
  const connection = await addedConnection(engine.workspace);
  const ledger = new FakeLedger();
  const customer = ledger.customer({ name: 'Halden & Søn A/S', number: 'D-1' });
  const first = ledger.invoice({ customerId: customer, total: 1_200_00, issueDate: '2026-09-01' });
  const second = ledger.invoice({ customerId: customer, total: 300_00, issueDate: '2026-09-02' });
  const read = async () => {
    ledger.tick(60_000);
    const outcome = await synced(engine.workspace, connection, coreConnector(ledger, { pageSize: 50 }));
    expect(outcome).toMatchObject({ state: 'done', error: null });
  };
  await read();
  return { engine, ledger, customer, first, second, read };
}

const told = (engine: EngineTest) =>
  engine
    .rows<{ summary: string }>(
      `SELECT payload ->> '$.summary' AS summary FROM touchpoint JOIN touchpoint_payload USING (seq)
       WHERE kind = 'payments_received' ORDER BY seq`,
    )
    .map(({ summary }) => summary);

async function timeline(engine: EngineTest, group: 'all' | 'ledger' | 'conversation' = 'all', asOf?: string) {
  const id: AccountId = await engine.account('D-1');
  const { entries } = await engine.workspace.db.read('timeline', {
    id,
    group,
    ...(asOf === undefined ? {} : { asOf: plainDate(asOf) }),
    limit: 100,
    cursor: null,
  });
  return entries.map(({ kind, summary }) => `${kind}: ${summary}`);
}

describe('money that arrived since the read before', () => {
  it('stands in the timeline of its account in one entry, with the invoices and the amount', async () => {
    const { engine, ledger, first, second, read } = await begin();
    ledger.pay(
      [
        [first, 1_200_00],
        [second, 100_00],
      ],
      { date: '2026-11-18' },
    );
    await read();
    expect(told(engine)).toEqual(['Payment received: €1,300.00 on INV-00001 and INV-00002']);
    await read();
    expect(told(engine)).toHaveLength(1);
  });

  it('is told once there, not a second time by its applications', async () => {
    const { engine, ledger, first, read } = await begin();
    ledger.pay([[first, 1_200_00]], { date: '2026-11-18' });
    await read();
    const entry = 'payments_received: Payment received: €1,200.00 on INV-00001';
    expect(await timeline(engine)).toEqual([entry]);
    expect(await timeline(engine, 'ledger')).toEqual([entry]);
    expect(await timeline(engine, 'conversation')).toEqual([]);
  });

  it('is seen on a past day from the day that the books give it', async () => {
    const { engine, ledger, first, read } = await begin();
    ledger.pay([[first, 1_200_00]], { date: '2026-11-10' });
    await read();
    expect(await timeline(engine, 'all', '2026-11-09')).toEqual([]);
    expect(await timeline(engine, 'all', '2026-11-12')).toEqual([
      'payment_received: Payment received on INV-00001',
    ]);
  });

  it('names what stands on the account, and nothing but the amount when no invoice is known', async () => {
    const { engine, ledger, customer, read } = await begin();
    ledger.receive(customer, 50_00, 'EUR', { date: '2026-11-18' });
    await read();
    expect(told(engine)).toEqual(['Payment received: €50.00 on account']);
  });

  it('does not take a credit note for money', async () => {
    const { engine, ledger, customer, first, second, read } = await begin();
    const note = ledger.creditNote({ customerId: customer, total: 200_00, issueDate: '2026-11-01' });
    ledger.apply(note, first, 200_00);
    await read();
    expect(told(engine)).toEqual([]);
    const another = ledger.creditNote({ customerId: customer, total: 100_00, issueDate: '2026-11-01' });
    ledger.apply(another, second, 100_00);
    ledger.pay([[second, 200_00]], { date: '2026-11-18' });
    await read();
    expect(told(engine)).toEqual(['Payment received: €200.00 on INV-00002']);
  });

  it('counts also when the invoice came already paid, and each account has an entry of its own', async () => {
    const { engine, ledger, first, read } = await begin();
    const other = ledger.customer({ name: 'Fjell Maskin AS', number: 'D-2' });
    const new_ = ledger.invoice({ customerId: other, total: 80_00, issueDate: '2026-11-15' });
    ledger.pay([[new_, 80_00]], { date: '2026-11-16' });
    ledger.pay([[first, 10_00]], { date: '2026-11-16' });
    await read();
    expect(told(engine).sort()).toEqual([
      'Payment received: €10.00 on INV-00001',
      'Payment received: €80.00 on INV-00003',
    ]);
  });

  it('of the first read is not told: it is years of payments', async () => {
    const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
    const connection = await addedConnection(engine.workspace);
    const ledger = new FakeLedger();
    const customer = ledger.customer({ name: 'Halden & Søn A/S', number: 'D-1' });
    const invoice = ledger.invoice({ customerId: customer, total: 100_00, issueDate: '2026-09-01' });
    ledger.pay([[invoice, 60_00]], { date: '2026-10-01' });
    await synced(engine.workspace, connection, coreConnector(ledger));
    expect(told(engine)).toEqual([]);
    expect(await timeline(engine)).toEqual(['payment_received: Payment received on INV-00001']);
  });
});
