import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector } from '../../../../electron/engine/connectors/connector.ts';
import { connectTryton, openByCurrency, readFull, recordsOf, sums } from '../../../support/tryton/reading.ts';
import { startTryton, type TrytonServer, trytonAvailable } from '../../../support/tryton.ts';

const BOOKS = new URL('../../../../../shared/tryton/golden-20x10.sqlite.gz', import.meta.url);
const MANIFEST = new URL('../../../../../shared/tryton/manifest-20x10.json', import.meta.url);

const tryton = trytonAvailable();
const available = tryton.available && existsSync(BOOKS) && existsSync(MANIFEST);
if (!available)
  console.log(tryton.available ? 'Skipped: the golden books of Tryton are not here.' : tryton.reason);

/** What was written down of the books when they were made. */
interface Manifest {
  readonly customers: number;
  readonly states: { readonly paid: number; readonly posted: number; readonly cancelled: number };
  readonly stats: { readonly credited: number; readonly unapplied_cash: number };
  readonly open_amount_to_pay: Readonly<Record<string, string>>;
}

describe.skipIf(!available)('books of 205 documents that others made', () => {
  let server: TrytonServer;
  let connector: Connector;
  let manifest: Manifest;

  beforeAll(async () => {
    manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
    server = await startTryton((target) => writeFile(target, gunzipSync(readFileSync(BOOKS))));
    connector = connectTryton({ address: server.address });
  }, 120_000);
  afterAll(async () => {
    await connector?.close?.();
    await server?.stop();
  });

  it('has the open amounts that were written down, credit notes taken off', async () => {
    const invoices = await readFull(connector, 'invoice');
    const credits = recordsOf(await readFull(connector, 'credit_note'), 'credit_note');
    const all = recordsOf(invoices, 'invoice');
    expect(sums([...all.map(owed(1)), ...credits.map(owed(-1))])).toEqual(manifest.open_amount_to_pay);
    expect(all.length + credits.length).toBe(manifest.states.paid + manifest.states.posted);
    const gone = invoices.pages.flatMap(({ tombstones }) => tombstones);
    expect(gone).toHaveLength(manifest.states.cancelled);
    expect([...invoices.pages].flatMap(({ bad }) => bad)).toEqual([]);
  });

  it('agrees with the ledger for each customer, unapplied cash included', async () => {
    const customers = recordsOf(await readFull(connector, 'customer'), 'customer');
    const payments = recordsOf(await readFull(connector, 'payment'), 'payment');
    const invoices = recordsOf(await readFull(connector, 'invoice'), 'invoice');
    const credits = recordsOf(await readFull(connector, 'credit_note'), 'credit_note');
    expect(customers).toHaveLength(manifest.customers);
    expect(payments.filter(({ unapplied }) => unapplied > 0)).toHaveLength(manifest.stats.unapplied_cash);
    for (const { sourceId, balances } of customers) {
      const mine = <T extends { readonly customerId: string }>(list: readonly T[]) =>
        list.filter(({ customerId }) => customerId === sourceId);
      const ours = sums([
        ...mine(invoices).map(owed(1)),
        ...mine(credits).map(owed(-1)),
        ...mine(payments).map(({ currency, unapplied }) => [currency, -unapplied] as const),
      ]);
      expect({ sourceId, ours }).toEqual({
        sourceId,
        ours: sums(balances.map((one) => [one.currency, one.minor])),
      });
    }
    expect(Object.keys(openByCurrency(invoices))).toEqual(['EUR', 'KWD']);
  });

  it('explains every invoice by what settled it', async () => {
    const invoices = recordsOf(await readFull(connector, 'invoice'), 'invoice');
    const allocations = recordsOf(await readFull(connector, 'allocation'), 'allocation');
    const settled = Map.groupBy(allocations, ({ document }) => document.sourceId);
    const unexplained = invoices.filter(({ sourceId, total, open }) => {
      const sum = (settled.get(sourceId) ?? []).reduce((all, { amount }) => all + amount.minor, 0);
      return sum !== total - open;
    });
    expect(unexplained).toEqual([]);
  });
});

type Owing = Parameters<typeof openByCurrency>[0][number];

const owed =
  (sign: number) =>
  ({ currency, open }: Owing) =>
    [currency, sign * open] as const;
