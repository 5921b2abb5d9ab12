import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueDateOf, instalmentsOf, type PartToPay } from '../../../electron/engine/connectors/instalments.ts';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import { minorUnits } from '../../../shared/domain/money.ts';

const part = (dueDate: string, amount: number, settled = false): PartToPay => ({
  dueDate: plainDate(dueDate),
  amount: minorUnits(amount),
  settled,
});
const opens = (parts: readonly PartToPay[], open: number) =>
  instalmentsOf(parts, minorUnits(open)).map((one) => one.open);

describe('parts of an invoice', () => {
  it('are none when there is only one', () => {
    expect(instalmentsOf([part('2026-05-01', 100)], minorUnits(100))).toEqual([]);
  });

  it('are in the order of their days, whatever the order of the lines', () => {
    const parts = [part('2026-06-01', 60), part('2026-05-01', 40)];
    expect(instalmentsOf(parts, minorUnits(100)).map(({ dueDate }) => dueDate)).toEqual([
      '2026-05-01',
      '2026-06-01',
    ]);
  });

  it('have nothing open when Tryton has settled them', () => {
    expect(opens([part('2026-05-01', 40, true), part('2026-06-01', 60)], 60)).toEqual([0, 60]);
  });

  it('take what was paid on account in the order in which they fall due', () => {
    const parts = [part('2026-05-01', 40), part('2026-06-01', 60)];
    expect(opens(parts, 85)).toEqual([25, 60]);
    expect(opens(parts, 45)).toEqual([0, 45]);
    expect(opens(parts, 0)).toEqual([0, 0]);
  });

  it('are left out when they do not explain what is open', () => {
    expect(opens([part('2026-05-01', 40, true), part('2026-06-01', 60)], 70)).toEqual([]);
    expect(opens([part('2026-05-01', -40), part('2026-06-01', 60)], 20)).toEqual([]);
    const undated = { dueDate: null, amount: minorUnits(40), settled: false };
    expect(opens([undated, part('2026-06-01', 60)], 100)).toEqual([]);
  });

  it('add up to the invoice and to what is open of it, and none is more open than it is', () => {
    const first = plainDate('2026-01-01');
    const someParts = fc.array(
      fc.record({ day: fc.nat(400), amount: fc.integer({ min: 1, max: 1e9 }), settled: fc.boolean() }),
      {
        minLength: 2,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(someParts, fc.double({ min: 0, max: 1, noNaN: true }), (drawn, share) => {
        const parts = drawn.map(({ day, amount, settled }) => part(addDays(first, day), amount, settled));
        const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);
        const unsettled = sum(parts.filter(({ settled }) => !settled).map(({ amount }) => amount));
        const open = Math.floor(unsettled * share);
        const instalments = instalmentsOf(parts, minorUnits(open));
        expect(sum(instalments.map(({ amount }) => amount))).toBe(sum(parts.map(({ amount }) => amount)));
        expect(sum(instalments.map((one) => one.open))).toBe(open);
        expect(instalments.every((one) => one.open >= 0 && one.open <= one.amount)).toBe(true);
      }),
    );
  });
});

describe('the day on which an invoice falls due', () => {
  it('is that of its first open part', () => {
    const parts = [part('2026-05-01', 40, true), part('2026-06-01', 60)];
    expect(dueDateOf(parts, instalmentsOf(parts, minorUnits(60)))).toBe('2026-06-01');
  });

  it('is that of the last part once all is paid', () => {
    const parts = [part('2026-05-01', 40, true), part('2026-06-01', 60, true)];
    expect(dueDateOf(parts, instalmentsOf(parts, minorUnits(0)))).toBe('2026-06-01');
  });

  it('is that of the only part, or unknown', () => {
    expect(dueDateOf([part('2026-05-01', 40)], [])).toBe('2026-05-01');
    expect(dueDateOf([], [])).toBeNull();
  });
});
