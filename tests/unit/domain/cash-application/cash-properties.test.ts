import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeMatches } from '../../../../shared/domain/cash-application/propose.ts';
import { findSubsets } from '../../../../shared/domain/cash-application/subset-sum.ts';
import type { CashItem } from '../../../../shared/domain/cash-application/types.ts';
import { DEFAULT_CASH_SETTINGS } from '../../../../shared/domain/cash-application/types.ts';
import { currencyCode } from '../../../../shared/domain/money.ts';
import { cashItem, payment } from './cash-items.ts';

const settings = { ...DEFAULT_CASH_SETTINGS, mostSteps: 3_000 };

const anyItems: fc.Arbitrary<CashItem[]> = fc
  .array(
    fc.record({
      open: fc.integer({ min: 0, max: 3_000 }),
      credit: fc.boolean(),
      currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
      terms: fc.constantFrom(null, '2/10 net 30'),
    }),
    { maxLength: 9 },
  )
  .map((rows) =>
    rows.map((row, index) =>
      cashItem(`INV-${5_000 + index}`, row.open, {
        kind: row.credit && index % 3 === 0 ? 'credit_note' : 'invoice',
        currency: currencyCode(row.currency),
        terms: row.terms,
      }),
    ),
  );
const anyText = fc
  .array(
    fc.constantFrom('INV-5000', 'INV-5001', 'INV-5003', 'INV-5004 to INV-5007', '5002', '2026', 'paid'),
    {
      maxLength: 4,
    },
  )
  .map((words) => words.join(' '));
const anyQuestion = fc.record({
  items: anyItems,
  amount: fc.integer({ min: -50, max: 9_000 }),
  text: anyText,
});

describe('of whatever is proposed', () => {
  it('the amounts less the credits plus the rest are the payment', () => {
    fc.assert(
      fc.property(anyQuestion, ({ items, amount, text }) => {
        for (const one of proposeMatches({ payment: payment(amount, text), items, settings }).proposals) {
          const sum = one.allocations.reduce<number>(
            (total, part) => total + (part.kind === 'invoice' ? part.amountMinor : -part.amountMinor),
            one.restMinor,
          );
          expect(sum).toBe(amount);
          expect(one.restMinor).toBeGreaterThanOrEqual(0);
          expect(one.restMinor).toBeLessThan(amount);
        }
      }),
    );
  });

  it('no item gets more than is open, none twice, and none of another currency', () => {
    fc.assert(
      fc.property(anyQuestion, ({ items, amount, text }) => {
        const byId = new Map(items.map((item) => [item.id, item]));
        for (const one of proposeMatches({ payment: payment(amount, text), items, settings }).proposals) {
          expect(new Set(one.allocations.map((part) => part.itemId)).size).toBe(one.allocations.length);
          expect(one.reasons.length).toBeGreaterThan(0);
          for (const part of one.allocations) {
            const item = byId.get(part.itemId);
            expect(item?.currency).toBe('EUR');
            expect(part.amountMinor).toBeGreaterThanOrEqual(0);
            expect(part.shortMinor).toBeGreaterThanOrEqual(0);
            expect(part.amountMinor + part.shortMinor).toBeLessThanOrEqual(item?.openMinor ?? -1);
            expect(part.shortMinor > 0).toBe(part.shortReason !== null);
          }
        }
      }),
    );
  });

  it('the order in which items are read does not matter', () => {
    fc.assert(
      fc.property(anyQuestion, fc.infiniteStream(fc.nat()), ({ items, amount, text }, keys) => {
        const order = items.map((item) => ({ item, key: keys.next().value ?? 0 }));
        const shuffled = order.sort((one, other) => one.key - other.key).map((one) => one.item);
        const asked = { payment: payment(amount, text), settings };
        expect(proposeMatches({ ...asked, items: shuffled })).toEqual(proposeMatches({ ...asked, items }));
      }),
    );
  });

  it('the number with the right amount comes first, whatever else adds up', () => {
    fc.assert(
      fc.property(anyItems, fc.nat(), (items, place) => {
        const invoices = items.filter(
          (item) => item.kind === 'invoice' && item.openMinor > 0 && item.currency === 'EUR',
        );
        const item = invoices[place % Math.max(1, invoices.length)];
        if (item === undefined) return;
        const [first] = proposeMatches({
          payment: payment(item.openMinor, `For ${item.number}.`),
          items,
          settings,
        }).proposals;
        expect(first).toMatchObject({ kind: 'numbers', confidence: 'exact' });
        expect(first?.allocations).toMatchObject([{ itemId: item.id, amountMinor: item.openMinor }]);
      }),
    );
  });

  it('a combination is called likely only when it is the only one', () => {
    fc.assert(
      fc.property(anyItems, fc.integer({ min: 1, max: 6_000 }), (items, amount) => {
        const { proposals } = proposeMatches({ payment: payment(amount), items, settings });
        const combined = proposals.filter((one) => one.kind === 'combination');
        if (combined.some((one) => one.confidence === 'likely')) expect(proposals).toHaveLength(1);
      }),
    );
  });
});

describe('the search for combinations', () => {
  const limits = { mostItems: 10, mostSteps: 1_000_000, mostFound: 1_000_000 };
  const amounts = fc.array(
    fc.integer({ min: -30, max: 60 }).filter((amount) => amount !== 0),
    { maxLength: 10 },
  );

  it('finds all that trying every one finds, and nothing else', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 120 }), (all, target) => {
        const tried: string[] = [];
        for (let mask = 1; mask < 1 << all.length; mask += 1) {
          const places = all.flatMap((_, place) => (mask & (1 << place) ? [place] : []));
          if (places.reduce((sum, place) => sum + (all[place] ?? 0), 0) === target) tried.push(places.join());
        }
        const { found, gaveUp } = findSubsets(all, target, limits);
        expect(gaveUp).toBe(false);
        expect(found.map((places) => places.join()).sort()).toEqual(tried.sort());
      }),
    );
  });

  it('keeps to its limits, says when it gave up, and gives the same answer again', () => {
    const all = Array.from({ length: 60 }, (_, index) => 1_001 + 2 * index);
    const few = { mostItems: 8, mostSteps: 1_000, mostFound: 3 };
    expect(findSubsets(all, 5_000_000, few)).toEqual({ found: [], gaveUp: false });
    const search = findSubsets(all, 8_000, few);
    expect(search).toEqual(findSubsets(all, 8_000, few));
    expect(search.gaveUp || search.found.length === 3).toBe(true);
    expect(findSubsets([5, 5, 5], 10, { ...few, mostFound: 2 }).found).toEqual([
      [0, 1],
      [0, 2],
    ]);
  });

  it('does not look at more items together than it may', () => {
    expect(findSubsets([1, 1, 1, 1], 4, { mostItems: 3, mostSteps: 100, mostFound: 5 }).found).toEqual([]);
  });
});
