import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerLine } from '../../../../electron/engine/connectors/tryton/ledger-lines.ts';
import {
  settleLines,
  share,
  withoutCancelled,
} from '../../../../electron/engine/connectors/tryton/settle-lines.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';

const line = (
  id: number,
  base: number,
  values: Partial<LedgerLine> & { own?: number; in?: string } = {},
): LedgerLine => ({
  id,
  moveId: id,
  partyId: 1,
  amount: { minor: minorUnits(values.own ?? base), currency: currencyCode(values.in ?? 'EUR') },
  base: minorUnits(base),
  date: plainDate('2026-05-01'),
  dueDate: null,
  reconciliation: 1,
  origin: values.origin ?? null,
  moveName: String(id),
  journal: 'Cash',
  journalType: 'cash',
  text: null,
  updatedAt: null,
  ...(values.moveId === undefined ? {} : { moveId: values.moveId }),
  ...(values.date === undefined ? {} : { date: values.date }),
});
const pairs = (lines: readonly LedgerLine[]) =>
  settleLines(lines).map(({ claim, credit, amount, fromAmount }) => [
    credit.id,
    claim.id,
    fromAmount,
    amount,
  ]);

describe('lines that settle each other', () => {
  it('are one claim and one credit', () => {
    expect(pairs([line(1, 100), line(2, -100)])).toEqual([[2, 1, 100, 100]]);
  });

  it('are taken in the order of their days', () => {
    const early = plainDate('2026-04-01');
    expect(pairs([line(1, 60), line(2, 40, { date: early }), line(3, -50), line(4, -50)])).toEqual([
      [3, 2, 40, 40],
      [3, 1, 10, 10],
      [4, 1, 50, 50],
    ]);
  });

  it('settle in their own currency what the rate has made of another value in the books', () => {
    const dollars = line(1, 90, { own: 100, in: 'USD' });
    const paid = line(2, -88, { own: -100, in: 'USD' });
    const rateDifference = line(3, -2);
    expect(pairs([dollars, paid, rateDifference])).toEqual([[2, 1, 100, 100]]);
  });

  it('settle across currencies by their value in the books', () => {
    const dollars = line(1, 90, { own: 100, in: 'USD' });
    expect(pairs([dollars, line(2, -30), line(3, -60)])).toEqual([
      [2, 1, 30, 33],
      [3, 1, 60, 67],
    ]);
  });

  it('spend no credit and settle no claim beyond what it is, and in one currency exactly all', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amounts, amounts, (claims, credits) => {
        const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
        const rest = sum(claims) - sum(credits);
        const lines = [
          ...claims.map((amount, index) => line(index + 1, amount)),
          ...credits.map((amount, index) => line(index + 100, -amount)),
          ...(rest === 0 ? [] : [line(999, -rest)]),
        ];
        const found = settleLines(lines);
        for (const one of lines) {
          const part = found.filter(({ claim, credit }) => claim.id === one.id || credit.id === one.id);
          expect(sum(part.map(({ amount }) => amount))).toBe(Math.abs(one.base));
        }
      }),
    );
  });

  it('stay within their amounts across currencies, whatever the rates', () => {
    const foreign = fc.record({
      base: fc.integer({ min: 1, max: 1e6 }),
      own: fc.integer({ min: 1, max: 1e6 }),
      in: fc.constantFrom('EUR', 'USD', 'JPY'),
    });
    fc.assert(
      fc.property(
        fc.array(foreign, { maxLength: 5 }),
        fc.array(foreign, { maxLength: 5 }),
        (claims, credits) => {
          const lines = [
            ...claims.map((one, index) => line(index + 1, one.base, { own: one.own, in: one.in })),
            ...credits.map((one, index) => line(index + 100, -one.base, { own: -one.own, in: one.in })),
          ];
          for (const one of lines) {
            const mine = settleLines(lines).filter(
              ({ claim, credit }) => claim.id === one.id || credit.id === one.id,
            );
            const used = mine.reduce(
              (all, { claim, amount, fromAmount }) => all + (claim.id === one.id ? amount : fromAmount),
              0,
            );
            expect(used).toBeLessThanOrEqual(Math.abs(one.amount.minor));
          }
        },
      ),
    );
  });
});

describe('a move that was cancelled', () => {
  it('settles nothing, nor does the one that cancels it', () => {
    const group = [line(1, -100, { moveId: 7 }), line(2, 100, { moveId: 8, origin: 'account.move,7' })];
    expect(withoutCancelled(group)).toEqual([]);
  });

  it('leaves the others of its reconciliation alone', () => {
    const group = [line(1, 100), line(2, -100, { origin: 'account.invoice,4' })];
    expect(withoutCancelled(group)).toEqual(group);
  });
});

describe('a share', () => {
  it('is exact where a float would not be', () => {
    expect(share(9_007_199_254_740_991, 9_007_199_254_740_990, 9_007_199_254_740_991)).toBe(
      9_007_199_254_740_990,
    );
    expect(share(10, 1, 3)).toBe(3);
  });
});
