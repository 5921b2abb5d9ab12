import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AgingItem,
  type AgingRow,
  ageItems,
  emptyAgingRow,
  overdueOf,
  sumAgingRows,
} from '../../../shared/domain/aging/aging-row.ts';
import {
  AGING_BUCKETS,
  type AgingBasis,
  AgingEdgesError,
  agingEdges,
  bucketLabels,
  bucketOf,
  daysPastDue,
} from '../../../shared/domain/aging/buckets.ts';
import { openAt } from '../../../shared/domain/aging/open-at.ts';
import { addDays, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import { currencyCode, MoneyError, minorUnits, ZERO } from '../../../shared/domain/money.ts';

const TODAY = plainDate('2026-11-21');
const MOST = Number.MAX_SAFE_INTEGER;
const [EUR, JPY, KWD] = [currencyCode('EUR'), currencyCode('JPY'), currencyCode('KWD')];

function item(openMinor: number, changes: Partial<AgingItem> = {}): AgingItem {
  return {
    kind: 'invoice',
    currency: EUR,
    openMinor: minorUnits(openMinor),
    issueDate: plainDate('2026-08-01'),
    dueDate: plainDate('2026-08-31'),
    ...changes,
  };
}

function bucketAt(asOf: PlainDate, dueDate: string): string {
  const [row] = ageItems([item(1, { dueDate: plainDate(dueDate) })], { asOf });
  return AGING_BUCKETS.filter((bucket) => row?.[bucket] === 1).join();
}

const anyItem: fc.Arbitrary<AgingItem> = fc.record({
  kind: fc.constantFrom('invoice', 'credit_note', 'payment'),
  currency: fc.constantFrom(EUR, JPY, KWD),
  openMinor: fc.integer({ min: 0, max: 10 ** 12 }).map(minorUnits),
  issueDate: fc.option(fc.integer({ min: -400, max: 60 }).map((days) => addDays(TODAY, days))),
  dueDate: fc.option(fc.integer({ min: -400, max: 60 }).map((days) => addDays(TODAY, days))),
});
const anyBasis = fc.constantFrom<AgingBasis>('due', 'invoice');

describe('the bucket of one invoice', () => {
  it.each([
    ['2026-11-22', 'current'],
    ['2026-11-21', 'current'],
    ['2026-11-20', 'd1_30'],
    ['2026-10-22', 'd1_30'],
    ['2026-10-21', 'd31_60'],
    ['2026-09-22', 'd31_60'],
    ['2026-09-21', 'd61_90'],
    ['2026-08-23', 'd61_90'],
    ['2026-08-22', 'd91_plus'],
  ])('due on %s is %s on 21 November 2026', (dueDate, bucket) => {
    expect(bucketAt(TODAY, dueDate)).toBe(bucket);
  });

  it('is one day further on with a leap day in between', () => {
    expect(bucketAt(plainDate('2026-03-01'), '2026-01-30')).toBe('d1_30');
    expect(bucketAt(plainDate('2024-03-01'), '2024-01-30')).toBe('d31_60');
  });

  it('is found for the dates at both ends of the calendar', () => {
    expect(bucketAt(plainDate('9999-12-31'), '9999-12-30')).toBe('d1_30');
    expect(bucketAt(TODAY, '9999-12-31')).toBe('current');
    expect(bucketAt(TODAY, '0001-01-01')).toBe('d91_plus');
  });

  it('is current on the day it is issued in the age view, and 1–30 the day after', () => {
    const [on, after] = [TODAY, addDays(TODAY, 1)].map(
      (asOf) => ageItems([item(5, { issueDate: TODAY })], { asOf, basis: 'invoice' })[0],
    );
    expect([on?.current, after?.d1_30]).toEqual([5, 5]);
  });

  it('follows edges at their first, last and next day', () => {
    const edges = agingEdges([1, 2, 3]);
    expect([0, 1, 2, 3, 4].map((days) => bucketOf(days, edges))).toEqual([...AGING_BUCKETS]);
    expect(Object.values(bucketLabels(edges))).toEqual(['Current', '1–1', '2–2', '3–3', '4+']);
  });
});

describe('edges that make no buckets', () => {
  it.each([[[]], [[30, 60, 60]], [[30, 30, 90]], [[-1, 30, 60]], [[30, 60, 90.5]], [[30, 60, Number.NaN]]])(
    '%j are refused with what is needed instead',
    (edges) => {
      expect(() => agingEdges(edges)).toThrow(AgingEdgesError);
      expect(() => agingEdges(edges)).toThrow(
        'The aging buckets need three whole numbers of days, each larger than the one before, such as 30, 60, 90.',
      );
    },
  );

  it('are refused without an end', () => {
    expect(() => agingEdges([30, 60, Number.POSITIVE_INFINITY])).toThrow(AgingEdgesError);
  });
});

describe('an aging row', () => {
  it('reaches the largest amount and refuses one more', () => {
    const most = item(MOST);
    expect(ageItems([most], { asOf: TODAY })[0]).toMatchObject({ gross: MOST, net: MOST, d61_90: MOST });
    expect(() => ageItems([most, item(1)], { asOf: TODAY })).toThrow(MoneyError);
  });

  it('nets the largest amount with the same in credits to zero', () => {
    const [row] = ageItems([item(MOST), item(MOST, { kind: 'credit_note' })], { asOf: TODAY });
    expect(row).toMatchObject({ gross: MOST, credits: -MOST, net: 0, invoices: 1 });
  });

  it('keeps amounts of currencies with 0, 2 and 3 decimals apart', () => {
    const rows = ageItems([item(7, { currency: KWD }), item(7, { currency: JPY }), item(7)], { asOf: TODAY });
    expect(rows.map((row) => [row.currency, row.gross])).toEqual([
      ['EUR', 7],
      ['JPY', 7],
      ['KWD', 7],
    ]);
  });

  it('shows an invoice overpaid by a single minor unit with the credits', () => {
    const [row] = ageItems([item(-1), item(10)], { asOf: TODAY });
    expect(row).toMatchObject({ gross: 10, credits: -1, net: 9, invoices: 1 });
  });

  it('counts as undated what lacks the date that is counted from', () => {
    const items = [item(1, { issueDate: null }), item(1, { dueDate: null }), item(1)];
    const undated = (basis: AgingBasis) => ageItems(items, { asOf: TODAY, basis })[0]?.undated;
    expect([undated('due'), undated('invoice')]).toEqual([1, 1]);
    const noIssue = ageItems([item(9, { issueDate: null })], { asOf: TODAY, basis: 'invoice' })[0];
    expect(noIssue).toMatchObject({ current: 9, undated: 1 });
  });

  it('is not there for no items, and all zero for a currency with nothing in it', () => {
    expect(ageItems([], { asOf: TODAY })).toEqual([]);
    expect(sumAgingRows([])).toEqual([]);
    const { currency, ...figures } = emptyAgingRow(JPY);
    expect(currency).toBe('JPY');
    expect(Object.values(figures).every((figure) => figure === 0)).toBe(true);
  });

  it('has nothing overdue when all is current', () => {
    const [row] = ageItems([item(900, { dueDate: TODAY })], { asOf: TODAY });
    expect(row && overdueOf(row)).toBe(0);
    expect(overdueOf(emptyAgingRow(EUR))).toBe(0);
  });
});

describe('an aging of anything', () => {
  it('is the same in whatever order the items come', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 12 }), anyBasis, fc.nat(), (items, basis, seed) => {
        const shuffled = items.toSorted(
          (left, right) => ((left.openMinor * seed) % 7) - ((right.openMinor * seed) % 7),
        );
        const options = { asOf: TODAY, basis };
        expect(ageItems(shuffled, options)).toEqual(ageItems(items, options));
        expect(ageItems(items.toReversed(), options)).toEqual(ageItems(items, options));
      }),
    );
  });

  it('puts every open invoice into exactly one bucket: the buckets make up gross', () => {
    fc.assert(
      fc.property(fc.array(anyItem), anyBasis, (items, basis) => {
        for (const row of ageItems(items, { asOf: TODAY, basis })) {
          const invoices = items.filter(
            (one) => one.currency === row.currency && one.kind === 'invoice' && one.openMinor > 0,
          );
          expect(AGING_BUCKETS.reduce((sum, bucket) => sum + row[bucket], 0)).toBe(row.gross);
          expect(row.gross).toBe(invoices.reduce((sum, one) => sum + one.openMinor, 0));
          expect(row.invoices).toBe(invoices.length);
          expect(row.undated).toBe(invoices.filter((one) => daysPastDue(one, TODAY, basis) === null).length);
        }
      }),
    );
  });

  it('has as overdue what is due before the as-of date, and never more than gross', () => {
    fc.assert(
      fc.property(fc.array(anyItem), (items) => {
        for (const row of ageItems(items, { asOf: TODAY })) {
          const late = items.filter(
            (one) =>
              one.kind === 'invoice' &&
              one.currency === row.currency &&
              one.dueDate !== null &&
              one.dueDate < TODAY,
          );
          expect(overdueOf(row)).toBe(late.reduce((sum, one) => sum + one.openMinor, 0));
        }
      }),
    );
  });

  it('adds up to the same sum whatever pages the rows are on', () => {
    const options = { asOf: TODAY };
    fc.assert(
      fc.property(fc.array(fc.array(anyItem, { maxLength: 5 }), { maxLength: 5 }), (pages) => {
        const rows: readonly AgingRow[] = pages.flatMap((page) => ageItems(page, options));
        expect(sumAgingRows(rows)).toEqual(ageItems(pages.flat(), options));
        expect(sumAgingRows(rows.toReversed())).toEqual(sumAgingRows(rows));
        expect(sumAgingRows(sumAgingRows(rows))).toEqual(sumAgingRows(rows));
      }),
    );
  });
});

describe('what was open on a day', () => {
  const issued = { issueDate: plainDate('2026-02-28'), openMinor: minorUnits(0) };
  const paidOn = (date: string, amount: number) => ({
    date: plainDate(date),
    amountMinor: minorUnits(amount),
  });

  it('is everything again before the first of several payments, and a part between them', () => {
    const paid = [paidOn('2026-03-01', 60), paidOn('2026-03-31', 40)];
    const at = (date: string) => openAt(issued, paid, plainDate(date), TODAY);
    const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-30', '2026-03-31'].map(at);
    expect(days).toEqual([0, 100, 40, 40, 0]);
  });

  it('is the figure of the source today, whatever is applied later', () => {
    expect(openAt({ ...issued, openMinor: minorUnits(5) }, [paidOn('2026-11-22', 60)], TODAY, TODAY)).toBe(5);
  });

  it('is nothing yesterday of what is dated today', () => {
    const fresh = { issueDate: TODAY, openMinor: minorUnits(70) };
    expect(openAt(fresh, [], addDays(TODAY, -1), TODAY)).toBe(ZERO);
    expect(openAt(fresh, [], TODAY, TODAY)).toBe(70);
  });

  it('follows a reversed payment, whose amount is negative', () => {
    const reversed = [paidOn('2026-03-01', 100), paidOn('2026-04-01', -100)];
    const open = { ...issued, openMinor: minorUnits(100) };
    expect(openAt(open, reversed, plainDate('2026-03-15'), TODAY)).toBe(0);
    expect(openAt(open, reversed, plainDate('2026-02-28'), TODAY)).toBe(100);
  });

  it('is refused when what is added back is larger than any amount', () => {
    const huge = { ...issued, openMinor: minorUnits(MOST) };
    expect(() => openAt(huge, [paidOn('2026-03-01', 1)], plainDate('2026-02-28'), TODAY)).toThrow(MoneyError);
  });
});
