import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accountFigures } from '../../../electron/engine/db/summary/figures.ts';
import { DEFAULT_EDGES } from '../../../shared/domain/aging/buckets.ts';
import { addDays, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { CORE_SHAPE, coreConnector } from '../../support/ledger/core-connector.ts';
import type { FakeLedger } from '../../support/ledger/fake-ledger.ts';
import { operate, operations } from '../../support/ledger/ledger-operations.ts';
import { type SampleBooks, sampleBooks } from '../../support/ledger/sample-books.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';

const TODAY = plainDate('2027-03-20');
const DAY = 24 * 3_600_000;
const names = operations(CORE_SHAPE);

interface Sums {
  readonly gross: number;
  readonly credits: number;
  readonly unapplied: number;
}

/** What was open on a day by customer and currency, by the dates that the ledger itself has. */
function historyOf(ledger: FakeLedger, on: PlainDate): Record<string, Sums> {
  const sums: Record<string, Sums> = {};
  const standing = [...ledger.allocations.values()].filter((one) => !one.deleted && one.date <= on);
  const used = (id: string) =>
    standing
      .filter(({ from, invoiceId }) => from.id === id || invoiceId === id)
      .reduce((sum, { amount }) => sum + amount, 0);
  const add = (customer: string, currency: string, part: keyof Sums, amount: number) => {
    if (amount === 0) return;
    const key = `id:${customer} ${currency}`;
    const before = sums[key] ?? { gross: 0, credits: 0, unapplied: 0 };
    sums[key] = { ...before, [part]: before[part] + amount };
  };
  for (const { id, kind, state, issueDate, customerId, currency, total } of ledger.documents.values()) {
    if (state !== 'posted' || issueDate > on) continue;
    add(customerId, currency, kind === 'invoice' ? 'gross' : 'credits', total - used(id));
  }
  for (const { id, state, date, customerId, currency, amount } of ledger.payments.values()) {
    if (state === 'posted' && date <= on) add(customerId, currency, 'unapplied', amount - used(id));
  }
  return sums;
}

it('what was open on any past day is what the ledger itself had, however often it was read meanwhile', async () => {
  const engine = await engineTest({ currency: 'EUR', start: TODAY });
  const reader = engine.files.open('reader');
  const step = fc.record({
    operation: fc.nat({ max: names.length - 1 }),
    days: fc.integer({ min: 0, max: 9 }),
    read: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const books: SampleBooks = sampleBooks(CORE_SHAPE, 1);
      const connection = await addedConnection(engine.workspace);
      const read = () => synced(engine.workspace, connection, coreConnector(books.ledger, { pageSize: 20 }));
      await read();
      for (const one of steps) {
        books.ledger.tick(one.days * DAY + 1_000);
        operate(books, names[one.operation] ?? 'new invoice');
        if (one.read) await read();
      }
      await read();
      const keys = new Map(
        engine
          .rows<{ id: string; key: string }>(
            'SELECT id, source_key AS key FROM account WHERE ledger_id = ?',
            connection.id,
          )
          .map(({ id, key }) => [id, key]),
      );
      const last = Math.round((books.ledger.now - Date.parse('2026-11-02')) / DAY);
      for (const day of [0, 1, 5, Math.floor(last / 2), last - 1, last].filter((one) => one >= 0)) {
        const asOf = addDays(plainDate('2026-11-02'), day);
        const figures = accountFigures(reader, { asOf, today: TODAY, basis: 'due', edges: DEFAULT_EDGES });
        const ours = Object.fromEntries(
          figures
            .filter(({ accountId }) => keys.has(accountId))
            .map(({ accountId, currency, gross, credits, unapplied }) => [
              `${keys.get(accountId)} ${currency}`,
              { gross, credits, unapplied },
            ]),
        );
        expect(ours, asOf).toEqual(historyOf(books.ledger, asOf));
      }
    }),
    { numRuns: 12 },
  );
}, 90_000);
