import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorklistItemRow, WorklistPage } from '../../../electron/engine/db/queries/worklist.ts';
import { BUCKETS, SORT_KEYS, worklistFilterSchema } from '../../../shared/contract/worklist.ts';
import { addDays } from '../../../shared/domain/dates.ts';
import type { AccountId } from '../../../shared/domain/ids.ts';
import { TEMPLATE_STAGES } from '../../../shared/domain/letters/stages.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';

import {
  type Asked,
  openWorklistBooks,
  TODAY,
  type WorklistBooks,
} from '../../support/engine/worklist-books.ts';

let books: WorklistBooks;
beforeAll(async () => {
  books = await openWorklistBooks();
});
afterAll(() => books.close());
const page = (asked: Asked) => books.page(asked);

async function pages(asked: Asked): Promise<readonly WorklistItemRow[]> {
  const found: WorklistItemRow[] = [];
  let cursor: string | null = null;
  do {
    const next: WorklistPage = await page({ ...asked, cursor });
    expect(next.items.length).toBeLessThanOrEqual(asked.limit ?? 500);
    found.push(...next.items);
    cursor = next.next;
  } while (cursor !== null);
  return found;
}

const subset = <Value>(values: readonly Value[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant([] as Value[]) }, fc.subarray([...values], { minLength: 1 }));
const filters = fc.record({
  scope: fc.constantFrom('overdue' as const, 'open' as const, 'all' as const),
  search: fc.constantFrom('', '', '', 'aurora', 'K1', 'R-1', 'nobody'),
  currencies: subset(['USD', 'EUR'] as CurrencyCode[]),
  buckets: subset(BUCKETS),
  stages: subset(TEMPLATE_STAGES),
  countries: subset(['DE', 'US']),
  minOverdue: fc.option(fc.constantFrom(5_000, 20_000) as fc.Arbitrary<MinorUnits>, { nil: null, freq: 2 }),
  minDaysPastDue: fc.option(fc.constantFrom(1, 45), { nil: null, freq: 2 }),
  nextAction: fc.constantFrom(
    'any' as const,
    'any' as const,
    'none' as const,
    'due' as const,
    'planned' as const,
  ),
  held: fc.constantFrom('any' as const, 'hidden' as const, 'only' as const),
  disputedInLedger: fc.constantFrom('any' as const, 'any' as const, 'only' as const, 'hidden' as const),
});
const sorts = fc.record({ key: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() });
const dates = fc.constantFrom(TODAY, TODAY, addDays(TODAY, -30), addDays(TODAY, 1));

describe('pages of the worklist', () => {
  it('deliver each row once, in the order of one big page, with sums over all of them, for any filter, sort and size', async () => {
    await fc.assert(
      fc.asyncProperty(
        filters,
        sorts,
        fc.integer({ min: 1, max: 40 }),
        dates,
        async (filter, sort, limit, asOf) => {
          const whole = await page({ filter, sort, asOf });
          const found = await pages({ filter, sort, limit, asOf });
          expect(found).toEqual(whole.items);
          expect(found.map((item) => item.rank)).toEqual(found.map((_, index) => index + 1));
          expect(whole.total).toBe(found.length);
          for (const { currency, overdue, open, rows } of whole.totals) {
            const own = found.filter((item) => item.currency === currency);
            expect({ overdue, open, rows }).toEqual({
              overdue: own.reduce((sum, item) => sum + item.overdue, 0),
              open: own.reduce((sum, item) => sum + item.open, 0),
              rows: own.length,
            });
          }
          expect(new Set(whole.totals.map((row) => row.currency))).toEqual(
            new Set(found.map((item) => item.currency)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('hold what their filter says', async () => {
    const everything = (await page({ filter: { scope: 'all', held: 'any' } })).items;
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const found = new Set(
          (await page({ filter: { ...filter, search: '' } })).items.map(
            (item) => `${item.accountId} ${item.currency}`,
          ),
        );
        const expected = everything.filter(
          (item) =>
            (filter.scope === 'all' || (filter.scope === 'open' ? item.open > 0 : item.overdue > 0)) &&
            (filter.currencies.length === 0 || filter.currencies.includes(item.currency)) &&
            (filter.buckets.length === 0 || filter.buckets.some((bucket) => item.aging[bucket] > 0)) &&
            (filter.stages.length === 0 || filter.stages.includes(item.stage)) &&
            (filter.countries.length === 0 || filter.countries.includes(item.country ?? '?')) &&
            (filter.minOverdue === null || item.overdue >= filter.minOverdue) &&
            (filter.minDaysPastDue === null || item.oldestDaysPastDue >= filter.minDaysPastDue) &&
            {
              any: true,
              none: item.nextAction === null,
              due: item.nextAction !== null && item.nextAction.date <= TODAY,
              planned: item.nextAction !== null && item.nextAction.date > TODAY,
            }[filter.nextAction] &&
            { any: true, hidden: !item.rests, only: item.rests }[filter.held] &&
            { any: true, only: item.disputedInLedger, hidden: !item.disputedInLedger }[
              filter.disputedInLedger
            ],
        );
        expect(found).toEqual(new Set(expected.map((item) => `${item.accountId} ${item.currency}`)));
      }),
      { numRuns: 40 },
    );
  });

  it('show on a past date on which everything had happened what they show today', async () => {
    const filter = { scope: 'all', held: 'any' } as const;
    const today = await page({ filter });
    const tomorrow = await books.engine.workspace.db.read('worklistPage', {
      filter: { ...worklistFilterSchema.parse({}), ...filter },
      sort: { key: 'priority', descending: true },
      limit: 500,
      cursor: null,
      asOf: TODAY,
      today: addDays(TODAY, 1),
    });
    expect(tomorrow.items).toEqual(today.items);
    expect(tomorrow.totals).toEqual(today.totals);
  });

  it('of a past date follow what is written between two of them', async () => {
    const asOf = addDays(TODAY, -1);
    const asked = { filter: { scope: 'all', held: 'any' } as const, asOf };
    const before = await page(asked);
    const [first] = before.items;
    const context = books.engine.workspace.context();
    const action = { kind: 'call', date: addDays(TODAY, 3), note: 'new' };
    await books.engine.workspace.db.write(
      'setNextAction',
      { accountIds: [first?.accountId as AccountId], action },
      context,
    );
    const after = await page(asked);
    expect(after.items.find((item) => item.accountId === first?.accountId)?.nextAction).toEqual(action);
    expect((await page({ ...asked, asOf: addDays(TODAY, -60) })).items).not.toEqual(after.items);
  });

  it('begin only where a page ended', async () => {
    for (const cursor of [
      '',
      'x',
      'e30',
      'bnVsbA',
      Buffer.from('[1,2]').toString('base64url'),
      Buffer.from('{"value":{},"name":"a","id":"b","currency":"c","rank":1}').toString('base64url'),
    ]) {
      await expect(page({ filter: {}, cursor })).rejects.toMatchObject({ code: 'validation' });
    }
    const { id } = await books.engine.workspace.db.read('findAccount', { key: 'K1' });
    await expect(
      books.engine.workspace.db.read('timeline', { id, group: 'all', limit: 5, cursor: 'x' }),
    ).rejects.toMatchObject({ code: 'validation' });
  });
});
