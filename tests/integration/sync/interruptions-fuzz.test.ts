import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConnectionRow } from '../../../electron/engine/db/queries/connections.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { booksInDatabase, booksOf } from '../../support/ledger/books-of-connection.ts';
import { CORE_SHAPE, coreConnector } from '../../support/ledger/core-connector.ts';
import { operate, operations } from '../../support/ledger/ledger-operations.ts';
import { type SampleBooks, sampleBooks } from '../../support/ledger/sample-books.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';
import { truth } from '../../support/ledger/truth.ts';
import { expectWorkUntouched, workOfAPerson } from '../../support/ledger/work-on-books.ts';

const runs = Number(process.env.DUEBOOK_FUZZ ?? 0) > 0 ? 25 : 12;

interface Pull {
  readonly pageSize: number;
  readonly stop: { readonly page: number; readonly how: 'throw' | 'abort' } | null;
  /** Operations that happen before these pages. */
  readonly during: readonly { readonly page: number; readonly operation: number }[];
  readonly full: boolean;
}

type Step = { readonly operation: number } | { readonly tick: number } | { readonly pull: Pull };

const names = operations(CORE_SHAPE);
const operation = fc.nat({ max: names.length - 1 });
const page = fc.integer({ min: 1, max: 14 });
const pull: fc.Arbitrary<Pull> = fc.record({
  pageSize: fc.integer({ min: 1, max: 6 }),
  stop: fc.option(fc.record({ page, how: fc.constantFrom('throw' as const, 'abort' as const) })),
  during: fc.array(fc.record({ page, operation }), { maxLength: 2 }),
  full: fc.boolean(),
});
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { arbitrary: operation.map((one) => ({ operation: one })), weight: 3 },
    { arbitrary: fc.constantFrom(0, 1, 90_000).map((tick) => ({ tick })), weight: 1 },
    { arbitrary: pull.map((one) => ({ pull: one })), weight: 3 },
  ),
  { minLength: 2, maxLength: 12 },
);

async function read(engine: EngineTest, connection: ConnectionRow, books: SampleBooks, one: Pull) {
  const stop = new AbortController();
  const connector = coreConnector(books.ledger, {
    pageSize: one.pageSize,
    beforePage(number) {
      for (const { page: at, operation: index } of one.during) {
        const name = names[index];
        if (at === number && name !== undefined) operate(books, name);
      }
      if (one.stop?.page !== number) return;
      if (one.stop.how === 'throw') throw new Error('The line is cut.');
      stop.abort();
    },
  });
  const mode = one.full ? 'full' : 'changes';
  return synced(engine.workspace, connection, connector, { signal: stop.signal, mode });
}

/** Everything that is gone from a document's open amount stands in its applications, each by the ledger's own word. */
function expectExplained(engine: EngineTest, { id }: ConnectionRow): void {
  expect(
    engine.rows(
      `SELECT number, total_minor - open_minor AS gone,
         COALESCE((SELECT SUM(amount_minor) FROM allocation WHERE document_id = document.id), 0) AS applied
       FROM document WHERE ledger_id = ? AND deleted_at IS NULL AND gone <> applied`,
      id,
    ),
  ).toEqual([]);
  expect(
    engine.rows(
      `SELECT number FROM allocation JOIN document ON document.id = document_id
       WHERE allocation.ledger_id = ? AND source <> 'ledger' AND deleted_at IS NULL`,
      id,
    ),
    'nothing is only observed',
  ).toEqual([]);
}

it(
  'any order of changes and reads, cut off at any page, comes to the ledger in the end, and leaves what people did alone',
  async () => {
    const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const connection = await addedConnection(engine.workspace);
        const books = sampleBooks(CORE_SHAPE, 2);
        await synced(engine.workspace, connection, coreConnector(books.ledger, { pageSize: 50 }));
        const work = await workOfAPerson(engine, connection.id, books);
        for (const step of all) {
          if ('tick' in step) books.ledger.tick(step.tick);
          else if ('pull' in step) await read(engine, connection, books, step.pull);
          else operate(books, names[step.operation] ?? 'new invoice');
        }
        const last = await synced(engine.workspace, connection, coreConnector(books.ledger, { pageSize: 9 }));
        expect(last).toMatchObject({ state: 'done', differences: [] });
        const { contacts, ...rest } = booksInDatabase(engine, connection.id);
        const { contacts: theirs, ...expected } = booksOf(truth(books.ledger, CORE_SHAPE));
        expect(rest).toEqual(expected);
        const notOurs = (row: string) => !work.contacts.some((id) => row.startsWith(`${id} |`));
        expect(contacts.filter(notOurs)).toEqual(theirs.filter(notOurs));
        expectExplained(engine, connection);
        expectWorkUntouched(engine, work);
      }),
      { numRuns: runs },
    );
  },
  60_000 + runs * 20_000,
);

it('a run that is cut off at each of its pages in turn ends as an undisturbed one', async () => {
  const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
  const books = sampleBooks(CORE_SHAPE, 2);
  const expected = booksOf(truth(books.ledger, CORE_SHAPE));
  const whole = await addedConnection(engine.workspace);
  let pages = 0;
  const counting = coreConnector(books.ledger, {
    pageSize: 4,
    beforePage: (number) => {
      pages = number;
    },
  });
  await synced(engine.workspace, whole, counting);
  for (let stopAt = 1; stopAt <= pages; stopAt += 1) {
    const connection = await addedConnection(engine.workspace);
    const stop = { page: stopAt, how: stopAt % 2 === 0 ? 'throw' : 'abort' } as const;
    const cut = await read(engine, connection, books, { pageSize: 4, stop, during: [], full: false });
    expect(cut.state).toBe(stop.how === 'throw' ? 'failed' : 'cancelled');
    const after = await synced(engine.workspace, connection, coreConnector(books.ledger, { pageSize: 4 }));
    expect(after.state).toBe('done');
    expect(booksInDatabase(engine, connection.id), `cut off before page ${stopAt}`).toEqual(expected);
    expectExplained(engine, connection);
  }
  expect(pages).toBeGreaterThan(8);
}, 60_000);
