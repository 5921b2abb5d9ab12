import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AgingItem,
  ageItems,
  emptyAgingRow,
  overdueOf,
  sumAgingRows,
} from '../../../shared/domain/aging/aging-row.ts';
import {
  AGING_BUCKETS,
  AgingEdgesError,
  agingEdges,
  bucketLabels,
  bucketOf,
  DEFAULT_EDGES,
  daysPastDue,
} from '../../../shared/domain/aging/buckets.ts';
import { type OpenItem, openAt } from '../../../shared/domain/aging/open-at.ts';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import { currencyCode, minorUnits, ZERO } from '../../../shared/domain/money.ts';

const TODAY = plainDate('2026-11-21');
const EUR = currencyCode('EUR');
const GBP = currencyCode('GBP');

function invoice(openMinor: number, dueDate: string | null, changes: Partial<AgingItem> = {}): AgingItem {
  return {
    kind: 'invoice',
    currency: EUR,
    openMinor: minorUnits(openMinor),
    issueDate: plainDate('2026-08-01'),
    dueDate: dueDate === null ? null : plainDate(dueDate),
    ...changes,
  };
}

describe('days past due', () => {
  const worked = invoice(10_000, '2026-08-31');

  it('counts 82 days from the due date, which is 61–90', () => {
    const days = daysPastDue(worked, TODAY, 'due');
    expect(days).toBe(82);
    expect(bucketOf(days)).toBe('d61_90');
  });

  it('counts 112 days from the invoice date, which is 91+', () => {
    const days = daysPastDue(worked, TODAY, 'invoice');
    expect(days).toBe(112);
    expect(bucketOf(days)).toBe('d91_plus');
  });

  it('counts from the due date unless asked otherwise', () => {
    expect(daysPastDue(worked, TODAY)).toBe(82);
  });

  it('is unknown without the date it counts from', () => {
    expect(daysPastDue(invoice(1, null), TODAY, 'due')).toBeNull();
    expect(daysPastDue(invoice(1, null, { issueDate: null }), TODAY, 'invoice')).toBeNull();
  });

  it('is not disturbed by leap days and the change of the year', () => {
    expect(daysPastDue(invoice(1, '2024-02-28'), plainDate('2024-03-01'))).toBe(2);
    expect(daysPastDue(invoice(1, '2025-12-31'), plainDate('2026-01-01'))).toBe(1);
  });
});

describe('buckets', () => {
  it.each([
    [-5, 'current'],
    [0, 'current'],
    [1, 'd1_30'],
    [30, 'd1_30'],
    [31, 'd31_60'],
    [60, 'd31_60'],
    [61, 'd61_90'],
    [90, 'd61_90'],
    [91, 'd91_plus'],
    [4_000, 'd91_plus'],
    [null, 'current'],
  ] as const)('puts %j days into %s', (days, bucket) => {
    expect(bucketOf(days)).toBe(bucket);
  });

  it('follows edges that a user set', () => {
    const edges = agingEdges([14, 28, 42]);
    expect([14, 15, 28, 29, 42, 43].map((days) => bucketOf(days, edges))).toEqual([
      'd1_30',
      'd31_60',
      'd31_60',
      'd61_90',
      'd61_90',
      'd91_plus',
    ]);
    expect(Object.values(bucketLabels(edges))).toEqual(['Current', '1–14', '15–28', '29–42', '43+']);
  });

  it('is labelled as people know it', () => {
    expect(Object.values(bucketLabels())).toEqual(['Current', '1–30', '31–60', '61–90', '91+']);
  });

  it.each([[[30, 60]], [[30, 60, 90, 120]], [[60, 30, 90]], [[30, 30, 60]], [[0, 30, 60]], [[1.5, 2, 3]]])(
    'refuses the edges %j',
    (edges) => {
      expect(() => agingEdges(edges)).toThrow(AgingEdgesError);
    },
  );

  it('never moves an item to a younger bucket as days pass', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.nat(400), (days, more) => {
        const before = AGING_BUCKETS.indexOf(bucketOf(days));
        expect(AGING_BUCKETS.indexOf(bucketOf(days + more))).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});

describe('what was open on a date', () => {
  const item: OpenItem = { issueDate: plainDate('2026-06-01'), openMinor: minorUnits(40_00) };
  const paid = { date: plainDate('2026-09-10'), amountMinor: minorUnits(60_00) };
  const at = (date: string) => openAt(item, [paid], plainDate(date), TODAY);

  it('is the figure of the source for today and later', () => {
    expect(at('2026-11-21')).toBe(40_00);
    expect(at('2027-01-01')).toBe(40_00);
  });

  it('adds back what was applied after the date', () => {
    expect(at('2026-09-09')).toBe(100_00);
  });

  it('takes what was applied on the date as made', () => {
    expect(at('2026-09-10')).toBe(40_00);
  });

  it('is nothing before the item was issued, and all of it on the day', () => {
    expect(at('2026-05-31')).toBe(ZERO);
    expect(at('2026-06-01')).toBe(100_00);
  });

  it('counts an item without an issue date as having been there', () => {
    expect(openAt({ ...item, issueDate: null }, [], plainDate('2020-01-01'), TODAY)).toBe(40_00);
  });

  it('takes an application without a date as made', () => {
    const undated = { date: null, amountMinor: minorUnits(60_00) };
    expect(openAt(item, [undated], plainDate('2026-07-01'), TODAY)).toBe(40_00);
  });

  it('does not trust the total: only the figure of the source and later applications count', () => {
    const inconsistent: OpenItem = { ...item, openMinor: minorUnits(39_99) };
    expect(openAt(inconsistent, [paid], plainDate('2026-09-09'), TODAY)).toBe(99_99);
  });

  it('never grows between two days unless the item is issued in between', () => {
    const day = fc.integer({ min: 0, max: 120 }).map((days) => addDays(plainDate('2026-07-01'), days));
    const application = fc.record({ date: day, amountMinor: fc.nat(1_000).map(minorUnits) });
    fc.assert(
      fc.property(fc.array(application), day, fc.nat(60), (applications, from, days) => {
        const before = openAt(item, applications, from, TODAY);
        const after = openAt(item, applications, addDays(from, days), TODAY);
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });
});

describe('an aging', () => {
  it('has one row per currency, ordered, and adds nothing across them', () => {
    const rows = ageItems(
      [invoice(700, '2026-11-01', { currency: GBP }), invoice(500, '2026-12-01'), invoice(300, '2026-11-20')],
      { asOf: TODAY },
    );
    expect(rows.map((row) => [row.currency, row.current, row.d1_30, row.gross, row.invoices])).toEqual([
      ['EUR', 500, 300, 800, 2],
      ['GBP', 0, 700, 700, 1],
    ]);
  });

  it('shows credit notes and unapplied payments as their own negative figures, not in a bucket', () => {
    const [row] = ageItems(
      [
        invoice(10_000, '2026-08-31'),
        invoice(2_500, null, { kind: 'credit_note' }),
        invoice(1_000, null, { kind: 'payment' }),
      ],
      { asOf: TODAY },
    );
    expect(row).toMatchObject({
      d61_90: 10_000,
      gross: 10_000,
      credits: -2_500,
      unapplied: -1_000,
      net: 6_500,
      invoices: 1,
    });
  });

  it('shows an overpaid invoice with the credits', () => {
    const [row] = ageItems([invoice(-250, '2026-08-31')], { asOf: TODAY });
    expect(row).toMatchObject({ gross: 0, credits: -250, net: -250, invoices: 0 });
  });

  it('counts an invoice without a due date as current and says how many there are', () => {
    const [row] = ageItems([invoice(900, null), invoice(100, '2026-12-24')], { asOf: TODAY });
    expect(row).toMatchObject({ current: 1_000, invoices: 2, undated: 1 });
  });

  it('leaves out what is not open', () => {
    expect(ageItems([invoice(0, '2026-08-31')], { asOf: TODAY })).toEqual([emptyAgingRow(EUR)]);
  });

  it('follows basis and edges', () => {
    const items = [invoice(100, '2026-08-31')];
    expect(ageItems(items, { asOf: TODAY, basis: 'invoice' })[0]?.d91_plus).toBe(100);
    expect(ageItems(items, { asOf: TODAY, edges: agingEdges([10, 20, 80]) })[0]?.d91_plus).toBe(100);
  });

  it('calls overdue what is not current', () => {
    const [row] = ageItems([invoice(900, '2026-12-24'), invoice(250, '2026-11-20')], { asOf: TODAY });
    expect(row && overdueOf(row)).toBe(250);
  });
});

describe('sums of agings', () => {
  const item: fc.Arbitrary<AgingItem> = fc.record({
    kind: fc.constantFrom('invoice', 'credit_note', 'payment'),
    currency: fc.constantFrom(EUR, GBP),
    openMinor: fc.integer({ min: 0, max: 10 ** 12 }).map(minorUnits),
    issueDate: fc.constant(null),
    dueDate: fc.option(fc.integer({ min: -200, max: 60 }).map((days) => addDays(TODAY, days))),
  });

  it('are the same whether items or rows are added up', () => {
    fc.assert(
      fc.property(fc.array(item), fc.array(item), (left, right) => {
        const options = { asOf: TODAY, edges: DEFAULT_EDGES };
        const parts = [...ageItems(left, options), ...ageItems(right, options)];
        expect(sumAgingRows(parts)).toEqual(ageItems([...left, ...right], options));
      }),
    );
  });

  it('keep gross the sum of the buckets and net the sum of its parts', () => {
    fc.assert(
      fc.property(fc.array(item), (items) => {
        for (const row of ageItems(items, { asOf: TODAY })) {
          const buckets = AGING_BUCKETS.reduce((sum, bucket) => sum + row[bucket], 0);
          expect(row.gross).toBe(buckets);
          expect(row.net).toBe(row.gross + row.credits + row.unapplied);
          expect(row.credits).toBeLessThanOrEqual(0);
          expect(row.unapplied).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});
