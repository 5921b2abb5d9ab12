import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Logger, silentLogger } from '../../../electron/engine/platform/logger.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { ALL_DIALECTS } from '../../support/ledger/all-dialects.ts';
import { booksInDatabase, booksOf } from '../../support/ledger/books-of-connection.ts';
import type { Meddling } from '../../support/ledger/in-between.ts';
import { addedConnection, synced } from '../../support/ledger/synced-books.ts';
import { truth } from '../../support/ledger/truth.ts';
import { meddled } from './meddled.ts';
import { HOSTILE_VALUES, withValue } from './meddled-answers.ts';

const runs = Number(process.env.DUEBOOK_FUZZ ?? 0) > 0 ? 40 : 8;
/** The same cases each time; `DUEBOOK_FUZZ_SEED` looks for others. */
const seed = Number(process.env.DUEBOOK_FUZZ_SEED ?? 2026);

/** One value of one answer is another, or one of the first few of each kind is. */
interface Change {
  readonly request: number;
  readonly place: number;
  readonly value: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  request: fc.nat({ max: 10_000 }),
  place: fc.nat({ max: 100_000 }),
  value: fc.nat({ max: HOSTILE_VALUES.length - 1 }),
});

const meddling =
  (requests: number, { request, place, value }: Change): Meddling =>
  async (_request, index, genuine) => {
    // A read that does not come to its end is ended here, and fails the test.
    if (index > requests * 6 + 60) return { status: 403, body: 'It reads without end.' };
    if (index !== request % requests) return null;
    const answer = await genuine();
    return { ...answer, body: withValue(answer.body, place, HOSTILE_VALUES[value]) };
  };

function tablesOf(engine: EngineTest): readonly unknown[] {
  return engine.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
}

describe.each(ALL_DIALECTS.map((dialect) => [dialect.name, dialect] as const))('%s', (_name, dialect) => {
  it('may put any value anywhere: a read ends in words or sets records aside, and the next one has the ledger', async () => {
    const { books, system, between, requests } = await meddled(dialect);
    const engine = await engineTest({ currency: 'EUR', start: plainDate('2026-11-20') });
    const before = tablesOf(engine);
    const expected = booksOf(truth(books.ledger, dialect.shape));
    await fc.assert(
      fc.asyncProperty(change, async (one) => {
        const connection = await addedConnection(engine.workspace);
        between.meddle(meddling(requests, one));
        const unforeseen: unknown[] = [];
        const logger: Logger = {
          ...silentLogger,
          error(_event, error) {
            unforeseen.push(error);
            return 'reference';
          },
        };
        const hit = await synced(engine.workspace, connection, system.connect(between.origin), { logger });
        expect(unforeseen.map((error) => (error instanceof Error ? error.stack : error))).toEqual([]);
        expect(hit.error?.message ?? 'It reads on.').not.toContain('without end');
        expect(between.count).toBeLessThan(requests * 6 + 60);
        between.meddle(() => null);
        const next = await synced(engine.workspace, connection, system.connect(between.origin), {
          mode: 'full',
        });
        expect(next).toMatchObject({ state: 'done' });
        const kept = booksInDatabase(engine, connection.id);
        expect(kept.documents).toEqual(expect.arrayContaining([...expected.documents]));
        expect(kept.payments).toEqual(expect.arrayContaining([...expected.payments]));
        expect(tablesOf(engine)).toEqual(before);
      }),
      { numRuns: runs, seed, endOnFailure: true },
    );
  }, 600_000);
});
